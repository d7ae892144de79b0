package io.tact.lifecycle;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.DecisionInputsCodec;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.StopScope;
import io.tact.model.Contact;
import io.tact.model.Instants;
import io.tact.model.Subscriber;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionLog;
import io.tact.port.DecisionRow;
import io.tact.port.Feeds;
import io.tact.port.LogPlace;
import io.tact.port.RefusedAddress;
import io.tact.port.Reminder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Erases subscribers. The records, what is left of refused addresses and the audit become true in one commit; it also sets
 * reminders to erase what the log of decisions has, which is done at once and, if the node ends before, by whoever sweeps
 * next. A second round a little later finds dry runs that were still on their way. Every step may be done again. Safe for
 * any thread.
 */
public final class Erasures {
    /** How long a dry run that was asked before the erasure may take to reach the log; none may later. */
    public static final Duration LATEST_DRY_RUN = Duration.ofMinutes(2);

    private static final int ATTEMPTS = 256;
    private static final int STEP = 128;

    private final ContactLedger ledger;
    private final Accounts accounts;
    private final DecisionLog log;
    private final ErasedAddresses addresses;
    private final Duration retention;

    /** @param retention how long contacts are remembered */
    public Erasures(
            ContactLedger ledger, Accounts accounts, DecisionLog log, ErasedAddresses addresses, Duration retention) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.log = log;
        this.addresses = addresses;
        this.retention = retention;
    }

    /**
     * What is asked.
     *
     * @param subscriber who is to be erased
     * @param by who asks
     * @param reason why; kept in the audit
     * @param clock the instant at which it is asked
     */
    public record Request(String subscriber, String by, String reason, Instant clock) {}

    /**
     * What was done.
     *
     * @param at from when they are gone
     * @param erased how much of what was erased
     * @param kept how many noes of addresses are kept as salted hashes
     */
    public record Receipt(Instant at, Map<String, Long> erased, int kept) {}

    /** Erases; empty if nobody of that name is known and nothing was left of one. */
    public CompletionStage<Optional<Receipt>> erase(Request request) {
        return erase(request, 1);
    }

    private CompletionStage<Optional<Receipt>> erase(Request request, int attempt) {
        return accounts.find(new SubscriberRef.ById(request.subscriber()))
                .thenCompose(found ->
                        found.isEmpty() ? completeEarlier(request) : eraseRecords(request, found.get(), attempt));
    }

    /** An erasure that was not completed is completed when it is asked for again. */
    private CompletionStage<Optional<Receipt>> completeEarlier(Request request) {
        Instant at = Instants.toMillis(request.clock());
        return eraseDecisions(request.subscriber(), at).thenCompose(decisions -> {
            if (decisions == 0) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            Map<String, Long> erased = Map.of("decisions", (long) decisions);
            return ledger.commit(0, List.of(), List.of(), null, Alongside.appending(audit(request, at, erased)))
                    .thenApply(committed -> Optional.of(new Receipt(at, erased, 0)));
        });
    }

    private CompletionStage<Optional<Receipt>> eraseRecords(Request request, Accounts.Found found, int attempt) {
        Instant at = found.history().now(request.clock());
        Map<String, Long> erased = counts(found);
        List<RefusedAddress> kept =
                addresses.kept(found.subscriber(), StopScope.standing(found.subscriber(), contacts(found), at), at);
        List<Reminder> now = reminders(found, at, at);
        List<Reminder> all = new ArrayList<>(now);
        all.addAll(reminders(found, at, at.plus(LATEST_DRY_RUN)));
        Alongside alongside = new Alongside(all, List.of(), List.of(audit(request, at, erased)), kept);
        return readAll(Erasure.keys(found)).thenCompose(read -> ledger.commit(
                        0, Erasure.writes(found, read, at, retention), List.of(), null, alongside)
                .thenCompose(result -> {
                    if (result instanceof CommitResult.Committed) {
                        return complete(now).thenApply(decisions -> {
                            erased.put("decisions", (long) decisions);
                            return Optional.of(new Receipt(at, erased, kept.size()));
                        });
                    }
                    return attempt < ATTEMPTS
                            ? erase(request, attempt + 1)
                            : CompletableFuture.failedFuture(new CouldNotDecideException(
                                    "the account's record moved " + ATTEMPTS + " times while it was being erased"));
                }));
    }

    private Feeds.Append audit(Request request, Instant at, Map<String, Long> erased) {
        AuditEntry entry = new AuditEntry(
                at,
                AuditEntry.Action.ERASED,
                request.by(),
                addresses.ofSubscriber(request.subscriber()),
                request.reason(),
                erased);
        return new Feeds.Append(Feeds.Feed.AUDIT, at, entry.packed());
    }

    private static List<Contact> contacts(Accounts.Found found) {
        return found.history().contacts().stream()
                .filter(c -> c.subscriber().equals(found.subscriber().id()))
                .toList();
    }

    private static Map<String, Long> counts(Accounts.Found found) {
        Subscriber subscriber = found.subscriber();
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("attributes", (long) subscriber.profile().size());
        counts.put("lines", (long) subscriber.lines().size());
        counts.put("emails", (long) subscriber.emails().size());
        counts.put("devices", (long) subscriber.devices().size());
        counts.put("consents", (long) subscriber.consents().size());
        counts.put(
                "suppressions", (long) subscriber.circumstances().suppressions().size());
        counts.put("contacts", (long) contacts(found).size());
        return counts;
    }

    /** The decisions of the subscriber go; those of others in the account may have been decided from what was theirs. */
    private static List<Reminder> reminders(Accounts.Found found, Instant at, Instant due) {
        String erased = found.subscriber().id();
        String id = at.toEpochMilli() + ":" + erased;
        List<Reminder> reminders = new ArrayList<>();
        reminders.add(new Reminder(due, Reminder.Kind.ERASURE, id, erased));
        for (Subscriber other : found.history().subscribers()) {
            if (!other.id().equals(erased)) {
                reminders.add(new Reminder(due, Reminder.Kind.REDACTION, id + ":" + other.id(), other.id()));
            }
        }
        return reminders;
    }

    private CompletionStage<Integer> complete(List<Reminder> reminders) {
        CompletionStage<Integer> all = CompletableFuture.completedFuture(0);
        for (Reminder reminder : reminders) {
            all = all.thenCompose(sum -> complete(reminder).thenApply(one -> sum + one));
        }
        return all;
    }

    /**
     * Does what a reminder of an erasure asks for and settles it.
     *
     * @return how many decisions were erased
     */
    CompletionStage<Integer> complete(Reminder reminder) {
        int colon = reminder.id().indexOf(':');
        Instant upTo = Instant.ofEpochMilli(Long.parseLong(reminder.id().substring(0, colon)));
        String rest = reminder.id().substring(colon + 1);
        CompletionStage<Integer> work = reminder.kind() == Reminder.Kind.ERASURE
                ? eraseDecisions(reminder.subscriber(), upTo)
                : redact(
                        reminder.subscriber(),
                        rest.substring(0, rest.length() - reminder.subscriber().length() - 1),
                        upTo,
                        LogPlace.START);
        Alongside settled = new Alongside(List.of(), List.of(reminder), List.of(), List.of());
        return work.thenCompose(
                erased -> ledger.commit(0, List.of(), List.of(), null, settled).thenApply(result -> erased));
    }

    private CompletionStage<Integer> eraseDecisions(String subscriber, Instant upTo) {
        return log.erase(subscriber, upTo, STEP)
                .thenCompose(erased -> erased < STEP
                        ? CompletableFuture.completedFuture(erased)
                        : eraseDecisions(subscriber, upTo).thenApply(more -> erased + more));
    }

    /** Drops what decisions of {@code subscriber} were decided from where {@code erased} was in it. */
    private CompletionStage<Integer> redact(String subscriber, String erased, Instant upTo, LogPlace after) {
        return log.decisionsOf(subscriber, after, STEP).thenCompose(rows -> {
            Set<String> ids = rows.stream()
                    .filter(row -> !row.at().isAfter(upTo) && mentions(row, erased))
                    .map(DecisionRow::id)
                    .collect(Collectors.toSet());
            CompletionStage<Void> dropped =
                    ids.isEmpty() ? CompletableFuture.completedFuture(null) : log.dropInputs(ids);
            boolean last = rows.size() < STEP || rows.get(rows.size() - 1).at().isAfter(upTo);
            return dropped.thenCompose(done -> last
                    ? CompletableFuture.completedFuture(0)
                    : redact(subscriber, erased, upTo, LogPlace.of(rows.get(rows.size() - 1))));
        });
    }

    /** Whether a decision was made from what was known of somebody; where that cannot be told, it is taken to have been. */
    private static boolean mentions(DecisionRow row, String erased) {
        if (row.inputs().length == 0) {
            return false;
        }
        try {
            return DecisionInputsCodec.decode(row.inputs()).history().subscriber(erased) != null;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private CompletionStage<List<LedgerRecord>> readAll(Set<LedgerKey> keys) {
        CompletionStage<List<LedgerRecord>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (LedgerKey key : keys) {
            all = all.thenCombine(ledger.read(key), (list, read) -> {
                read.ifPresent(list::add);
                return list;
            });
        }
        return all;
    }
}
