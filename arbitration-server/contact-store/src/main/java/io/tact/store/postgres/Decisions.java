package io.tact.store.postgres;

import io.tact.port.DecisionRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The rows of {@code tact.decisions}. */
final class Decisions {
    private static final String COLUMNS = "id, at, fingerprint, subscriber, answer, inputs";

    /** The decisions of an array of ids. */
    static final String SELECT = "SELECT " + COLUMNS + " FROM tact.decisions WHERE id = ANY(?)";

    /** Inserts decisions, given as one array per column; one whose id is taken is left out. */
    static final String INSERT = "INSERT INTO tact.decisions (" + COLUMNS + ")"
            + " SELECT * FROM unnest(?::bytea[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])"
            + " ON CONFLICT (id) DO NOTHING";

    private Decisions() {}

    static Map<String, DecisionRow> find(Connection connection, Set<String> ids) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(SELECT)) {
            sql.setArray(
                    1, Octets.array(connection, ids.stream().map(Octets::of).toList()));
            try (ResultSet rows = sql.executeQuery()) {
                Map<String, DecisionRow> found = new HashMap<>();
                each(rows, row -> found.put(row.id(), row));
                return found;
            }
        }
    }

    static void each(ResultSet rows, Consumer<DecisionRow> taker) throws SQLException {
        while (rows.next()) {
            taker.accept(new DecisionRow(
                    Octets.text(rows.getBytes(1)),
                    Instant.ofEpochMilli(rows.getLong(2)),
                    rows.getBytes(3),
                    Octets.text(rows.getBytes(4)),
                    rows.getBytes(5),
                    rows.getBytes(6)));
        }
    }
}
