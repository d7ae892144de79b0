package io.tact.arbitration;

import io.tact.history.Change;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.Redirect;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.CouldNotDecideException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds subscribers in the ledger and carries commands on their history through it: read, apply, commit; apply again if
 * the record moved. Safe for any thread.
 */
public final class Accounts {
    /** More than the commands of one HTTP request, which may all be about one account. */
    private static final int ATTEMPTS = 2_048;

    private static final int HOPS = 3;
    private static final int LOOKS = 64;

    private final ContactLedger ledger;
    private final Duration retention;
    private final EarlierRefusals refusals;

    /**
     * @param retention how long contacts are remembered
     * @param refusals what addresses had refused before they were erased
     */
    public Accounts(ContactLedger ledger, Duration retention, EarlierRefusals refusals) {
        this.ledger = ledger;
        this.retention = retention;
        this.refusals = refusals;
    }

    /** Where nobody was ever erased. */
    public Accounts(ContactLedger ledger, Duration retention) {
        this(ledger, retention, EarlierRefusals.NONE);
    }

    /** A subscriber and the account's history they are in. */
    public record Found(ContactHistory history, Subscriber subscriber) {}

    /** Looks a subscriber up, following redirects. Empty if nobody of that name is known. */
    public CompletionStage<Optional<Found>> find(SubscriberRef ref) {
        String byId = ref instanceof SubscriberRef.ById id ? id.id() : "";
        return look(ref.key(), byId, 1);
    }

    /**
     * Who is not where the records lead is nobody only if those records still stand: another node may have moved them, or
     * they may be moving right now.
     */
    private CompletionStage<Optional<Found>> look(LedgerKey key, String subscriber, int look) {
        List<LedgerRecord> seen = new ArrayList<>();
        return follow(key, subscriber, HOPS, seen)
                .thenCompose(found -> found.isPresent() || seen.isEmpty()
                        ? CompletableFuture.completedFuture(found)
                        : ledger.commit(0, List.of(), List.copyOf(seen), null)
                                .thenCompose(result -> result instanceof CommitResult.Committed
                                        ? CompletableFuture.completedFuture(found)
                                        : lookAgain(key, subscriber, look)));
    }

    private CompletionStage<Optional<Found>> lookAgain(LedgerKey key, String subscriber, int look) {
        return look < LOOKS
                ? look(key, subscriber, look + 1)
                : CompletableFuture.failedFuture(new CouldNotDecideException(
                        "the subscriber's records moved " + LOOKS + " times while they were looked for"));
    }

    /** @param seen takes up the records on the way */
    private CompletionStage<Optional<Found>> follow(
            LedgerKey key, String subscriber, int hops, List<LedgerRecord> seen) {
        return ledger.read(key).thenCompose(read -> {
            Optional<Found> nobody = Optional.empty();
            LedgerRecord record = read.orElse(null);
            if (record != null) {
                seen.add(record);
            }
            if (record instanceof ContactHistory history) {
                Subscriber known = history.subscriber(subscriber);
                return CompletableFuture.completedFuture(
                        known == null ? nobody : Optional.of(new Found(history, known)));
            }
            if (record instanceof Redirect redirect
                    && redirect.target() != null
                    && redirect.subscriber() != null
                    && hops > 0) {
                return follow(redirect.target(), redirect.subscriber(), hops - 1, seen);
            }
            return CompletableFuture.completedFuture(nobody);
        });
    }

    /**
     * Applies a command to the history of a subscriber's account and commits it.
     *
     * @param clock the instant at which it happens
     * @param command a pure function; it is applied again if the record moved
     * @return what the command said; empty if nobody of that name is known
     */
    public <R> CompletionStage<Optional<R>> change(
            SubscriberRef ref, Instant clock, Function<Found, Change<R>> command) {
        return change(ref, clock, command, history -> true, 1);
    }

    /** @param believed whether a history that the command leaves as it is need not be proved to be the newest */
    private <R> CompletionStage<Optional<R>> change(
            SubscriberRef ref,
            Instant clock,
            Function<Found, Change<R>> command,
            Predicate<ContactHistory> believed,
            int attempt) {
        return find(ref).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            ContactHistory before = found.get().history();
            Change<R> change = command.apply(found.get());
            boolean isUnmoved = change.next() == before;
            if (isUnmoved && believed.test(before)) {
                return CompletableFuture.completedFuture(Optional.of(change.result()));
            }
            CompletionStage<CommitResult> ended = isUnmoved
                    ? ledger.commit(0, List.of(), List.of(before), null)
                    : ledger.commit(
                            0,
                            List.of(change.next().settledAt(clock, retention)),
                            List.of(),
                            null,
                            Alongside.releasing(released(before, change.next())));
            return ended.thenCompose(result -> result instanceof CommitResult.Committed
                    ? CompletableFuture.completedFuture(Optional.of(change.result()))
                    : again(attempt, () -> change(ref, clock, command, believed, attempt + 1)));
        });
    }

    /** The reservations that are released by a change, and so give back what they drew on budgets. */
    private static List<String> released(ContactHistory before, ContactHistory after) {
        List<String> released = new ArrayList<>();
        for (Contact contact : after.contacts()) {
            if (contact.stored() == ContactState.RELEASED
                    && before.contact(contact.subscriber(), contact.id())
                            .filter(known -> known.stored() != ContactState.RELEASED)
                            .isPresent()) {
                released.add(contact.id());
            }
        }
        return released;
    }

    /**
     * Applies a command to the history that holds a reservation. What is read may be behind another node's commit, and is
     * noticed to be when something changes; so one that should hold the reservation and does not is proved to be the newest.
     *
     * @param reservation the reservation's id
     * @return what the command said; empty if no such reservation was ever made
     */
    public <R> CompletionStage<Optional<R>> changeReserved(
            String reservation, Instant clock, Function<ContactHistory, Change<R>> command) {
        int dash = reservation.lastIndexOf('-');
        if (dash <= 0) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return ledger.decision(reservation.substring(0, dash))
                .thenCompose(row -> row.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : change(
                                new SubscriberRef.ById(row.get().subscriber()),
                                clock,
                                found -> command.apply(found.history()),
                                history -> history.contact(reservation).isPresent(),
                                1));
    }

    /** How an enrolment ended. */
    public enum Enrolled {
        CREATED,
        UPDATED
    }

    /**
     * Makes a subscriber known, or replaces what is known of them. Their contacts stay; on a change of account they move
     * along. Consents are added to those known: of two with one scope the later stands, so that what an outcome said in
     * between is not lost. Suppressions stay, and what one of their addresses had refused before it was erased is one.
     *
     * @param account the account they belong to; null for one of their own
     * @param clock the instant at which it happens
     */
    public CompletionStage<Enrolled> enrol(Subscriber subscriber, @Nullable String account, Instant clock) {
        return enrol(subscriber, account, clock, 1);
    }

    private CompletionStage<Enrolled> enrol(
            Subscriber subscriber, @Nullable String account, Instant clock, int attempt) {
        return find(new SubscriberRef.ById(subscriber.id())).thenCompose(before -> readAll(
                        Enrolment.keys(subscriber, account, before))
                .thenCompose(read -> readAll(Enrolment.formerHomes(subscriber, account, read))
                        .thenApply(homes ->
                                Stream.concat(read.stream(), homes.stream()).toList()))
                // Asked after the records were read: an erasure in between moves one of them, and this begins again.
                .thenCompose(read -> refusals.of(subscriber)
                        .thenCompose(refused -> commit(suppressed(subscriber, refused), account, before, read, clock)))
                .thenCompose(result -> result instanceof CommitResult.Committed
                        ? CompletableFuture.completedFuture(before.isPresent() ? Enrolled.UPDATED : Enrolled.CREATED)
                        : again(attempt, () -> enrol(subscriber, account, clock, attempt + 1))));
    }

    private static Subscriber suppressed(Subscriber subscriber, List<Suppression> refused) {
        if (refused.isEmpty()) {
            return subscriber;
        }
        List<Suppression> all = new ArrayList<>(subscriber.circumstances().suppressions());
        all.addAll(refused);
        return subscriber.with(subscriber.circumstances().with(all));
    }

    private CompletionStage<CommitResult> commit(
            Subscriber subscriber,
            @Nullable String account,
            Optional<Found> before,
            List<LedgerRecord> read,
            Instant clock) {
        LedgerKey own = LedgerKey.ofSubscriber(subscriber.id());
        if (before.isEmpty() && Enrolment.isKnown(own, subscriber, read)) {
            // Enrolled by another between the two reads: begin again, so that nothing of theirs is lost.
            return CompletableFuture.completedFuture(new CommitResult.Conflict(own));
        }
        Enrolment enrolment = Enrolment.of(subscriber, account, before, read, clock, retention);
        return ledger.commit(0, enrolment.writes(), null);
    }

    private CompletionStage<List<LedgerRecord>> readAll(Collection<LedgerKey> keys) {
        CompletionStage<List<LedgerRecord>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (LedgerKey key : keys) {
            all = all.thenCombine(ledger.read(key), (list, read) -> {
                read.ifPresent(list::add);
                return list;
            });
        }
        return all;
    }

    private static <R> CompletionStage<R> again(int attempt, Supplier<CompletionStage<R>> next) {
        return attempt < ATTEMPTS
                ? next.get()
                : CompletableFuture.failedFuture(new CouldNotDecideException(
                        "the account's record moved " + ATTEMPTS + " times while it was being changed"));
    }
}
