package io.tact.store;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Ids of decisions that were looked for and are not there, so that whoever writes one need not look again: who sends an
 * idempotency key is looked for before anything is decided. Exact, since one process alone writes a folder: an id is known to be
 * absent only if no group that a reader may have missed has written it.
 *
 * <p>Readers are any threads; whoever writes does so under one lock.
 */
final class AbsentDecisions {
    private static final int REMEMBERED = 1 << 14;
    private static final int WATCHED = 1 << 16;

    /** By hash, the last that was found to be absent: a decision is made within milliseconds, or looked for again. */
    private final AtomicReferenceArray<@Nullable Absent> absent = new AtomicReferenceArray<>(REMEMBERED);

    /** By hash, the last group that wrote an id of that hash; 0 for none. For whoever writes. */
    private final long[] lastWritten = new long[WATCHED];

    /** How many groups are to be seen by readers. */
    private volatile long visible;

    /** @param asOf after how many groups it was looked for */
    private record Absent(String id, long asOf) {}

    /** To be asked before an id is looked for. */
    long now() {
        return visible;
    }

    /**
     * That it was looked for and was not there.
     *
     * @param asOf what {@link #now} was before
     */
    void add(String id, long asOf) {
        absent.set(id.hashCode() & (REMEMBERED - 1), new Absent(id, asOf));
    }

    /** Whether it is certain that no group before this one has written it. For whoever writes. */
    boolean isAbsent(String id) {
        int hash = id.hashCode();
        Absent known = absent.get(hash & (REMEMBERED - 1));
        return known != null
                && lastWritten[hash & (WATCHED - 1)] <= known.asOf()
                && known.id().equals(id);
    }

    /** This group writes it. For whoever writes. */
    void writes(String id) {
        lastWritten[id.hashCode() & (WATCHED - 1)] = visible + 1;
    }

    /**
     * Readers see what this group wrote. A group that failed never says so; of that, RocksDB shows readers now what it will ever
     * show. For whoever writes.
     */
    void written() {
        visible = visible + 1;
    }
}
