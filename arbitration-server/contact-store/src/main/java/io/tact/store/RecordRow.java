package io.tact.store;

import io.tact.history.LedgerKey;
import io.tact.history.RecordPatch;
import io.tact.port.RecordWrite;
import io.tact.port.StoredRecord;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What lies under the key of a record: {@code octet 1 · version, 7 octets · length, 4 octets · packed record}, and then whatever
 * was added since, each {@code octet 2 · length, 4 octets · patch · version, 8 octets}. Numbers are big-endian. Rows written earlier are
 * {@code version, 8 octets · packed record} and nothing can be added to them. Pure.
 */
final class RecordRow {
    /** As many octets as tell the version of a row to which nothing was added. */
    static final int HEAD = Long.BYTES + Integer.BYTES;

    /** What is added beside a patch. */
    private static final int OF_A_PATCH = 1 + Integer.BYTES + Long.BYTES;

    /** What a row begins with whose record has its length before it. */
    private static final int SIZED = 1;

    /** What every addition begins with. */
    private static final int ADDED = 2;

    private static final int VERSION_BITS = 56;
    private static final long VERSION = (1L << VERSION_BITS) - 1;

    private RecordRow() {}

    /** A record as a whole. */
    static byte[] whole(RecordWrite write) {
        return ByteBuffer.allocate(HEAD + write.bytes().length)
                .putLong((long) SIZED << VERSION_BITS | write.toVersion())
                .putInt(write.bytes().length)
                .put(write.bytes())
                .array();
    }

    /** How much longer a patch makes a row. */
    static int lengthOf(RecordPatch patch) {
        return OF_A_PATCH + patch.bytes().length;
    }

    /** What makes a row that of the next version if it is added at its end. */
    static byte[] added(RecordPatch patch, long toVersion) {
        return ByteBuffer.allocate(lengthOf(patch))
                .put((byte) ADDED)
                .putInt(patch.bytes().length)
                .put(patch.bytes())
                .putLong(toVersion)
                .array();
    }

    /**
     * The version if nothing was added to the row; negative if something was, and all of it must be read.
     *
     * @param head its first octets
     * @param length how many it has
     * @throws IllegalArgumentException if it is no row, or is damaged
     */
    static long version(byte[] head, int length) {
        try {
            ByteBuffer in = ByteBuffer.wrap(head, 0, Math.min(length, head.length));
            long lead = in.getLong();
            return isSized(lead) && in.getInt() != length - HEAD ? -1 : lead & VERSION;
        } catch (BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    /** @throws IllegalArgumentException if it is no row, or is damaged */
    static StoredRecord record(LedgerKey key, byte[] row) {
        try {
            ByteBuffer in = ByteBuffer.wrap(row);
            long lead = in.getLong();
            long version = lead & VERSION;
            byte[] packed = next(in, isSized(lead) ? in.getInt() : in.remaining());
            while (in.hasRemaining()) {
                requireAddition(in.get());
                packed = RecordPatch.apply(packed, next(in, in.getInt()));
                version = in.getLong();
            }
            return new StoredRecord(key, version, packed);
        } catch (BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    private static byte[] next(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] next = new byte[length];
        in.get(next);
        return next;
    }

    private static void requireAddition(int octet) {
        if (octet != ADDED) {
            throw new IllegalArgumentException(
                    "the row of a record is damaged: what was added to it begins with " + octet);
        }
    }

    private static boolean isSized(long lead) {
        long format = lead >>> VERSION_BITS;
        if (format == ADDED) {
            throw new IllegalArgumentException("the row of a record is damaged: its beginning is missing");
        }
        if (format > SIZED) {
            throw new IllegalArgumentException(
                    "row format " + format + " is not known. Maybe a newer version of Tact wrote it");
        }
        return format == SIZED;
    }

    private static IllegalArgumentException damaged(BufferUnderflowException e) {
        return new IllegalArgumentException("the row of a record is damaged: it ends too early", e);
    }
}
