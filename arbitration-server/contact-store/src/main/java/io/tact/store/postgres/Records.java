package io.tact.store.postgres;

import io.tact.history.LedgerKey;
import io.tact.port.StoredRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The rows of {@code tact.records}, read. */
final class Records {
    private Records() {}

    static Map<LedgerKey, StoredRecord> find(Connection connection, Set<LedgerKey> keys) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT key, version, bytes FROM tact.records WHERE key = ANY(?)")) {
            sql.setArray(
                    1,
                    Octets.array(
                            connection,
                            keys.stream().map(key -> Octets.of(key.value())).toList()));
            try (ResultSet rows = sql.executeQuery()) {
                Map<LedgerKey, StoredRecord> found = new HashMap<>();
                while (rows.next()) {
                    LedgerKey key = new LedgerKey(Octets.text(rows.getBytes(1)));
                    found.put(key, new StoredRecord(key, rows.getLong(2), rows.getBytes(3)));
                }
                return found;
            }
        }
    }
}
