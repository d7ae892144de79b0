package io.tact.lifecycle;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerRecord;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.Feeds;
import io.tact.port.RecordVersion;
import io.tact.port.Reminder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks at what is due: tells of reservations whose time ran out without a word, and completes erasures. It changes no
 * history, since a reservation that ran out has ended by itself. Any node may sweep at any time: what one settles, the
 * others find settled, so that each event is appended once. Safe for any thread.
 */
public final class Sweeper {
    private final Due due;
    private final ContactLedger ledger;
    private final Accounts accounts;
    private final Erasures erasures;

    /** Where reminders are. */
    @FunctionalInterface
    public interface Due {
        /** As {@code DurableStore#due}. */
        CompletionStage<List<Reminder>> due(Instant now, int most);
    }

    public Sweeper(Due due, ContactLedger ledger, Accounts accounts, Erasures erasures) {
        this.due = due;
        this.ledger = ledger;
        this.accounts = accounts;
        this.erasures = erasures;
    }

    /**
     * What one step did.
     *
     * @param looked how many reminders were due and could be looked at, at most as many as asked for
     * @param expired how many reservations were told to have run out
     * @param failures why others could not be looked at or settled; they stay due
     */
    public record Swept(int looked, int expired, List<Throwable> failures) {
        public Swept {
            failures = List.copyOf(failures);
        }

        /** A step in which nothing failed. */
        public Swept(int looked, int expired) {
            this(looked, expired, List.of());
        }
    }

    /** What becomes of one reminder of a reservation: the history it was read from and the event, or nothing to tell. */
    private record Finding(Reminder reminder, Optional<ContactHistory> read, Optional<Contact> expired) {
        Optional<RecordVersion> version() {
            return read.map(history -> new RecordVersion(history.key(), history.version()));
        }

        List<LedgerRecord> unmoved() {
            return read.map(List::<LedgerRecord>of).orElse(List.of());
        }
    }

    /**
     * One step: at most so many reminders that are due at {@code now}. One that fails, whose record cannot be read for
     * instance, holds up none of the others.
     */
    public CompletionStage<Swept> sweep(Instant now, int most) {
        return due.due(now, most).thenCompose(reminders -> {
            Failures failures = new Failures();
            List<CompletionStage<Optional<Finding>>> findings = new ArrayList<>();
            CompletionStage<Optional<Integer>> completed = CompletableFuture.completedFuture(Optional.empty());
            for (Reminder reminder : reminders) {
                if (reminder.kind() == Reminder.Kind.EXPIRY) {
                    findings.add(failures.spare(() -> look(reminder, now)));
                } else {
                    completed = completed.thenCompose(none -> failures.spare(() -> erasures.complete(reminder)));
                }
            }
            return completed
                    .thenCompose(none -> all(findings))
                    .thenCompose(found -> settle(found, now, failures))
                    .thenApply(expired -> failures.swept(reminders.size(), expired));
        });
    }

    /** What failed in one step. */
    private static final class Failures {
        private final Queue<Throwable> all = new ConcurrentLinkedQueue<>();

        /** What the work comes to; empty if it fails, which is kept here. */
        <T> CompletionStage<Optional<T>> spare(Supplier<CompletionStage<T>> work) {
            CompletionStage<T> begun;
            try {
                begun = work.get();
            } catch (RuntimeException e) {
                begun = CompletableFuture.failedFuture(e);
            }
            return begun.thenApply(Optional::of).exceptionally(failure -> {
                all.add(failure);
                return Optional.empty();
            });
        }

        Swept swept(int due, int expired) {
            List<Throwable> failures = List.copyOf(all);
            return new Swept(Math.max(0, due - failures.size()), expired, failures);
        }
    }

    private CompletionStage<Finding> look(Reminder reminder, Instant now) {
        return accounts.find(new SubscriberRef.ById(reminder.subscriber())).thenApply(found -> {
            Optional<ContactHistory> history = found.map(Accounts.Found::history);
            return new Finding(
                    reminder,
                    history,
                    history.flatMap(h -> h.contact(reminder.id()))
                            .filter(contact -> contact.stateAt(now) == ContactState.UNKNOWN));
        });
    }

    private CompletionStage<Integer> settle(List<Finding> findings, Instant now, Failures failures) {
        CompletionStage<Integer> told = CompletableFuture.completedFuture(0);
        Map<Optional<RecordVersion>, List<Finding>> silent = findings.stream()
                .filter(finding -> finding.expired().isEmpty())
                .collect(Collectors.groupingBy(Finding::version));
        for (List<Finding> ofOneRecord : silent.values()) {
            told = told.thenCombine(failures.spare(() -> settleSilently(ofOneRecord)), Sweeper::sum);
        }
        for (Finding finding : findings) {
            if (finding.expired().isPresent()) {
                Contact contact = finding.expired().get();
                told = told.thenCombine(failures.spare(() -> tell(finding, contact, now)), Sweeper::sum);
            }
        }
        return told;
    }

    private static int sum(int told, Optional<Integer> more) {
        return told + more.orElse(0);
    }

    /** Only if the record is still as it was read: what was read may not know of the reservation yet. */
    private CompletionStage<Integer> settleSilently(List<Finding> ofOneRecord) {
        List<Reminder> reminders = ofOneRecord.stream().map(Finding::reminder).toList();
        Alongside alongside = new Alongside(List.of(), reminders, List.of(), List.of());
        return ledger.commit(0, List.of(), ofOneRecord.get(0).unmoved(), null, alongside)
                .thenApply(result -> 0);
    }

    /** Told only if the record is still as it was read: the channel may be saying its word right now. */
    private CompletionStage<Integer> tell(Finding finding, Contact contact, Instant now) {
        Feeds.Append event = new Feeds.Append(
                Feeds.Feed.EVENTS, now, ReservationExpired.of(contact).packed());
        Alongside alongside = new Alongside(List.of(), List.of(finding.reminder()), List.of(event), List.of());
        return ledger.commit(0, List.of(), finding.unmoved(), null, alongside)
                .thenApply(result -> result instanceof CommitResult.Committed ? 1 : 0);
    }

    private static <T> CompletionStage<List<T>> all(List<CompletionStage<Optional<T>>> stages) {
        CompletionStage<List<T>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (CompletionStage<Optional<T>> stage : stages) {
            all = all.thenCombine(stage, (list, one) -> {
                one.ifPresent(list::add);
                return list;
            });
        }
        return all;
    }
}
