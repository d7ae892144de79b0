package io.tact.arbitration;

import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.Redirect;
import io.tact.model.Contact;
import io.tact.model.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records that change together when a subscriber is enrolled: the history they are in, the history they leave, and
 * the redirects from their id and their lines. Pure.
 */
final class Enrolment {
    private final Map<LedgerKey, LedgerRecord> read = new LinkedHashMap<>();
    private final Map<LedgerKey, LedgerRecord> changed = new LinkedHashMap<>();

    private Enrolment(List<LedgerRecord> records, Optional<ContactHistory> before) {
        records.forEach(r -> read.put(r.key(), r));
        before.ifPresent(r -> read.put(r.key(), r));
    }

    /**
     * @param account the account, or null for one of their own
     * @param before the history they are in now, if they are known
     * @param read the records under their id, their account and their lines, as far as there are any
     */
    static Enrolment of(
            Subscriber subscriber,
            @Nullable String account,
            Optional<ContactHistory> before,
            List<LedgerRecord> read,
            Instant clock,
            Duration retention) {
        Enrolment enrolment = new Enrolment(read, before);
        LedgerKey own = LedgerKey.ofSubscriber(subscriber.id());
        LedgerKey home = account == null ? own : LedgerKey.ofAccount(account);
        enrolment.moveIn(subscriber, home, before, clock, retention);
        if (!home.equals(own)) {
            enrolment.point(own, home, subscriber.id());
        }
        for (String line : subscriber.lines()) {
            enrolment.point(LedgerKey.ofLine(line), home, subscriber.id());
        }
        return enrolment;
    }

    List<LedgerRecord> writes() {
        return List.copyOf(changed.values());
    }

    private void moveIn(
            Subscriber subscriber, LedgerKey home, Optional<ContactHistory> before, Instant clock, Duration retention) {
        ContactHistory target = home(home);
        Subscriber merged = subscriber;
        List<Contact> theirs = List.of();
        if (before.isPresent()) {
            Subscriber known = before.get().subscriber(subscriber.id());
            if (known != null) {
                merged = subscriber.withConsents(Commands.merge(known.consents(), subscriber.consents()));
            }
            if (!before.get().key().equals(home)) {
                theirs = before.get().contacts().stream()
                        .filter(c -> c.subscriber().equals(subscriber.id()))
                        .toList();
                ContactHistory left = before.get().without(subscriber.id()).settledAt(clock, retention);
                changed.put(left.key(), left);
            }
        }
        ContactHistory next = target.with(merged);
        next = theirs.isEmpty() ? next : next.plus(theirs);
        changed.put(home, next.settledAt(clock, retention));
    }

    private ContactHistory home(LedgerKey key) {
        LedgerRecord known = read.get(key);
        if (known instanceof ContactHistory history) {
            return history;
        }
        // A subscriber who leaves an account gets a history where the redirect was: it goes on from its version.
        return known == null
                ? ContactHistory.empty(key)
                : new ContactHistory(key, known.version(), Instant.EPOCH, List.of(), List.of());
    }

    private void point(LedgerKey from, LedgerKey to, String subscriber) {
        LedgerRecord known = read.get(from);
        boolean alreadyThere =
                known instanceof Redirect r && to.equals(r.target()) && subscriber.equals(r.subscriber());
        if (!alreadyThere) {
            long version = known == null ? 0 : known.version();
            changed.put(from, new Redirect(from, version, to, subscriber));
        }
    }
}
