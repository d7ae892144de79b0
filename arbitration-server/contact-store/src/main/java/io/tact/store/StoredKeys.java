package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** Keys that sort as what they stand for: numbers and instants big-endian, the earliest first. Pure. */
final class StoredKeys {
    static final int TIME = Long.BYTES;

    private StoredKeys() {}

    /** An instant, to the millisecond. */
    static long ordered(Instant at) {
        return at.toEpochMilli() ^ Long.MIN_VALUE;
    }

    static Instant instant(long ordered) {
        return Instant.ofEpochMilli(ordered ^ Long.MIN_VALUE);
    }

    /** A text led by the number of its octets, so that none is the beginning of another. */
    static byte[] led(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > 0xFFFF) {
            throw new IllegalArgumentException("\"" + text + "\" is too long for a key: " + bytes.length + " bytes");
        }
        return ByteBuffer.allocate(2 + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    /** An octet, an instant and a text. */
    static byte[] of(int octet, Instant at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + TIME + bytes.length)
                .put((byte) octet)
                .putLong(ordered(at))
                .put(bytes)
                .array();
    }

    /** A prefix, an instant and a text. */
    static byte[] of(byte[] prefix, Instant at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(prefix.length + TIME + bytes.length)
                .put(prefix)
                .putLong(ordered(at))
                .put(bytes)
                .array();
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The text from an octet of a key to its end. */
    static String text(byte[] key, int from) {
        return new String(key, from, key.length - from, UTF_8);
    }

    static Instant instantAt(byte[] key, int from) {
        return instant(ByteBuffer.wrap(key).getLong(from));
    }
}
