package io.tact.history;

import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * The packed, versioned binary form of ledger records. Self-contained: no schema and no key is needed but the record's
 * own, and no class name is in it.
 *
 * <p>Format 2 is {@code octet format (2) · octet kind · unsigned version · body}. A {@link Redirect} (kind 2) has the body
 * {@code text target · text subscriber}. A {@link ContactHistory} (kind 1) has {@code time floor · subscribers · contacts},
 * each list led by its count; texts and slots are written once and then referred to; instants are distances to the one
 * before. {@code docs/record-format.md} of the server has every field. Golden bytes of each format are read and written by a test.
 *
 * <p>Pure and safe for any thread.
 */
public final class RecordCodec {
    /** The newest format. */
    public static final int FORMAT = 2;

    static final int OLDEST_FORMAT = 1;
    static final int HISTORY = 1;
    static final int REDIRECT = 2;

    // The record of an ordinary subscriber with 10 contacts has some 60 texts in 600 to 1,200 bytes.
    private static final int LIKELY_BYTES = 1_400;
    private static final int LIKELY_TEXTS = 256;

    private RecordCodec() {}

    /**
     * Packs a record in the newest format.
     *
     * @param version the version to write into it, whatever the record says
     * @return not to be changed: the record may remember it
     */
    public static byte[] encode(LedgerRecord record, long version) {
        return encode(record, version, FORMAT);
    }

    /**
     * Packs a record in a format that may be an older one.
     *
     * @param version the version to write into it, whatever the record says
     * @param format 1 to {@link #FORMAT}
     * @return not to be changed: the record may remember it
     * @throws InexpressibleException if that format cannot say all of it; nothing is ever left out
     */
    public static byte[] encode(LedgerRecord record, long version, int format) {
        return packed(record, version, format).bytes();
    }

    /**
     * The same, with what tells it from the bytes that the record was unpacked from, where that is little.
     *
     * @throws InexpressibleException if that format cannot say all of it; nothing is ever left out
     */
    public static PackedRecord packed(LedgerRecord record, long version, int format) {
        if (record instanceof ContactHistory history) {
            if (format == 1) {
                FormatOne.require(history);
            }
            PackedOrigin origin = history.origin();
            PackedRecord packed =
                    origin == null || formatOf(origin.bytes()) != format ? null : origin.packed(history, version);
            if (packed != null) {
                return packed;
            }
        }
        return new PackedRecord(pack(record, version, format), null);
    }

    private static byte[] pack(LedgerRecord record, long version, int format) {
        if (format < OLDEST_FORMAT || format > FORMAT) {
            throw new IllegalArgumentException("record format (" + format + ") must be 1 to " + FORMAT);
        }
        PackedWriter out = new PackedWriter(LIKELY_BYTES, LIKELY_TEXTS);
        if (record instanceof ContactHistory history) {
            head(out, format, HISTORY, version);
            new HistoryPacking(out, format).history(history);
        } else if (record instanceof Redirect redirect) {
            head(out, format, REDIRECT, version);
            out.text(redirect.target() == null ? null : redirect.target().value());
            out.text(redirect.subscriber());
        }
        return out.toByteArray();
    }

    static void head(PackedWriter out, int format, int kind, long version) {
        out.octet(format);
        out.octet(kind);
        out.unsigned(version);
    }

    /**
     * Unpacks a record that {@link #encode} packed, in this or any older format version.
     *
     * @param bytes not to be changed afterwards: the record may remember them
     * @throws UnknownFormatException if a newer version of Tact packed it
     * @throws IllegalArgumentException if the bytes are none
     */
    public static LedgerRecord decode(LedgerKey key, byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        int format = format(in);
        int kind = kind(in);
        try {
            long version = in.unsigned();
            LedgerRecord record = kind == HISTORY
                    ? new HistoryUnpacking(in, format).history(key, version, bytes)
                    : new Redirect(key, version, target(in.textOrNull()), in.textOrNull());
            in.end();
            return record;
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("packed bytes are damaged: " + e.getMessage(), e);
        }
    }

    /** Whether bytes that {@link #encode} packed are a {@link Redirect}, without unpacking them. */
    public static boolean isRedirect(byte[] bytes) {
        return bytes.length > 1 && bytes[1] == REDIRECT;
    }

    /**
     * The version that packed bytes carry, without unpacking them. Every format begins with its number, the kind and the
     * version, so that members can order records of formats that they do not know.
     *
     * @throws IllegalArgumentException if the bytes are no record
     */
    public static long versionOf(byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        int format = in.octet();
        if (format < OLDEST_FORMAT) {
            throw new IllegalArgumentException("record format " + format + " is not known");
        }
        if (format <= FORMAT) {
            kind(in);
        } else {
            in.octet();
        }
        return in.unsigned();
    }

    /**
     * The number of the format in which bytes are packed, known or not.
     *
     * @throws IllegalArgumentException if there are no bytes
     */
    public static int formatOf(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("packed bytes are damaged: there are none");
        }
        return bytes[0] & 0xFF;
    }

    private static int format(PackedReader in) {
        int format = in.octet();
        if (format < OLDEST_FORMAT || format > FORMAT) {
            throw new UnknownFormatException(
                    "record format " + format + " is not known. Maybe a newer version of Tact wrote it");
        }
        return format;
    }

    private static int kind(PackedReader in) {
        int kind = in.octet();
        if (kind != HISTORY && kind != REDIRECT) {
            throw new IllegalArgumentException("record kind " + kind + " is not known");
        }
        return kind;
    }

    private static @Nullable LedgerKey target(@Nullable String value) {
        return value == null ? null : new LedgerKey(value);
    }
}
