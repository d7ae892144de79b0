package io.tact.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;

/** Keys and ids as the database has them: the UTF-8 octets of their text. */
final class Octets {
    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_PRIME = 0x100000001b3L;

    private Octets() {}

    static byte[] of(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(byte[] octets) {
        return new String(octets, UTF_8);
    }

    /** An empty set that sorts as the database does. */
    static TreeSet<byte[]> sorted() {
        return new TreeSet<>(Arrays::compareUnsigned);
    }

    static Array array(Connection connection, Collection<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(new byte[0][]));
    }

    /** FNV-1a of 64 bits: every node must lock the same number for the same key, so this never changes. */
    static long hash(byte[] octets) {
        long hash = HASH_START;
        for (byte octet : octets) {
            hash = (hash ^ (octet & 0xff)) * HASH_PRIME;
        }
        return hash;
    }
}
