package io.tact.store;

import io.tact.history.PackedWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Changes as the bytes of a RocksDB write batch. Whoever commits makes them, so that the one thread that writes has only to
 * join them and hand them over at once. Not for several threads; what is not changed any more may be read by any.
 *
 * <p>The layout is RocksDB's own: 8 octets that the database fills in, the number of changes in 4 octets, little-endian; then each
 * change: its kind, the number of its family, key and value, led by their lengths, numbers as little-endian base-128 varints.
 * A test compares it with what RocksDB makes of the same changes.
 */
final class BatchBytes {
    private static final int COUNT_AT = 8;
    private static final int HEADER = COUNT_AT + Integer.BYTES;
    private static final int DELETE = 4;
    private static final int PUT = 5;
    private static final int MERGE = 6;
    private static final int LONGEST_VARINT = 5;

    private byte[] bytes;
    private int size;
    private int count;

    /** @param likely how many bytes there will probably be; any number may come */
    BatchBytes(int likely) {
        bytes = new byte[likely];
    }

    /** @param family the number of the column family */
    void put(int family, byte[] key, byte[] value) {
        begin(PUT, family, key, LONGEST_VARINT + value.length);
        led(value);
    }

    /**
     * Puts a value behind what is there under the key.
     *
     * @param family the number of a column family that can do that
     */
    void merge(int family, byte[] key, byte[] value) {
        begin(MERGE, family, key, LONGEST_VARINT + value.length);
        led(value);
    }

    /** @param family the number of the column family */
    void put(int family, byte[] key, PackedWriter value) {
        int length = value.size();
        begin(PUT, family, key, LONGEST_VARINT + length);
        varint(length);
        value.copyTo(bytes, size);
        size += length;
    }

    /** @param family the number of the column family */
    void delete(int family, byte[] key) {
        begin(DELETE, family, key, 0);
    }

    private void begin(int kind, int family, byte[] key, int more) {
        room(1 + 2 * LONGEST_VARINT + key.length + more);
        bytes[size++] = (byte) kind;
        varint(family);
        led(key);
        count++;
    }

    private void led(byte[] part) {
        varint(part.length);
        System.arraycopy(part, 0, bytes, size, part.length);
        size += part.length;
    }

    private void varint(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(bytes.length * 2, size), more));
        }
    }

    /** One batch of all changes, in order. */
    static byte[] join(List<BatchBytes> parts) {
        int length = HEADER;
        int changes = 0;
        for (BatchBytes part : parts) {
            length = Math.addExact(length, part.size);
            changes += part.count;
        }
        ByteBuffer out =
                ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).putInt(COUNT_AT, changes);
        out.position(HEADER);
        parts.forEach(part -> out.put(part.bytes, 0, part.size));
        return out.array();
    }
}
