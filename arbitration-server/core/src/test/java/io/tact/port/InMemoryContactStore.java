package io.tact.port;

import io.tact.history.LedgerKey;
import io.tact.policy.BudgetPeriod;
import io.tact.ruleset.RulesetVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that keeps its contract in memory. Stores over the same {@link Disk} see the same truth. */
public final class InMemoryContactStore implements DurableStore {

    /** What outlives a store. */
    public static final class Disk {
        private final Map<LedgerKey, StoredRecord> records = new HashMap<>();
        private final Map<String, Logged> decisions = new HashMap<>();
        private final Map<Reminder.Key, Reminder> reminders = new LinkedHashMap<>();
        private final Map<RefusedAddress, RefusedAddress> refused = new LinkedHashMap<>();
        private final Map<Feed, List<Entry>> feeds = new EnumMap<>(Feed.class);
        private final Map<Feed, Long> lastPositions = new EnumMap<>(Feed.class);
        private final InMemoryBudgets budgets = new InMemoryBudgets();
        private @Nullable RulesetVersion active;
        private long epoch;
    }

    private record Logged(Kind kind, DecisionRow row) {}

    private static final Comparator<DecisionRow> BY_PLACE =
            Comparator.comparing(DecisionRow::at).thenComparing(DecisionRow::id);

    private final Disk disk;
    private volatile boolean closed;

    public InMemoryContactStore(Disk disk) {
        this.disk = disk;
    }

    @Override
    public CompletionStage<Optional<StoredRecord>> load(LedgerKey key) {
        synchronized (disk) {
            return answer(Optional.ofNullable(disk.records.get(key)));
        }
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        synchronized (disk) {
            return answer(Optional.ofNullable(disk.decisions.get(id)).map(Logged::row));
        }
    }

    @Override
    public CompletionStage<CommitResult> commit(StoreCommit commit) {
        synchronized (disk) {
            if (closed) {
                return CompletableFuture.failedFuture(new CouldNotDecideException("the store is closed"));
            }
            CommitResult result = refusal(commit);
            if (result == null) {
                for (RecordWrite write : commit.writes()) {
                    disk.records.put(write.key(), new StoredRecord(write.key(), write.toVersion(), write.bytes()));
                }
                DecisionRow decision = commit.decision();
                if (decision != null) {
                    disk.decisions.put(decision.id(), new Logged(Kind.RESERVING, decision));
                }
                keep(commit.alongside());
                result = new CommitResult.Committed();
            }
            return answer(result);
        }
    }

    private @Nullable CommitResult refusal(StoreCommit commit) {
        DecisionRow decision = commit.decision();
        Logged logged = decision == null ? null : disk.decisions.get(decision.id());
        if (decision != null && logged != null) {
            DecisionRow known = logged.row();
            return Arrays.equals(known.fingerprint(), decision.fingerprint())
                    ? new CommitResult.Replayed(known)
                    : new CommitResult.KeyReused();
        }
        if (commit.epoch() != 0 && commit.epoch() != disk.epoch) {
            return new CommitResult.StaleEpoch(disk.epoch);
        }
        for (RecordWrite write : commit.writes()) {
            StoredRecord stored = disk.records.get(write.key());
            if ((stored == null ? 0 : stored.version()) != write.fromVersion()) {
                return new CommitResult.Conflict(write.key());
            }
        }
        for (RecordVersion read : commit.unmoved()) {
            StoredRecord stored = disk.records.get(read.key());
            if ((stored == null ? 0 : stored.version()) != read.version()) {
                return new CommitResult.Conflict(read.key());
            }
        }
        for (Reminder settled : commit.alongside().settled()) {
            if (!disk.reminders.containsKey(settled.key())) {
                return new CommitResult.Overtaken(settled);
            }
        }
        return disk.budgets.refusal(commit.alongside().draws());
    }

    private void keep(Alongside alongside) {
        disk.budgets.keep(alongside);
        alongside.settled().forEach(r -> disk.reminders.remove(r.key()));
        alongside.reminders().forEach(r -> disk.reminders.putIfAbsent(r.key(), r));
        alongside.refused().forEach(r -> disk.refused.put(new RefusedAddress(r.hash(), r.scope(), Instant.EPOCH), r));
        for (Append append : alongside.appended()) {
            long position = disk.lastPositions.merge(append.feed(), 1L, Long::sum);
            entries(append.feed()).add(new Entry(position, append.at(), append.body()));
        }
    }

    private List<Entry> entries(Feed feed) {
        return disk.feeds.computeIfAbsent(feed, f -> new ArrayList<>());
    }

    @Override
    public CompletionStage<Void> record(List<DecisionRow> dryRuns) {
        return answering(() -> {
            dryRuns.forEach(row -> disk.decisions.putIfAbsent(row.id(), new Logged(Kind.DRY_RUN, row)));
            return null;
        });
    }

    @Override
    public CompletionStage<List<DecisionRow>> decisionsOf(String subscriber, LogPlace after, int most) {
        return answering(() -> disk.decisions.values().stream()
                .map(Logged::row)
                .filter(row -> row.subscriber().equals(subscriber))
                .filter(row -> row.at().isAfter(after.at())
                        || (row.at().equals(after.at()) && row.id().compareTo(after.id()) > 0))
                .sorted(BY_PLACE)
                .limit(most)
                .toList());
    }

    @Override
    public CompletionStage<Integer> erase(String subscriber, Instant upTo, int most) {
        return removed(
                l -> l.row().subscriber().equals(subscriber) && !l.row().at().isAfter(upTo), most);
    }

    @Override
    public CompletionStage<Integer> prune(Kind kind, Instant before, int most) {
        return removed(l -> l.kind() == kind && l.row().at().isBefore(before), most);
    }

    private CompletionStage<Integer> removed(Predicate<Logged> which, int most) {
        return answering(() -> {
            List<DecisionRow> old = disk.decisions.values().stream()
                    .filter(which)
                    .map(Logged::row)
                    .sorted(BY_PLACE)
                    .limit(most)
                    .toList();
            old.forEach(row -> disk.decisions.remove(row.id()));
            return old.size();
        });
    }

    @Override
    public CompletionStage<Void> dropInputs(Set<String> ids) {
        return answering(() -> {
            ids.forEach(id -> disk.decisions.computeIfPresent(
                    id, (key, known) -> new Logged(known.kind(), known.row().withoutInputs())));
            return null;
        });
    }

    @Override
    public CompletionStage<List<Entry>> feed(Feed feed, long after, int most) {
        return answering(() -> entries(feed).stream()
                .filter(entry -> entry.position() > after)
                .limit(most)
                .toList());
    }

    @Override
    public CompletionStage<Integer> prune(Feed feed, Instant before, int most) {
        return answering(() -> {
            int pruned = 0;
            List<Entry> entries = entries(feed);
            while (pruned < most && !entries.isEmpty() && entries.get(0).at().isBefore(before)) {
                entries.remove(0);
                pruned++;
            }
            return pruned;
        });
    }

    @Override
    public CompletionStage<List<Reminder>> due(Instant now, int most) {
        return answering(() -> disk.reminders.values().stream()
                .filter(r -> !r.due().isAfter(now))
                .sorted(Comparator.comparing(Reminder::due))
                .limit(most)
                .toList());
    }

    @Override
    public CompletionStage<List<RefusedAddress>> refused(Set<String> hashes) {
        return answering(() -> disk.refused.values().stream()
                .filter(r -> hashes.contains(r.hash()))
                .toList());
    }

    @Override
    public CompletionStage<Long> lease(Wanted wanted, Size size) {
        return answering(() -> disk.budgets.lease(wanted, size));
    }

    @Override
    public CompletionStage<Set<String>> renew(Collection<String> leases, Instant until) {
        return answering(() -> disk.budgets.renew(leases, until));
    }

    @Override
    public CompletionStage<Void> close(Collection<String> leases) {
        return answering(() -> {
            disk.budgets.close(leases);
            return null;
        });
    }

    @Override
    public CompletionStage<Integer> reclaim(Instant before, int most) {
        return answering(() -> disk.budgets.reclaim(before, most));
    }

    @Override
    public CompletionStage<Integer> pruneBudgets(Instant before, int most) {
        return answering(() -> disk.budgets.prune(before, most));
    }

    @Override
    public CompletionStage<List<Use>> uses(Collection<BudgetPeriod> periods) {
        return answering(() -> disk.budgets.uses(periods));
    }

    private <T extends @Nullable Object> CompletionStage<T> answering(Supplier<T> value) {
        synchronized (disk) {
            return closed
                    ? CompletableFuture.failedFuture(new CouldNotDecideException("the store is closed"))
                    : CompletableFuture.completedFuture(value.get());
        }
    }

    @Override
    public CompletionStage<Long> activate(RulesetVersion version) {
        synchronized (disk) {
            if (!version.equals(disk.active)) {
                disk.active = version;
                disk.epoch++;
            }
            return answer(disk.epoch);
        }
    }

    @Override
    public CompletionStage<Optional<Activation>> active() {
        synchronized (disk) {
            return answer(Optional.ofNullable(disk.active).map(version -> new Activation(disk.epoch, version)));
        }
    }

    private <T> CompletionStage<T> answer(T value) {
        return closed
                ? CompletableFuture.failedFuture(new CouldNotDecideException("the store is closed"))
                : CompletableFuture.completedFuture(value);
    }

    @Override
    public Optional<String> unhealthy() {
        return closed ? Optional.of("the store is closed") : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }
}
