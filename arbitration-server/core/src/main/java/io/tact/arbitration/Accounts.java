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
    private static final int LOOKS = 3;

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
        return look(ref.key(), byId, LOOKS);
    }

    /** A subscriber may move to another account between two reads: who is not where a redirect leads is looked for again. */
    private CompletionStage<Optional<Found>> look(LedgerKey key, String subscriber, int looks) {
        return follow(key, subscriber, HOPS)
                .thenCompose(found -> found.isPresent() || looks == 1
                        ? CompletableFuture.completedFuture(found)
                        : ledger.read(key)
                                .thenCompose(read ->
                                        read.orElse(null) instanceof Redirect redirect && redirect.target() != null
                                                ? look(key, subscriber, looks - 1)
                                                : CompletableFuture.completedFuture(found)));
    }

    private CompletionStage<Optional<Found>> follow(LedgerKey key, String subscriber, int hops) {
        return ledger.read(key).thenCompose(read -> {
            Optional<Found> nobody = Optional.empty();
            LedgerRecord record = read.orElse(null);
            if (record instanceof ContactHistory history) {
                Subscriber known = history.subscriber(subscriber);
                return CompletableFuture.completedFuture(
                        known == null ? nobody : Optional.of(new Found(history, known)));
            }
            if (record instanceof Redirect redirect
                    && redirect.target() != null
                    && redirect.subscriber() != null
                    && hops > 0) {
                return follow(redirect.target(), redirect.subscriber(), hops - 1);
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
        return change(ref, clock, command, 1);
    }

    private <R> CompletionStage<Optional<R>> change(
            SubscriberRef ref, Instant clock, Function<Found, Change<R>> command, int attempt) {
        return find(ref).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            ContactHistory before = found.get().history();
            Change<R> change = command.apply(found.get());
            if (change.next() == before) {
                return CompletableFuture.completedFuture(Optional.of(change.result()));
            }
            List<LedgerRecord> changed = List.of(change.next().settledAt(clock, retention));
            return ledger.commit(0, changed, List.of(), null, Alongside.releasing(released(before, change.next())))
                    .thenCompose(result -> result instanceof CommitResult.Committed
                            ? CompletableFuture.completedFuture(Optional.of(change.result()))
                            : again(attempt, () -> change(ref, clock, command, attempt + 1)));
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
     * Applies a command to the history that holds a reservation.
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
                                found -> command.apply(found.history())));
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
