package io.tact.history;

import io.tact.model.Instants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the primitives of Tact's packed binary forms; {@link PackedReader} reads them back. One value per packing; not
 * for several threads.
 *
 * <p>Numbers are little-endian base-128 varints, signed ones zigzagged first. A text is written once and then referred to
 * by its place. Instants have millisecond resolution and are written as the distance to another instant.
 */
public final class PackedWriter {
    static final int TEXT_NULL = 0;

    static final int TIME_NULL = 0;
    static final int TIME_MILLIS = 1;
    static final int TIME_SECONDS = 2;
    static final int TIME_FAR = 3;

    /** Within so many seconds of 1970, any distance in milliseconds leaves room for the sign and the two bits of the tag. */
    private static final long NEAR_SECONDS = (1L << 59) / 1000;

    private static final int FEW_BYTES = 512;
    private static final int FEW_TEXTS = 16;

    private final Places<String> texts;
    private byte[] bytes;
    private int size;

    public PackedWriter() {
        this(FEW_BYTES, FEW_TEXTS);
    }

    /**
     * @param likely how many bytes it will probably be, 1 or more; any number may come
     * @param texts a power of two: twice as many as there will probably be different texts
     */
    public PackedWriter(int likely, int texts) {
        this(likely, new HashedPlaces<>(texts, Comparator.naturalOrder()));
    }

    /** @param texts those that what is written may refer to, and where the new ones go */
    PackedWriter(int likely, Places<String> texts) {
        this.bytes = new byte[likely];
        this.texts = texts;
    }

    public void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** A number that is usually small; a negative one takes ten bytes. */
    public void unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    public void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    public void blob(byte[] value) {
        blob(value, 0, value.length);
    }

    void blob(byte[] value, int from, int length) {
        unsigned(length);
        raw(value, from, length);
    }

    /**
     * A text or null; any sequence of chars, even unpaired surrogates. 0 is null; an even number is twice the place of an
     * earlier text, counted from 1; an odd one leads a new text: its octets times 4, plus 1 for UTF-8 or 3 for UTF-16BE.
     */
    public void text(@Nullable String value) {
        if (value == null) {
            octet(TEXT_NULL);
            return;
        }
        int known = texts.of(value);
        if (known != Places.NEW) {
            unsigned((known + 1L) << 1);
        } else if (!ascii(value)) {
            other(value);
        }
    }

    /** Writes a new text if all its chars are ASCII, which nearly all are. */
    private boolean ascii(String value) {
        int length = value.length();
        int before = size;
        unsigned((long) length << 2 | 1);
        room(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                size = before;
                return false;
            }
            bytes[size + i] = (byte) c;
        }
        size += length;
        return true;
    }

    private void other(String value) {
        if (isWellFormed(value)) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            unsigned((long) utf8.length << 2 | 1);
            raw(utf8, 0, utf8.length);
        } else {
            unsigned((long) value.length() << 3 | 3);
            value.chars().forEach(c -> {
                octet(c >>> 8);
                octet(c);
            });
        }
    }

    /** Whether every surrogate has its partner, so that UTF-8 can say it. */
    private static boolean isWellFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                boolean paired =
                        i + 1 < value.length() && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * An instant or null.
     *
     * @param base what it is likely to be near to; the reader must be given the same
     */
    public void time(@Nullable Instant value, Instant base) {
        if (value == null) {
            octet(TIME_NULL);
            return;
        }
        Instant instant = Instants.toMillis(value);
        if (isFar(instant) || isFar(base)) {
            octet(TIME_FAR);
            signed(instant.getEpochSecond());
            unsigned(instant.getNano() / 1_000_000);
            return;
        }
        long delta = instant.toEpochMilli() - base.toEpochMilli();
        if (delta % 1000 == 0) {
            unsigned(zigzag(delta / 1000) << 2 | TIME_SECONDS);
        } else {
            unsigned(zigzag(delta) << 2 | TIME_MILLIS);
        }
    }

    static boolean isFar(Instant instant) {
        long seconds = instant.getEpochSecond();
        return seconds > NEAR_SECONDS || seconds < -NEAR_SECONDS;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** Copies what was written. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, size);
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** A part of what another writer wrote; what it refers to must be in the same places here. */
    void raw(byte[] others, int from, int length) {
        room(length);
        System.arraycopy(others, from, bytes, size, length);
        size += length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(bytes.length * 2, size), more));
        }
    }
}
