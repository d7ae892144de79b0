package io.tact.store.postgres;

import io.tact.port.DecisionLog.Kind;
import io.tact.port.DecisionRow;
import io.tact.port.LogPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The rows of {@code tact.decisions}. */
final class Decisions {
    private static final String COLUMNS = "id, at, fingerprint, subscriber, answer, inputs";

    /** The decisions of an array of ids. */
    static final String SELECT = "SELECT " + COLUMNS + " FROM tact.decisions WHERE id = ANY(?);";

    private Decisions() {}

    /** Inserts decisions, given as one array per column; one whose id is taken is left out. */
    static String insert(Parameters out, Kind kind, Collection<DecisionRow> rows) throws SQLException {
        out.texts(rows, DecisionRow::id);
        out.numbers(rows, row -> row.at().toEpochMilli());
        out.octets(rows, DecisionRow::fingerprint);
        out.texts(rows, DecisionRow::subscriber);
        out.octets(rows, DecisionRow::answer);
        out.octets(rows, DecisionRow::inputs);
        return "INSERT INTO tact.decisions (kind, " + COLUMNS + ") SELECT " + number(kind)
                + ", d.* FROM unnest(?::bytea[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[]) AS d"
                + " ON CONFLICT (id) DO NOTHING;";
    }

    private static int number(Kind kind) {
        return switch (kind) {
            case RESERVING -> 1;
            case DRY_RUN -> 2;
        };
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

    /** Dry runs are many and none is owed to anybody: they do not wait for the disk. */
    static int record(Connection connection, List<DecisionRow> dryRuns) throws SQLException {
        Parameters out = new Parameters(connection);
        String insert = insert(
                out,
                Kind.DRY_RUN,
                dryRuns.stream().sorted(Comparator.comparing(DecisionRow::id)).toList());
        try (Statement unsynced = connection.createStatement();
                PreparedStatement sql = connection.prepareStatement(insert)) {
            unsynced.execute("SET LOCAL synchronous_commit = off");
            out.bind(sql);
            return sql.executeUpdate();
        }
    }

    static List<DecisionRow> of(Connection connection, String subscriber, LogPlace after, int most)
            throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("SELECT " + COLUMNS + " FROM tact.decisions"
                + " WHERE subscriber = ? AND (at, id) > (?, ?) ORDER BY at, id LIMIT ?")) {
            sql.setBytes(1, Octets.of(subscriber));
            sql.setLong(2, after.at().toEpochMilli());
            sql.setBytes(3, Octets.of(after.id()));
            sql.setInt(4, most);
            try (ResultSet rows = sql.executeQuery()) {
                List<DecisionRow> found = new ArrayList<>();
                each(rows, found::add);
                return found;
            }
        }
    }

    static int erase(Connection connection, String subscriber, Instant upTo, int most) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("DELETE FROM tact.decisions WHERE id IN"
                + " (SELECT id FROM tact.decisions WHERE subscriber = ? AND at <= ? ORDER BY at, id LIMIT ?)")) {
            sql.setBytes(1, Octets.of(subscriber));
            sql.setLong(2, upTo.toEpochMilli());
            sql.setInt(3, most);
            return sql.executeUpdate();
        }
    }

    static int dropInputs(Connection connection, Set<String> ids) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("UPDATE tact.decisions SET inputs = '' WHERE id = ANY(?)")) {
            sql.setArray(
                    1, Octets.array(connection, ids.stream().map(Octets::of).toList()));
            return sql.executeUpdate();
        }
    }

    /** Rows that another node is forgetting just now are left to it. */
    static int prune(Connection connection, Kind kind, Instant before, int most) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("DELETE FROM tact.decisions WHERE id IN"
                + " (SELECT id FROM tact.decisions WHERE kind = ? AND at < ? ORDER BY at LIMIT ?"
                + " FOR UPDATE SKIP LOCKED)")) {
            sql.setInt(1, number(kind));
            sql.setLong(2, before.toEpochMilli());
            sql.setInt(3, most);
            return sql.executeUpdate();
        }
    }
}
