package io.tact.store.postgres;

import io.tact.port.RefusedAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The rows of {@code tact.refused_addresses}. */
final class RefusedAddresses {
    /** Puts addresses, given as one array per column and each at most once. */
    static final String PUT = "INSERT INTO tact.refused_addresses (hash, scope, at)"
            + " SELECT * FROM unnest(?::bytea[], ?::bytea[], ?::bigint[])"
            + " ON CONFLICT (hash, scope) DO UPDATE SET at = excluded.at;";

    /** Two that are equal in this order are one; the order is the same on every node. */
    static final Comparator<RefusedAddress> ORDER =
            Comparator.comparing(RefusedAddress::hash).thenComparing(RefusedAddress::scope);

    private RefusedAddresses() {}

    static void rows(Parameters out, Collection<RefusedAddress> rows) throws SQLException {
        out.texts(rows, RefusedAddress::hash);
        out.texts(rows, RefusedAddress::scope);
        out.numbers(rows, row -> row.at().toEpochMilli());
    }

    static List<RefusedAddress> find(Connection connection, Set<String> hashes) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT hash, scope, at FROM tact.refused_addresses WHERE hash = ANY(?)")) {
            sql.setArray(
                    1, Octets.array(connection, hashes.stream().map(Octets::of).toList()));
            try (ResultSet rows = sql.executeQuery()) {
                List<RefusedAddress> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new RefusedAddress(
                            Octets.text(rows.getBytes(1)),
                            Octets.text(rows.getBytes(2)),
                            Instant.ofEpochMilli(rows.getLong(3))));
                }
                return found;
            }
        }
    }
}
