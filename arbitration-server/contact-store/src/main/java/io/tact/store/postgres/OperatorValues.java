package io.tact.store.postgres;

import io.tact.port.OperatorStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of {@code tact.operator_values}. */
final class OperatorValues {
    private static final int LONGEST_KIND = 255;
    private static final int LONGEST_ID = 1_024;

    private OperatorValues() {}

    /** @throws IllegalArgumentException if the kind is empty or too long */
    static byte[] kind(String kind) {
        byte[] octets = Octets.of(kind);
        if (octets.length < 1 || octets.length > LONGEST_KIND) {
            throw new IllegalArgumentException(
                    "kind \"" + kind + "\" must have 1 to " + LONGEST_KIND + " bytes, not " + octets.length);
        }
        return octets;
    }

    /** @throws IllegalArgumentException if the id is empty or too long */
    static byte[] id(String kind, String id) {
        byte[] octets = Octets.of(id);
        if (octets.length < 1 || octets.length > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "id of a " + kind + " must have 1 to " + LONGEST_ID + " bytes, not " + octets.length);
        }
        return octets;
    }

    /** @throws IllegalArgumentException if the value is too large */
    static void requireSmall(String kind, String id, byte[] value) {
        if (value.length > OperatorStore.LARGEST_VALUE) {
            throw new IllegalArgumentException("value of " + kind + " " + id + " must have at most "
                    + OperatorStore.LARGEST_VALUE + " bytes, not " + value.length);
        }
    }

    static int put(Connection connection, byte[] kind, byte[] id, byte[] value) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("INSERT INTO tact.operator_values (kind, id, value) VALUES (?, ?, ?)"
                        + " ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value")) {
            sql.setBytes(1, kind);
            sql.setBytes(2, id);
            sql.setBytes(3, value);
            return sql.executeUpdate();
        }
    }

    /** The value that is there now. */
    static byte[] putIfAbsent(Connection connection, byte[] kind, byte[] id, byte[] value) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("INSERT INTO tact.operator_values AS v (kind, id, value) VALUES (?, ?, ?)"
                        + " ON CONFLICT (kind, id) DO UPDATE SET value = v.value RETURNING value")) {
            sql.setBytes(1, kind);
            sql.setBytes(2, id);
            sql.setBytes(3, value);
            try (ResultSet rows = sql.executeQuery()) {
                rows.next();
                return rows.getBytes(1);
            }
        }
    }

    static int remove(Connection connection, byte[] kind, byte[] id) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("DELETE FROM tact.operator_values WHERE kind = ? AND id = ?")) {
            sql.setBytes(1, kind);
            sql.setBytes(2, id);
            return sql.executeUpdate();
        }
    }

    static Optional<byte[]> find(Connection connection, byte[] kind, byte[] id) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT value FROM tact.operator_values WHERE kind = ? AND id = ?")) {
            sql.setBytes(1, kind);
            sql.setBytes(2, id);
            try (ResultSet rows = sql.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        }
    }

    static SortedMap<String, byte[]> all(Connection connection, byte[] kind) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT id, value FROM tact.operator_values WHERE kind = ?")) {
            sql.setBytes(1, kind);
            try (ResultSet rows = sql.executeQuery()) {
                SortedMap<String, byte[]> all = new TreeMap<>();
                while (rows.next()) {
                    all.put(Octets.text(rows.getBytes(1)), rows.getBytes(2));
                }
                return all;
            }
        }
    }

    static SortedSet<String> ids(Connection connection, byte[] kind) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT id FROM tact.operator_values WHERE kind = ?")) {
            sql.setBytes(1, kind);
            try (ResultSet rows = sql.executeQuery()) {
                SortedSet<String> ids = new TreeSet<>();
                while (rows.next()) {
                    ids.add(Octets.text(rows.getBytes(1)));
                }
                return ids;
            }
        }
    }
}
