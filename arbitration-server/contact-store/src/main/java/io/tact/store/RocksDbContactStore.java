package io.tact.store;

import io.tact.history.LedgerKey;
import io.tact.policy.BudgetPeriod;
import io.tact.port.Activation;
import io.tact.port.CommitResult;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
import io.tact.port.DurableStore;
import io.tact.port.LogPlace;
import io.tact.port.OperatorStore;
import io.tact.port.RecordWrite;
import io.tact.port.RefusedAddress;
import io.tact.port.Reminder;
import io.tact.port.StoreCommit;
import io.tact.port.StoredRecord;
import io.tact.ruleset.RulesetVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The embedded store: one folder, one process, one sync per group of commits, during which the next group is written.
 *
 * <p>How reads are answered says {@link RocksDbReads}. Commits are answered after the sync, on the store's answering thread.
 *
 * <p>What it promises rests on an honest fsync. After a crash, groups that nobody was told of may be dropped. A log that ends
 * before what was acknowledged, whether cut short or damaged, and files of records that are missing or cut short, are refused at
 * opening. Other damage is noticed where it is read: what needs that fails, and nothing else.
 *
 * <p>Whatever reads or changes many keys at once, such as a step of pruning, runs on a thread of its own.
 */
public final class RocksDbContactStore implements DurableStore, OperatorStore {
    private static final int QUEUE = 8192;

    private final RocksDbFolder folder;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();
    private final StoreThreads threads = new StoreThreads();
    private final RocksDbReads reads;
    private final AbsentDecisions absent = new AbsentDecisions();
    private final OperatorValues operatorValues;
    private final RocksDbDecisionLog log;
    private final RocksDbReminders reminders;
    private final RocksDbFeeds feeds;
    private final RocksDbRefused refused;
    private final RocksDbWrites writes;
    private final GroupCommit<RocksDbWrites.Prepared> commits;
    private final AtomicBoolean trying = new AtomicBoolean();

    private RocksDbContactStore(RocksDbFolder folder) throws RocksDBException {
        this.folder = folder;
        Durability durability = new Durability(threads.readers());
        reads = new RocksDbReads(folder.db, threads, durability);
        operatorValues = new OperatorValues(folder.db, folder.operator, synced);
        log = new RocksDbDecisionLog(folder, synced, unsynced);
        log.indexOnce();
        reminders = new RocksDbReminders(folder);
        feeds = new RocksDbFeeds(folder, unsynced);
        refused = new RocksDbRefused(folder);
        LogWriter writer = new LogWriter(folder, synced, unsynced, durability);
        writes = new RocksDbWrites(folder, writer, reads.anywhere(), absent, log, reminders, feeds, refused);
        commits = new GroupCommit<>("store", QUEUE, writes::write, writer::sync);
    }

    /**
     * Opens the store in a folder, making it if there is none.
     *
     * @throws CannotOpenStoreException if another process has it, it cannot be written, or it is damaged
     */
    public static RocksDbContactStore open(Path folder) {
        RocksDbFolder opened = RocksDbFolder.open(folder);
        try {
            return new RocksDbContactStore(opened);
        } catch (RocksDBException | RuntimeException e) {
            opened.close();
            throw new CannotOpenStoreException(
                    "store " + folder + " is damaged (" + e.getMessage() + "). Maybe restore the folder from a backup",
                    e);
        }
    }

    @Override
    public CompletionStage<Optional<StoredRecord>> load(LedgerKey key) {
        return reads.one(folder.records, key.value()).thenApply(found -> found.map(b -> RecordRow.record(key, b)));
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        long asOf = absent.now();
        return reads.one(folder.decisions, id)
                .thenCompose(found -> {
                    if (found.isPresent()) {
                        return CompletableFuture.completedFuture(found);
                    }
                    absent.add(id, asOf);
                    return reads.one(folder.dryRuns, id);
                })
                .thenApply(found -> found.map(b -> StoredBytes.decision(id, b)));
    }

    @Override
    public CompletionStage<CommitResult> commit(StoreCommit commit) {
        if (writesOneTwice(commit)) {
            return CompletableFuture.failedFuture(
                    new CouldNotDecideException("a commit writes the same record twice: " + commit.writes()));
        }
        return commits.submit(writes.prepare(commit));
    }

    private static boolean writesOneTwice(StoreCommit commit) {
        int writes = commit.writes().size();
        return writes > 1
                && commit.writes().stream().map(RecordWrite::key).distinct().count() < writes;
    }

    @Override
    public CompletionStage<Void> record(List<DecisionRow> dryRuns) {
        return threads.inSteps(() -> {
                    log.record(dryRuns);
                    return dryRuns.size();
                })
                .thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<List<DecisionRow>> decisionsOf(String subscriber, LogPlace after, int most) {
        return reads.many(() -> log.of(subscriber, after, most));
    }

    @Override
    public CompletionStage<Integer> erase(String subscriber, Instant upTo, int most) {
        return threads.inSteps(() -> log.erase(subscriber, upTo, most));
    }

    @Override
    public CompletionStage<Void> dropInputs(Set<String> ids) {
        return threads.inSteps(() -> {
                    log.dropInputs(ids);
                    return ids.size();
                })
                .thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<Integer> prune(Kind kind, Instant before, int most) {
        return threads.inSteps(() -> log.prune(kind, before, most));
    }

    @Override
    public CompletionStage<List<Entry>> feed(Feed feed, long after, int most) {
        return reads.many(() -> feeds.read(feed, after, most));
    }

    @Override
    public CompletionStage<Integer> prune(Feed feed, Instant before, int most) {
        return threads.inSteps(() -> feeds.prune(feed, before, most));
    }

    @Override
    public CompletionStage<List<Reminder>> due(Instant now, int most) {
        return reads.many(() -> reminders.due(now, most));
    }

    @Override
    public CompletionStage<List<RefusedAddress>> refused(Set<String> hashes) {
        return !threads.isClosed() && (hashes.isEmpty() || refused.isEmpty())
                ? CompletableFuture.completedFuture(List.of())
                : reads.few(() -> refused.of(hashes));
    }

    private <T> CompletionStage<T> changeBudgets(RocksDbBudgets.Change<T> change) {
        return reads.many(() -> writes.changeBudgets(change));
    }

    @Override
    public CompletionStage<Long> lease(Wanted wanted, Size size) {
        return changeBudgets((budgets, batch) -> budgets.lease(wanted, size));
    }

    @Override
    public CompletionStage<Set<String>> renew(Collection<String> leases, Instant until) {
        return changeBudgets((budgets, batch) -> budgets.renew(leases, until));
    }

    @Override
    public CompletionStage<Void> close(Collection<String> leases) {
        return changeBudgets((budgets, batch) -> budgets.close(leases)).thenAccept(closed -> {});
    }

    @Override
    public CompletionStage<Integer> reclaim(Instant before, int most) {
        return changeBudgets((budgets, batch) -> budgets.reclaim(before, most));
    }

    @Override
    public CompletionStage<Integer> pruneBudgets(Instant before, int most) {
        return changeBudgets((budgets, batch) -> budgets.prune(batch, before, most));
    }

    @Override
    public CompletionStage<List<Use>> uses(Collection<BudgetPeriod> periods) {
        return changeBudgets((budgets, batch) -> budgets.uses(periods));
    }

    @Override
    public CompletionStage<Long> activate(RulesetVersion version) {
        return threads.onReader(() -> writes.activate(version));
    }

    @Override
    public CompletionStage<Void> put(String kind, String id, byte[] value) {
        byte[] key = OperatorValues.key(kind, id);
        OperatorValues.requireSmall(kind, id, value);
        return done(() -> operatorValues.put(key, value));
    }

    private CompletionStage<Void> done(Runnable change) {
        return threads.onReader(() -> {
                    change.run();
                    return true;
                })
                .thenAccept(done -> {});
    }

    @Override
    public CompletionStage<byte[]> putIfAbsent(String kind, String id, byte[] value) {
        byte[] key = OperatorValues.key(kind, id);
        OperatorValues.requireSmall(kind, id, value);
        return threads.onReader(() -> operatorValues.putIfAbsent(key, value));
    }

    @Override
    public CompletionStage<Void> remove(String kind, String id) {
        byte[] key = OperatorValues.key(kind, id);
        return done(() -> operatorValues.remove(key));
    }

    @Override
    public CompletionStage<Optional<byte[]>> find(String kind, String id) {
        byte[] key = OperatorValues.key(kind, id);
        return threads.onReader(() -> operatorValues.find(key));
    }

    @Override
    public CompletionStage<SortedMap<String, byte[]>> all(String kind) {
        byte[] prefix = OperatorValues.prefix(kind);
        return threads.onReader(() -> operatorValues.all(prefix));
    }

    @Override
    public CompletionStage<SortedSet<String>> ids(String kind) {
        byte[] prefix = OperatorValues.prefix(kind);
        return threads.onReader(() -> operatorValues.ids(prefix));
    }

    @Override
    public CompletionStage<Optional<Activation>> active() {
        return threads.onReader(writes::active);
    }

    @Override
    public Optional<String> unhealthy() {
        String obstacle = commits.obstacle();
        if (!obstacle.isEmpty()) {
            return Optional.of(obstacle);
        }
        Optional<String> broken = writes.broken();
        if (broken.isPresent()) {
            tryAgain();
        }
        return broken;
    }

    /** Whoever is told that nothing can be written sends nothing more that would show when it can. */
    private void tryAgain() {
        if (trying.compareAndSet(false, true)) {
            threads.inSteps(() -> {
                        writes.tryAgain();
                        return true;
                    })
                    .whenComplete((done, failure) -> trying.set(false));
        }
    }

    @Override
    public void close() {
        commits.close();
        if (threads.end()) {
            synced.close();
            unsynced.close();
            reads.close();
            folder.close();
        }
    }
}
