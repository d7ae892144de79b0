package io.tact.grid;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records this node used last, unpacked, so that reading one costs no thread change. Bounded by an estimate of the
 * heap they take; the ones used longest ago go first. Versions never go back. Safe for any thread.
 */
final class LocalRecords {
    private static final int SEGMENTS = 32;

    // Ordinary subscribers with 0, 10 and 50 contacts took 4,306, 9,041 and 24,004 bytes of heap for 454, 1,228 and
    // 3,491
    // packed bytes (JDK 17, compressed references).
    private static final int HEAP_PER_BYTE = 8;

    private static final int HEAP_AT_LEAST = 1024;

    private record Held(LedgerRecord record, long weight) {}

    private static final class Segment {
        final Map<LedgerKey, Held> held = new LinkedHashMap<>(16, 0.75f, true);
        long weight;
    }

    private final Segment[] segments = new Segment[SEGMENTS];
    private final long largestSegment;

    /** @param largest how many bytes of heap to take at most, by estimate */
    LocalRecords(long largest) {
        largestSegment = largest / SEGMENTS;
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new Segment();
        }
    }

    @Nullable LedgerRecord get(LedgerKey key) {
        Segment segment = segment(key);
        synchronized (segment) {
            Held found = segment.held.get(key);
            return found == null ? null : found.record();
        }
    }

    /** Holds a committed record unless as new a one is held. */
    void offer(LedgerRecord record, int packedLength) {
        long weight = HEAP_AT_LEAST + (long) HEAP_PER_BYTE * packedLength;
        Segment segment = segment(record.key());
        synchronized (segment) {
            Held before = segment.held.get(record.key());
            if (before != null && before.record().version() >= record.version()) {
                return;
            }
            segment.held.put(record.key(), new Held(record, weight));
            segment.weight += weight - (before == null ? 0 : before.weight());
            Iterator<Held> oldest = segment.held.values().iterator();
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
            Held before = segment.held.get(key);
            if (before != null && before.record().version() <= version) {
                segment.held.remove(key);
                segment.weight -= before.weight();
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
        int hash = key.hashCode();
        return segments[(hash ^ hash >>> 16) & (SEGMENTS - 1)];
    }
}
