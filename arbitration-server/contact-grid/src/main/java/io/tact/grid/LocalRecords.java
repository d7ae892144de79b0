package io.tact.grid;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records this node used last, unpacked, so that reading one costs no thread change. Bounded by an estimate of the
 * heap they take; the ones used longest ago go first. Versions never go back. Only records that this node owns are held, and
 * no longer than it does. Safe for any thread.
 */
final class LocalRecords {
    private static final int SEGMENT_BITS = 5;
    private static final int SEGMENTS = 1 << SEGMENT_BITS;

    /** 2^32 divided by the golden ratio: what it multiplies has every bit of the hash in its upper bits. */
    private static final int SCATTER = 0x9E37_79B9;

    // Ordinary subscribers with 0, 10 and 50 contacts took 1,555, 6,091 and 20,171 bytes of heap for 455, 1,229 and
    // 3,492
    // packed bytes, which are held too (JDK 17, compressed references).
    private static final int HEAP_PER_BYTE = 7;

    private static final int HEAP_AT_LEAST = 256;

    private record Kept(LedgerRecord record, Ownership.Place place, long weight) {}

    private static final class Segment {
        final Map<LedgerKey, Kept> held = new LinkedHashMap<>(16, 0.75f, true);
        long weight;
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
        synchronized (segment) {
            Kept found = segment.held.get(key);
            if (found == null || trusted.test(found.place())) {
                return found == null ? null : found.record();
            }
            segment.held.remove(key);
            segment.weight -= found.weight();
            return null;
        }
    }

    /**
     * Holds a committed record unless as new a one is held.
     *
     * @param place where it belongs, asked before it was read or written
     */
    void offer(LedgerRecord record, Ownership.Place place, int packedLength) {
        if (!trusted.test(place)) {
            return;
        }
        long weight = HEAP_AT_LEAST + (long) HEAP_PER_BYTE * packedLength;
        Segment segment = segment(record.key());
        synchronized (segment) {
            Kept before = segment.held.get(record.key());
            if (before != null && before.record().version() >= record.version() && trusted.test(before.place())) {
                return;
            }
            segment.held.put(record.key(), new Kept(record, place, weight));
            segment.weight += weight - (before == null ? 0 : before.weight());
            Iterator<Kept> oldest = segment.held.values().iterator();
            while (segment.weight > largestSegment) {
                segment.weight -= oldest.next().weight();
                oldest.remove();
            }
        }
    }

    /** Forgets a record whose version is not above the given one. */
    void drop(LedgerKey key, long version) {
        Segment segment = segment(key);
        synchronized (segment) {
            Kept before = segment.held.get(key);
            if (before != null && before.record().version() <= version) {
                segment.held.remove(key);
                segment.weight -= before.weight();
            }
        }
    }

    /** Forgets everything that is not trusted any more. */
    void sweep() {
        for (Segment segment : segments) {
            synchronized (segment) {
                segment.held.values().removeIf(kept -> {
                    boolean gone = !trusted.test(kept.place());
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
