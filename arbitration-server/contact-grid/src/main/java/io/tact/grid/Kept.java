package io.tact.grid;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import org.jspecify.annotations.Nullable;

/** What is held of one record, and where among the others of its part. For whoever has the lock of its part. */
final class Kept {
    static final byte[] NOTHING = {};

    // Ordinary subscribers with 0, 10 and 50 contacts took 1,555, 6,091 and 20,171 bytes of heap unpacked, with their
    // 455, 1,229 and 3,492 packed bytes (JDK 17, compressed references).
    private static final int HEAP_PER_BYTE = 7;

    private static final int HEAP_AT_LEAST = 256;

    /** Given to who reads the record, and so what they write it under: what is the same is equal at first sight. */
    final LedgerKey key;

    /** {@link #NOTHING} once it is not held any more. */
    byte[] packed = NOTHING;

    /** Null if it is only packed. */
    @Nullable LedgerRecord unpacked;

    Ownership.Place place;
    long version;

    /** Whether it was read since it was written. */
    boolean read;

    /** Whether it was used since it came, or since it was last spared. */
    boolean used;

    @Nullable Kept earlier;

    @Nullable Kept later;

    Kept(LedgerKey key, Ownership.Place place) {
        this.key = key;
        this.place = place;
    }

    /** The heap taken, in bytes, by estimate. */
    long weight() {
        return HEAP_AT_LEAST + (long) packed.length * (unpacked == null ? 1 : HEAP_PER_BYTE);
    }
}
