package io.tact.history;

import org.jspecify.annotations.Nullable;

/**
 * A pointer to the record that holds a subscriber or a line.
 *
 * @param key the key it is kept under
 * @param version its own version
 * @param target where the history is; null if it points nowhere any more
 * @param subscriber the subscriber meant; null if it points nowhere
 */
public record Redirect(LedgerKey key, long version, @Nullable LedgerKey target, @Nullable String subscriber)
        implements LedgerRecord {

    /** Whether it points nowhere: all that an erasure leaves under a key. */
    public boolean leadsNowhere() {
        return target == null && subscriber == null;
    }

    public Redirect nowhere() {
        return new Redirect(key, version, null, null);
    }
}
