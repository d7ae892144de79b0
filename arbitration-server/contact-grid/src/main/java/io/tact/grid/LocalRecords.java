package io.tact.grid;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records this node used last, so that reading one costs no thread change. One is held packed, and unpacked too once it
 * is read a second time without having been written in between: most are written between two readings, and what lives from
 * one to the other is what a garbage collector copies. Bounded by an estimate of the heap they take; the ones that came first
 * go first, but what was used meanwhile gets a second chance. Versions never go back. Only records that this node owns are
 * held, and no longer than it does. Safe for any thread.
 */
final class LocalRecords {
    private static final int PART_BITS = 5;

    /** 2^32 divided by the golden ratio: what it multiplies has every bit of the hash in its upper bits. */
    private static final int SCATTER = 0x9E37_79B9;

    private final KeptRecords[] parts = new KeptRecords[1 << PART_BITS];
    private final Predicate<Ownership.Place> trusted;

    /**
     * @param largest how many bytes of heap to take at most, by estimate
     * @param trusted whether what was looked at in that place still holds
     */
    LocalRecords(long largest, Predicate<Ownership.Place> trusted) {
        this.trusted = trusted;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new KeptRecords(largest / parts.length, trusted);
        }
    }

    /** The record under the very key that it is held by, so that whoever writes it under that one finds it at first sight. */
    @Nullable LedgerRecord get(LedgerKey key) {
        KeptRecords part = part(key);
        Kept found;
        byte[] packed;
        boolean again;
        synchronized (part) {
            found = part.use(key);
            if (found == null || found.unpacked != null) {
                return found == null ? null : found.unpacked;
            }
            packed = found.packed;
            again = found.read;
            found.read = true;
        }
        LedgerRecord record = RecordCodec.decode(found.key, packed);
        if (again) {
            synchronized (part) {
                part.unpacked(found, packed, record);
            }
        }
        return record;
    }

    /** Where a record belonged when it was last held, if it is held. */
    Ownership.@Nullable Place placeOf(LedgerKey key) {
        KeptRecords part = part(key);
        synchronized (part) {
            Kept found = part.find(key);
            return found == null ? null : found.place;
        }
    }

    /**
     * Holds a record that was read elsewhere unless as new a one is held.
     *
     * @param packed in a format that this node reads; not to be changed
     * @param place where it belongs, asked before it was read
     */
    void read(LedgerKey key, byte[] packed, Ownership.Place place) {
        offer(key, packed, place, true);
    }

    /**
     * Holds a record that was committed unless as new a one is held.
     *
     * @param packed in a format that this node reads; not to be changed
     * @param place where it belongs, asked before it was written
     * @return whether the place is trusted
     */
    boolean written(LedgerKey key, byte[] packed, Ownership.Place place) {
        return offer(key, packed, place, false);
    }

    private boolean offer(LedgerKey key, byte[] packed, Ownership.Place place, boolean read) {
        if (!trusted.test(place)) {
            return false;
        }
        KeptRecords part = part(key);
        synchronized (part) {
            part.offer(key, packed, place, read);
        }
        return true;
    }

    /** Forgets a record whose version is not above the given one. */
    void drop(LedgerKey key, long version) {
        KeptRecords part = part(key);
        synchronized (part) {
            part.drop(key, version);
        }
    }

    /** Forgets everything that is not trusted any more. */
    void sweep() {
        for (KeptRecords part : parts) {
            synchronized (part) {
                part.sweep();
            }
        }
    }

    /** The estimated heap taken, in bytes. */
    long weight() {
        long sum = 0;
        for (KeptRecords part : parts) {
            synchronized (part) {
                sum += part.weight();
            }
        }
        return sum;
    }

    private KeptRecords part(LedgerKey key) {
        // Not by the bits that the tables of the parts go by, which would then fill a few of their buckets only.
        return parts[(key.hashCode() * SCATTER) >>> (Integer.SIZE - PART_BITS)];
    }
}
