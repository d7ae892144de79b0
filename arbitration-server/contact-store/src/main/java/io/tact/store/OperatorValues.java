package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.port.CouldNotDecideException;
import io.tact.port.OperatorStore;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * What operators keep, in a column family of its own. A key is the length of the kind (one octet), the kind and the id,
 * both in UTF-8. Blocks; safe for any thread while the folder is open.
 */
final class OperatorValues {
    private static final int LONGEST_KIND = 255;
    private static final int LONGEST_ID = 1_024;

    private final RocksDB db;
    private final ColumnFamilyHandle family;
    private final WriteOptions synced;
    private final Object changing = new Object();

    OperatorValues(RocksDB db, ColumnFamilyHandle family, WriteOptions synced) {
        this.db = db;
        this.family = family;
        this.synced = synced;
    }

    /** @throws IllegalArgumentException if the kind is empty or too long */
    static byte[] prefix(String kind) {
        byte[] bytes = kind.getBytes(UTF_8);
        if (bytes.length < 1 || bytes.length > LONGEST_KIND) {
            throw new IllegalArgumentException(
                    "kind \"" + kind + "\" must have 1 to " + LONGEST_KIND + " bytes, not " + bytes.length);
        }
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) bytes.length)
                .put(bytes)
                .array();
    }

    /** @throws IllegalArgumentException if the kind or the id is empty or too long */
    static byte[] key(String kind, String id) {
        byte[] prefix = prefix(kind);
        byte[] bytes = id.getBytes(UTF_8);
        if (bytes.length < 1 || bytes.length > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "id of a " + kind + " must have 1 to " + LONGEST_ID + " bytes, not " + bytes.length);
        }
        return ByteBuffer.allocate(prefix.length + bytes.length)
                .put(prefix)
                .put(bytes)
                .array();
    }

    /** @throws IllegalArgumentException if the value is too large */
    static void requireSmall(String kind, String id, byte[] value) {
        if (value.length > OperatorStore.LARGEST_VALUE) {
            throw new IllegalArgumentException("value of " + kind + " " + id + " must have at most "
                    + OperatorStore.LARGEST_VALUE + " bytes, not " + value.length);
        }
    }

    /** The value that is there now. */
    byte[] putIfAbsent(byte[] key, byte[] value) {
        synchronized (changing) {
            Optional<byte[]> known = find(key);
            if (known.isEmpty()) {
                put(key, value);
            }
            return known.orElse(value);
        }
    }

    void put(byte[] key, byte[] value) {
        try {
            synchronized (changing) {
                db.put(family, synced, key, value);
            }
        } catch (RocksDBException e) {
            throw unknown(e);
        }
    }

    void remove(byte[] key) {
        try {
            synchronized (changing) {
                db.delete(family, synced, key);
            }
        } catch (RocksDBException e) {
            throw unknown(e);
        }
    }

    private static IllegalStateException unknown(RocksDBException e) {
        return new IllegalStateException("the store could not be written: " + e.getMessage(), e);
    }

    Optional<byte[]> find(byte[] key) {
        try {
            return Optional.ofNullable(db.get(family, key));
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    SortedMap<String, byte[]> all(byte[] prefix) {
        SortedMap<String, byte[]> all = new TreeMap<>();
        each(prefix, at -> all.put(id(prefix, at.key()), at.value()));
        return all;
    }

    SortedSet<String> ids(byte[] prefix) {
        SortedSet<String> ids = new TreeSet<>();
        each(prefix, at -> ids.add(id(prefix, at.key())));
        return ids;
    }

    private void each(byte[] prefix, Consumer<RocksIterator> taker) {
        try (RocksIterator at = db.newIterator(family)) {
            for (at.seek(prefix); at.isValid() && startsWith(at.key(), prefix); at.next()) {
                taker.accept(at);
            }
            at.status();
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static String id(byte[] prefix, byte[] key) {
        return new String(key, prefix.length, key.length - prefix.length, UTF_8);
    }

    private static CouldNotDecideException unreadable(RocksDBException e) {
        return new CouldNotDecideException("the store could not be read: " + e.getMessage(), e);
    }
}
