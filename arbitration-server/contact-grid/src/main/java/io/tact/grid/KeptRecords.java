package io.tact.grid;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of the records held, found by their keys, in the order in which they came. When they take too much, those that came
 * first go; one that was used since it came, or since it was last spared, is spared once and counts as come anew. For whoever
 * has its lock.
 *
 * <p>What is known of one record is one object, which also has its place in the order: hardly any of many records is in the
 * processor's caches when it is asked for, and each object on the way to it is waited for.
 */
final class KeptRecords {
    private final long largest;
    private final Predicate<Ownership.Place> trusted;

    /** By keys that may be chosen to collide: they are put in order then. */
    private final Map<LedgerKey, Kept> table = new HashMap<>();

    private long weight;
    private @Nullable Kept first;
    private @Nullable Kept last;

    /**
     * @param largest how many bytes of heap to take at most, by estimate
     * @param trusted whether what was looked at in that place still holds
     */
    KeptRecords(long largest, Predicate<Ownership.Place> trusted) {
        this.largest = largest;
        this.trusted = trusted;
    }

    /** What is held of a record, trusted or not; null if nothing is. */
    @Nullable Kept find(LedgerKey key) {
        return table.get(key);
    }

    /** The same if it is trusted, and by that used; what is not is held no more. */
    @Nullable Kept use(LedgerKey key) {
        Kept kept = find(key);
        if (kept == null) {
            return null;
        }
        if (!trusted.test(kept.place)) {
            remove(kept);
            return null;
        }
        kept.used = true;
        return kept;
    }

    /**
     * Holds a record, trusted in its place, unless as new a one is held.
     *
     * @param read whether it was read since it was written
     */
    void offer(LedgerKey key, byte[] packed, Ownership.Place place, boolean read) {
        long version = RecordCodec.versionOf(packed);
        Kept kept = find(key);
        if (kept == null) {
            kept = add(new Kept(key, place));
        } else if (kept.version >= version && (kept.place.equals(place) || trusted.test(kept.place))) {
            kept.used = true;
            return;
        } else {
            kept.used = true;
        }
        long before = kept.weight();
        kept.packed = packed;
        kept.unpacked = null;
        kept.place = place;
        kept.version = version;
        kept.read = read;
        weigh(kept.weight() - before);
    }

    /** Holds a record unpacked too, if it still is what its bytes were unpacked from. */
    void unpacked(Kept kept, byte[] packed, LedgerRecord record) {
        if (kept.unpacked == null && kept.packed == packed) {
            long before = kept.weight();
            kept.unpacked = record;
            weigh(kept.weight() - before);
        }
    }

    /** Forgets a record whose version is not above the given one. */
    void drop(LedgerKey key, long version) {
        Kept kept = find(key);
        if (kept != null && kept.version <= version) {
            remove(kept);
        }
    }

    /** Forgets everything that is not trusted any more. */
    void sweep() {
        Kept kept = first;
        while (kept != null) {
            Kept next = kept.later;
            if (!trusted.test(kept.place)) {
                remove(kept);
            }
            kept = next;
        }
    }

    /** The estimated heap taken, in bytes. */
    long weight() {
        return weight;
    }

    private void weigh(long more) {
        weight += more;
        while (weight > largest && first != null) {
            Kept next = first;
            if (next.used) {
                next.used = false;
                takeOut(next);
                append(next);
            } else {
                remove(next);
            }
        }
    }

    private Kept add(Kept kept) {
        table.put(kept.key, kept);
        append(kept);
        weight += kept.weight();
        return kept;
    }

    private void remove(Kept kept) {
        table.remove(kept.key);
        takeOut(kept);
        weight -= kept.weight();
        kept.packed = Kept.NOTHING;
        kept.unpacked = null;
    }

    private void append(Kept kept) {
        kept.earlier = last;
        kept.later = null;
        if (last == null) {
            first = kept;
        } else {
            last.later = kept;
        }
        last = kept;
    }

    private void takeOut(Kept kept) {
        if (kept.earlier == null) {
            first = kept.later;
        } else {
            kept.earlier.later = kept.later;
        }
        if (kept.later == null) {
            last = kept.earlier;
        } else {
            kept.later.earlier = kept.earlier;
        }
    }
}
