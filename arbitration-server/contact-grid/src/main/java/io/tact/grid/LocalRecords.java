package io.tact.grid;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records this node used last, so that reading one costs no thread change. One is held packed, and unpacked too once it
 * is read a second time without having been written in between: most are written between two readings, and what lives from
 * one to the other is what a garbage collector copies. Bounded by an estimate of the heap they take; the ones used longest
 * ago go first. Versions never go back. Only records that this node owns are held, and no longer than it does. Safe for any
 * thread.
 */
final class LocalRecords {
    private static final int SEGMENT_BITS = 5;
    private static final int SEGMENTS = 1 << SEGMENT_BITS;

    /** 2^32 divided by the golden ratio: what it multiplies has every bit of the hash in its upper bits. */
    private static final int SCATTER = 0x9E37_79B9;

    // Ordinary subscribers with 0, 10 and 50 contacts took 1,555, 6,091 and 20,171 bytes of heap unpacked, with their
    // 455, 1,229 and 3,492 packed bytes (JDK 17, compressed references).
    private static final int HEAP_PER_BYTE = 7;

    private static final int HEAP_AT_LEAST = 256;

    /** What is held of one record. What may change of it is guarded by its segment. */
    private static final class Kept {
        final byte[] packed;
        final Ownership.Place place;
        boolean read;

        @Nullable LedgerRecord unpacked;

        Kept(byte[] packed, Ownership.Place place, boolean read) {
            this.packed = packed;
            this.place = place;
            this.read = read;
        }

        long version() {
            return RecordCodec.versionOf(packed);
        }

        long weight() {
            return HEAP_AT_LEAST + (long) packed.length * (unpacked == null ? 1 : HEAP_PER_BYTE);
        }
    }

    private final class Segment {
        final Map<LedgerKey, Kept> held = new LinkedHashMap<>(16, 0.75f, true);
        long weight;

        @Nullable Kept trusted(LedgerKey key) {
            Kept found = held.get(key);
            if (found == null || trusted.test(found.place)) {
                return found;
            }
            remove(key, found);
            return null;
        }

        void put(LedgerKey key, Kept kept) {
            Kept before = held.put(key, kept);
            weigh(kept.weight() - (before == null ? 0 : before.weight()));
        }

        void keep(LedgerRecord record, Kept kept) {
            if (kept.unpacked == null && held.get(record.key()) == kept) {
                long before = kept.weight();
                kept.unpacked = record;
                weigh(kept.weight() - before);
            }
        }

        void remove(LedgerKey key, Kept kept) {
            held.remove(key);
            weight -= kept.weight();
        }

        private void weigh(long more) {
            weight += more;
            Iterator<Kept> oldest = held.values().iterator();
            while (weight > largestSegment) {
                weight -= oldest.next().weight();
                oldest.remove();
            }
        }
    }

    private final Segment[] segments = new Segment[SEGMENTS];
    private final long largestSegment;

    private final Predicate<Ownership.Place> trusted;

    /**
     * @param largest how many bytes of heap to take at most, by estimate
     * @param trusted whether what was looked at in that place still holds
     */
    LocalRecords(long largest, Predicate<Ownership.Place> trusted) {
        this.trusted = trusted;
        largestSegment = largest / SEGMENTS;
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new Segment();
        }
    }

    @Nullable LedgerRecord get(LedgerKey key) {
        Segment segment = segment(key);
        Kept found;
        boolean again;
        synchronized (segment) {
            found = segment.trusted(key);
            if (found == null || found.unpacked != null) {
                return found == null ? null : found.unpacked;
            }
            again = found.read;
            found.read = true;
        }
        LedgerRecord record = RecordCodec.decode(key, found.packed);
        if (again) {
            synchronized (segment) {
                segment.keep(record, found);
            }
        }
        return record;
    }

    /**
     * Holds a record that was read elsewhere unless as new a one is held.
     *
     * @param packed in a format that this node reads; not to be changed
     * @param place where it belongs, asked before it was read
     */
    void read(LedgerKey key, byte[] packed, Ownership.Place place) {
        offer(key, new Kept(packed, place, true));
    }

    /**
     * Holds a record that was committed unless as new a one is held.
     *
     * @param packed in a format that this node reads; not to be changed
     * @param place where it belongs, asked before it was written
     */
    void written(LedgerKey key, byte[] packed, Ownership.Place place) {
        offer(key, new Kept(packed, place, false));
    }

    private void offer(LedgerKey key, Kept kept) {
        if (!trusted.test(kept.place)) {
            return;
        }
        Segment segment = segment(key);
        synchronized (segment) {
            Kept before = segment.trusted(key);
            if (before == null || before.version() < kept.version()) {
                segment.put(key, kept);
            }
        }
    }

    /** Forgets a record whose version is not above the given one. */
    void drop(LedgerKey key, long version) {
        Segment segment = segment(key);
        synchronized (segment) {
            Kept before = segment.held.get(key);
            if (before != null && before.version() <= version) {
                segment.remove(key, before);
            }
        }
    }

    /** Forgets everything that is not trusted any more. */
    void sweep() {
        for (Segment segment : segments) {
            synchronized (segment) {
                segment.held.values().removeIf(kept -> {
                    boolean gone = !trusted.test(kept.place);
                    segment.weight -= gone ? kept.weight() : 0;
                    return gone;
                });
            }
        }
    }

    /** The estimated heap taken, in bytes. */
    long weight() {
        long sum = 0;
        for (Segment segment : segments) {
            synchronized (segment) {
                sum += segment.weight;
            }
        }
        return sum;
    }

    private Segment segment(LedgerKey key) {
        // Not by the bits that the maps in the segments go by, which would then fill a few of their buckets only.
        return segments[(key.hashCode() * SCATTER) >>> (Integer.SIZE - SEGMENT_BITS)];
    }
}
