package io.tact.store;

import io.tact.history.LedgerKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions of records that were written or asked for, as they are durable. Exact, since one process alone
 * writes a folder: whoever writes tells it, and makes it forget everything when it is not known what was written. For one
 * thread at a time.
 */
final class RecentVersions {
    /** What one takes of the heap, by estimate. */
    private static final int BYTES_EACH = 150;

    /** Which part of the heap all of them may take. */
    private static final int SHARE = 64;

    private final int most;
    private final Map<LedgerKey, Long> versions;

    /** As many as a small part of the heap holds. */
    RecentVersions() {
        this((int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / SHARE / BYTES_EACH));
    }

    /** @param most how many to remember; the ones remembered longest go first, used or not, so that using one moves nothing */
    RecentVersions(int most) {
        this.most = most;
        this.versions = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<LedgerKey, Long> eldest) {
                return size() > RecentVersions.this.most;
            }
        };
    }

    /** 0 for a record that is not there; null if it is not remembered. */
    @Nullable Long of(LedgerKey key) {
        return versions.get(key);
    }

    void put(LedgerKey key, long version) {
        versions.put(key, version);
    }

    void forget() {
        versions.clear();
    }
}
