package io.tact.store;

import io.tact.history.LedgerKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of records that were written or asked for. Exact, since one process alone writes a folder: whoever writes tells
 * it, and makes it forget everything when it is not known what was written. For one thread at a time.
 */
final class RecentRecords {
    /** What one takes of the heap, by estimate. */
    private static final int BYTES_EACH = 168;

    /** Which part of the heap all of them may take. */
    private static final int SHARE = 64;

    private final int most;
    private final Map<LedgerKey, Known> records;

    /** Of one record. Changed in place: to make and link a new object for every write costs more than the write of a number. */
    static final class Known {
        /** 0 if the record is not there. */
        long version;

        /** How many bytes may still be added to its row; 0 also if it is not known how it is kept. */
        int room;

        /** How often something was added to its row, if there is room. */
        int additions;

        /** The {@link io.tact.history.RecordPatch#sum} of its packed bytes, if there is room. */
        int sum;
    }

    /** As many as a small part of the heap holds. */
    RecentRecords() {
        this((int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / SHARE / BYTES_EACH));
    }

    /** @param most how many to remember; the ones remembered longest go first, used or not, so that using one moves nothing */
    RecentRecords(int most) {
        this.most = most;
        this.records = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<LedgerKey, Known> eldest) {
                return size() > RecentRecords.this.most;
            }
        };
    }

    /** Null if it is not remembered. */
    @Nullable Known of(LedgerKey key) {
        return records.get(key);
    }

    /** Remembers one that is not remembered. */
    Known add(LedgerKey key) {
        Known known = new Known();
        records.put(key, known);
        return known;
    }

    void forget() {
        records.clear();
    }
}
