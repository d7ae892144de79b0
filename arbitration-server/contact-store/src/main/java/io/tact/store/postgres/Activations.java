package io.tact.store.postgres;

import io.tact.port.Activation;
import io.tact.ruleset.RulesetVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The rows of {@code tact.activations}, of which the last is the active one. */
final class Activations {
    /** Held alone by an activation and together by groups of commits; two numbers, "tact" and one of ours. */
    static final String LOCK = "1952539508, 1";

    private static final String LAST = "SELECT epoch, name, hash FROM tact.activations ORDER BY epoch DESC LIMIT 1";

    private Activations() {}

    static Optional<Activation> active(Connection connection) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(LAST);
                ResultSet rows = sql.executeQuery()) {
            return rows.next()
                    ? Optional.of(
                            new Activation(rows.getLong(1), new RulesetVersion(rows.getString(2), rows.getString(3))))
                    : Optional.empty();
        }
    }

    /** Waits for the groups under way; later groups see it. Returns the epoch. */
    static long activate(Connection connection, RulesetVersion version) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("SELECT pg_advisory_xact_lock(" + LOCK + ")")) {
            sql.execute();
        }
        Optional<Activation> before = active(connection);
        if (before.isPresent() && before.get().version().equals(version)) {
            return before.get().epoch();
        }
        long epoch = before.map(Activation::epoch).orElse(0L) + 1;
        try (PreparedStatement sql =
                connection.prepareStatement("INSERT INTO tact.activations (epoch, name, hash) VALUES (?, ?, ?)")) {
            sql.setLong(1, epoch);
            sql.setString(2, version.name());
            sql.setString(3, version.hash());
            sql.executeUpdate();
        }
        return epoch;
    }
}
