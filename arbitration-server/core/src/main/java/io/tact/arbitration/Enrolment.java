package io.tact.arbitration;

import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.Redirect;
import io.tact.model.Contact;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records that change together when a subscriber is enrolled: the history they are in, the history they leave, and
 * the redirects from their id and their lines. Pure.
 */
final class Enrolment {
    private final Subscriber subscriber;
    private final Optional<Accounts.Found> before;
    private final Map<LedgerKey, LedgerRecord> read = new LinkedHashMap<>();
    private final Map<LedgerKey, LedgerRecord> changed = new LinkedHashMap<>();

    private Enrolment(Subscriber subscriber, Optional<Accounts.Found> before, List<LedgerRecord> records) {
        this.subscriber = subscriber;
        this.before = before;
        records.forEach(record -> read.put(record.key(), record));
        before.ifPresent(found -> read.put(found.history().key(), found.history()));
    }

    /** The records to read: under the subscriber's id, their account, and their lines, new and old. */
    static Collection<LedgerKey> keys(
            Subscriber subscriber, @Nullable String account, Optional<Accounts.Found> before) {
        Set<LedgerKey> keys = new LinkedHashSet<>();
        keys.add(LedgerKey.ofSubscriber(subscriber.id()));
        if (account != null) {
            keys.add(LedgerKey.ofAccount(account));
        }
        subscriber.lines().forEach(line -> keys.add(LedgerKey.ofLine(line)));
        before.ifPresent(found -> found.subscriber().lines().forEach(line -> keys.add(LedgerKey.ofLine(line))));
        return keys;
    }

    /** The further records to read: where the lines of the subscriber are another's, in another account. */
    static Collection<LedgerKey> formerHomes(Subscriber subscriber, @Nullable String account, List<LedgerRecord> read) {
        LedgerKey home = home(subscriber, account);
        Set<LedgerKey> keys = new LinkedHashSet<>();
        for (LedgerRecord record : read) {
            if (record instanceof Redirect redirect && isAnothers(redirect, subscriber, home)) {
                keys.add(Objects.requireNonNull(redirect.target()));
            }
        }
        read.forEach(record -> keys.remove(record.key()));
        return keys;
    }

    /** Members of one account may share a line; of two accounts, who was enrolled with it last has it. */
    private static boolean isAnothers(Redirect redirect, Subscriber subscriber, LedgerKey home) {
        LedgerKey target = redirect.target();
        return target != null
                && !target.equals(home)
                && !subscriber.id().equals(redirect.subscriber())
                && subscriber.lines().stream().anyMatch(line -> redirect.key().equals(LedgerKey.ofLine(line)));
    }

    private static LedgerKey home(Subscriber subscriber, @Nullable String account) {
        return account == null ? LedgerKey.ofSubscriber(subscriber.id()) : LedgerKey.ofAccount(account);
    }

    /** Whether the record under a subscriber's own key says that they are known. */
    static boolean isKnown(LedgerKey own, Subscriber subscriber, List<LedgerRecord> read) {
        for (LedgerRecord record : read) {
            if (record.key().equals(own)
                    && (record instanceof ContactHistory history
                            ? history.subscriber(subscriber.id()) != null
                            : ((Redirect) record).target() != null)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param account the account, or null for one of their own
     * @param before where they are now, if they are known
     * @param read the records under {@link #keys} and {@link #formerHomes}, as far as there are any
     */
    static Enrolment of(
            Subscriber subscriber,
            @Nullable String account,
            Optional<Accounts.Found> before,
            List<LedgerRecord> read,
            Instant clock,
            Duration retention) {
        Enrolment enrolment = new Enrolment(subscriber, before, read);
        LedgerKey own = LedgerKey.ofSubscriber(subscriber.id());
        LedgerKey home = home(subscriber, account);
        enrolment.moveIn(home, clock, retention);
        if (!home.equals(own)) {
            enrolment.point(own, home);
        }
        for (String line : subscriber.lines()) {
            enrolment.takeOver(line, home);
            enrolment.point(LedgerKey.ofLine(line), home);
        }
        enrolment.forgetOldLines();
        return enrolment;
    }

    /** Every record that changes. */
    List<LedgerRecord> writes() {
        return List.copyOf(changed.values());
    }

    private void moveIn(LedgerKey home, Instant clock, Duration retention) {
        ContactHistory next = home(home).with(merged());
        if (before.isPresent() && !before.get().history().key().equals(home)) {
            ContactHistory old = before.get().history();
            List<Contact> theirs = old.contacts().stream()
                    .filter(c -> c.subscriber().equals(subscriber.id()))
                    .toList();
            changed.put(old.key(), old.without(subscriber.id()).settledAt(clock, retention));
            next = next.plus(theirs);
        }
        changed.put(home, next.settledAt(clock, retention));
    }

    private Subscriber merged() {
        return before.map(found -> merged(found.subscriber())).orElse(subscriber);
    }

    /** What is said replaces what is known, but for consents, of which the later stands, and suppressions, which stay. */
    private Subscriber merged(Subscriber known) {
        List<Suppression> suppressions = new ArrayList<>(known.circumstances().suppressions());
        for (Suppression said : subscriber.circumstances().suppressions()) {
            if (suppressions.stream().noneMatch(s -> s.id().equals(said.id()))) {
                suppressions.add(said);
            }
        }
        return subscriber
                .withConsents(Commands.merge(known.consents(), subscriber.consents()))
                .with(subscriber.circumstances().with(suppressions));
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

    private void point(LedgerKey from, LedgerKey to) {
        LedgerRecord known = read.get(from);
        boolean alreadyThere = known instanceof Redirect r
                && to.equals(r.target())
                && subscriber.id().equals(r.subscriber());
        if (!alreadyThere) {
            long version = known == null ? 0 : known.version();
            changed.put(from, new Redirect(from, version, to, subscriber.id()));
        }
    }

    /** A number that was given to somebody else is no longer its former owner's: what is for them must not go there. */
    private void takeOver(String line, LedgerKey home) {
        if (!(read.get(LedgerKey.ofLine(line)) instanceof Redirect redirect)
                || !isAnothers(redirect, subscriber, home)
                || !(latest(redirect.target()) instanceof ContactHistory theirs)) {
            return;
        }
        String owner = redirect.subscriber();
        Subscriber former = owner == null ? null : theirs.subscriber(owner);
        if (former != null && former.lines().contains(line)) {
            List<String> left =
                    former.lines().stream().filter(l -> !l.equals(line)).toList();
            changed.put(theirs.key(), theirs.with(former.withLines(left)));
        }
    }

    private @Nullable LedgerRecord latest(@Nullable LedgerKey key) {
        LedgerRecord known = changed.get(key);
        return known == null ? read.get(key) : known;
    }

    private void forgetOldLines() {
        List<String> old = before.map(found -> found.subscriber().lines()).orElse(List.of());
        for (String line : old) {
            boolean gone = !subscriber.lines().contains(line);
            if (gone
                    && read.get(LedgerKey.ofLine(line)) instanceof Redirect redirect
                    && subscriber.id().equals(redirect.subscriber())) {
                changed.put(redirect.key(), redirect.nowhere());
            }
        }
    }
}
