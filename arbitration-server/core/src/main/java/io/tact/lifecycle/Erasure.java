package io.tact.lifecycle;

import io.tact.arbitration.Accounts;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.Redirect;
import io.tact.model.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The records that change together when a subscriber is erased: the history they are in loses them and all that is theirs;
 * what led to them leads nowhere, at the next version. Pure.
 */
final class Erasure {
    private Erasure() {}

    /** The records to read beside the history: under the subscriber's id and their lines. */
    static Set<LedgerKey> keys(Accounts.Found found) {
        Set<LedgerKey> keys = new LinkedHashSet<>();
        keys.add(LedgerKey.ofSubscriber(found.subscriber().id()));
        found.subscriber().lines().forEach(line -> keys.add(LedgerKey.ofLine(line)));
        keys.remove(found.history().key());
        return keys;
    }

    /**
     * Every record that changes.
     *
     * @param read the records under {@link #keys}, as far as there are any
     */
    static List<LedgerRecord> writes(Accounts.Found found, List<LedgerRecord> read, Instant now, Duration retention) {
        Subscriber subscriber = found.subscriber();
        ContactHistory history = found.history();
        boolean own = history.key().equals(LedgerKey.ofSubscriber(subscriber.id()));
        List<LedgerRecord> writes = new ArrayList<>();
        writes.add(
                own
                        ? new Redirect(history.key(), history.version(), null, null)
                        : history.without(subscriber.id()).settledAt(now, retention));
        for (LedgerRecord record : read) {
            if (record instanceof Redirect redirect && subscriber.id().equals(redirect.subscriber())) {
                writes.add(redirect.nowhere());
            }
        }
        return writes;
    }
}
