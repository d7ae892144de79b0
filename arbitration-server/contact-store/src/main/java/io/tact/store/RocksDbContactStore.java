package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.LedgerKey;
import io.tact.policy.BudgetPeriod;
import io.tact.port.Activation;
import io.tact.port.Alongside;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The embedded store: one folder, one process, one synced write per group of commits.
 *
 * <p>Reads that memory can answer are answered on the caller's thread, in a few microseconds and without touching the
 * disk; others on two threads of the store. Commits are answered after the sync, on the store's answering thread.
 *
 * <p>What it promises rests on an honest fsync. After a crash a half-written last group, which nobody was told of, is
 * dropped; damage anywhere else is refused at opening rather than passed over.
 *
 * <p>Whatever reads or changes many keys at once, such as a step of pruning, runs on a thread of its own.
 */
public final class RocksDbContactStore implements DurableStore, OperatorStore {
    private static final int QUEUE = 8192;
    private static final byte[] ACTIVE = "active".getBytes(UTF_8);
    private static final String CLOSED = "the store is closed";

    private final RocksDbFolder folder;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();
    private final ReadOptions anywhere = new ReadOptions();
    private final ReadOptions memoryOnly = new ReadOptions().setReadTier(ReadTier.BLOCK_CACHE_TIER);
    private final ExecutorService readers = threads(2, "store-read");
    private final ExecutorService steps = threads(1, "store-steps");
    private final GroupCommit commits;
    private final OperatorValues operatorValues;
    private final RocksDbDecisionLog log;
    private final RocksDbReminders reminders;
    private final RocksDbFeeds feeds;
    private final RocksDbRefused refused;
    private final RocksDbBudgets budgets;
    private final Object writing = new Object();

    /** Readers share it; closing excludes them, since RocksDB must not be asked after it is closed. */
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    private volatile boolean closed;
    private volatile @Nullable Activation active;
    private volatile @Nullable String broken;

    private RocksDbContactStore(RocksDbFolder folder) throws RocksDBException {
        this.folder = folder;
        byte[] stored = folder.db.get(folder.meta, ACTIVE);
        active = stored == null ? null : StoredBytes.activation(stored);
        operatorValues = new OperatorValues(folder.db, folder.operator, synced);
        log = new RocksDbDecisionLog(folder, synced, unsynced);
        log.indexOnce();
        reminders = new RocksDbReminders(folder);
        feeds = new RocksDbFeeds(folder, unsynced);
        refused = new RocksDbRefused(folder);
        budgets = new RocksDbBudgets(folder);
        commits = new GroupCommit("store", QUEUE, this::write);
    }

    private static ExecutorService threads(int count, String name) {
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
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
        return read(folder.records, key.value()).thenApply(found -> found.map(b -> StoredBytes.record(key, b)));
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return read(folder.decisions, id).thenApply(found -> found.map(b -> StoredBytes.decision(id, b)));
    }

    private CompletionStage<Optional<byte[]>> read(ColumnFamilyHandle family, String key) {
        byte[] bytes = key.getBytes(UTF_8);
        try {
            return CompletableFuture.completedFuture(get(family, memoryOnly, bytes));
        } catch (RocksDBException e) {
            boolean onDisk = e.getStatus() != null && e.getStatus().getCode() == Status.Code.Incomplete;
            return onDisk ? onReader(() -> getAnywhere(family, bytes)) : CompletableFuture.failedFuture(e);
        } catch (CouldNotDecideException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<byte[]> getAnywhere(ColumnFamilyHandle family, byte[] key) {
        try {
            return get(family, anywhere, key);
        } catch (RocksDBException e) {
            throw new CouldNotDecideException("the store could not be read: " + e.getMessage(), e);
        }
    }

    private Optional<byte[]> get(ColumnFamilyHandle family, ReadOptions how, byte[] key) throws RocksDBException {
        closing.readLock().lock();
        try {
            if (closed) {
                throw new CouldNotDecideException(CLOSED);
            }
            return Optional.ofNullable(folder.db.get(family, how, key));
        } finally {
            closing.readLock().unlock();
        }
    }

    private <T> CompletionStage<T> onReader(Supplier<T> task) {
        return on(readers, task);
    }

    /** What reads or changes the database in one step. */
    private interface Step<T> {
        T run() throws RocksDBException;
    }

    private <T> CompletionStage<T> step(Step<T> step) {
        return on(steps, () -> {
            try {
                return step.run();
            } catch (RocksDBException e) {
                throw new CouldNotDecideException("the store could not be read or written: " + e.getMessage(), e);
            }
        });
    }

    private <T extends @Nullable Object> CompletionStage<T> on(ExecutorService threads, Supplier<T> task) {
        closing.readLock().lock();
        try {
            return closed
                    ? CompletableFuture.failedFuture(new CouldNotDecideException(CLOSED))
                    : CompletableFuture.supplyAsync(task, threads);
        } finally {
            closing.readLock().unlock();
        }
    }

    @Override
    public CompletionStage<CommitResult> commit(StoreCommit commit) {
        long keys = commit.writes().stream().map(RecordWrite::key).distinct().count();
        if (keys < commit.writes().size()) {
            return CompletableFuture.failedFuture(
                    new CouldNotDecideException("a commit writes the same record twice: " + commit.writes()));
        }
        return commits.submit(commit);
    }

    private List<GroupCommit.Outcome> write(List<StoreCommit> group) throws Exception {
        synchronized (writing) {
            CommitPlan<RocksDBException> plan = new CommitPlan<>(truth, epoch());
            List<GroupCommit.Outcome> outcomes = new ArrayList<>(group.size());
            feeds.begin();
            budgets.begin();
            try (WriteBatch batch = new WriteBatch()) {
                for (StoreCommit commit : group) {
                    CommitResult result = plan.judge(commit);
                    outcomes.add(new GroupCommit.Outcome.Said(result));
                    if (result instanceof CommitResult.Committed) {
                        put(batch, commit);
                    }
                }
                budgets.end(batch);
                if (batch.count() > 0) {
                    writeSynced(batch);
                    feeds.written();
                    reminders.written();
                }
            }
            return outcomes;
        }
    }

    private void put(WriteBatch batch, StoreCommit commit) throws RocksDBException {
        for (RecordWrite write : commit.writes()) {
            batch.put(folder.records, write.key().value().getBytes(UTF_8), StoredBytes.of(write));
        }
        DecisionRow decision = commit.decision();
        if (decision != null) {
            log.put(batch, Kind.RESERVING, decision);
        }
        put(batch, commit.alongside());
    }

    private void put(WriteBatch batch, Alongside alongside) throws RocksDBException {
        for (Reminder reminder : alongside.settled()) {
            reminders.settle(batch, reminder);
        }
        for (Reminder reminder : alongside.reminders()) {
            reminders.set(batch, reminder);
        }
        for (Append append : alongside.appended()) {
            feeds.append(batch, append);
        }
        for (RefusedAddress address : alongside.refused()) {
            refused.put(batch, address);
        }
        budgets.put(batch, alongside);
    }

    private void writeSynced(WriteBatch batch) throws RocksDBException {
        try {
            folder.db.write(synced, batch);
            broken = null;
        } catch (RocksDBException e) {
            broken = "the store could not be written: " + e.getMessage();
            throw e;
        }
    }

    private final CommitPlan.Truth<RocksDBException> truth = new CommitPlan.Truth<>() {
        private final byte[] version = new byte[StoredBytes.VERSION_LENGTH];

        @Override
        public long version(LedgerKey key) throws RocksDBException {
            int length = folder.db.get(folder.records, anywhere, key.value().getBytes(UTF_8), version);
            return length < 0 ? 0 : java.nio.ByteBuffer.wrap(version).getLong();
        }

        @Override
        public @Nullable DecisionRow decision(String id) throws RocksDBException {
            byte[] stored = folder.db.get(folder.decisions, anywhere, id.getBytes(UTF_8));
            return stored == null ? null : StoredBytes.decision(id, stored);
        }

        @Override
        public boolean isOpen(Reminder reminder) throws RocksDBException {
            return reminders.isOpen(reminder);
        }

        @Override
        public long left(String lease) throws RocksDBException {
            return budgets.left(lease);
        }
    };

    @Override
    public CompletionStage<Void> record(List<DecisionRow> dryRuns) {
        return step(() -> {
                    log.record(dryRuns);
                    return dryRuns.size();
                })
                .thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<List<DecisionRow>> decisionsOf(String subscriber, LogPlace after, int most) {
        return step(() -> log.of(subscriber, after, most));
    }

    @Override
    public CompletionStage<Integer> erase(String subscriber, Instant upTo, int most) {
        return step(() -> log.erase(subscriber, upTo, most));
    }

    @Override
    public CompletionStage<Void> dropInputs(Set<String> ids) {
        return step(() -> {
                    log.dropInputs(ids);
                    return ids.size();
                })
                .thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<Integer> prune(Kind kind, Instant before, int most) {
        return step(() -> log.prune(kind, before, most));
    }

    @Override
    public CompletionStage<List<Entry>> feed(Feed feed, long after, int most) {
        return step(() -> feeds.read(feed, after, most));
    }

    @Override
    public CompletionStage<Integer> prune(Feed feed, Instant before, int most) {
        return step(() -> feeds.prune(feed, before, most));
    }

    @Override
    public CompletionStage<List<Reminder>> due(Instant now, int most) {
        return step(() -> reminders.due(now, most));
    }

    @Override
    public CompletionStage<List<RefusedAddress>> refused(Set<String> hashes) {
        return !closed && (hashes.isEmpty() || refused.isEmpty())
                ? CompletableFuture.completedFuture(List.of())
                : onReader(() -> {
                    try {
                        return refused.of(hashes);
                    } catch (RocksDBException e) {
                        throw new CouldNotDecideException("the store could not be read: " + e.getMessage(), e);
                    }
                });
    }

    /** Changes budgets in one synced write, between two groups of commits. */
    private <T> CompletionStage<T> changeBudgets(RocksDbBudgets.Change<T> change) {
        return on(steps, () -> {
            synchronized (writing) {
                budgets.begin();
                try (WriteBatch batch = new WriteBatch()) {
                    T result = change.make(batch);
                    budgets.end(batch);
                    if (batch.count() > 0) {
                        writeSynced(batch);
                    }
                    return result;
                } catch (RocksDBException e) {
                    throw new IllegalStateException("a change of budgets may not have been stored", e);
                }
            }
        });
    }

    @Override
    public CompletionStage<Long> lease(Wanted wanted, Size size) {
        return changeBudgets(batch -> budgets.lease(wanted, size));
    }

    @Override
    public CompletionStage<Set<String>> renew(Collection<String> leases, Instant until) {
        return changeBudgets(batch -> budgets.renew(leases, until));
    }

    @Override
    public CompletionStage<Void> close(Collection<String> leases) {
        return changeBudgets(batch -> budgets.close(leases)).thenAccept(closed -> {});
    }

    @Override
    public CompletionStage<Integer> reclaim(Instant before, int most) {
        return changeBudgets(batch -> budgets.reclaim(before, most));
    }

    @Override
    public CompletionStage<Integer> pruneBudgets(Instant before, int most) {
        return changeBudgets(batch -> budgets.prune(batch, before, most));
    }

    @Override
    public CompletionStage<List<Use>> uses(Collection<BudgetPeriod> periods) {
        return changeBudgets(batch -> budgets.uses(periods));
    }

    @Override
    public CompletionStage<Long> activate(RulesetVersion version) {
        return onReader(() -> activated(version));
    }

    private long activated(RulesetVersion version) {
        synchronized (writing) {
            Activation before = active;
            if (before != null && before.version().equals(version)) {
                return before.epoch();
            }
            Activation next = new Activation(epoch() + 1, version);
            try (WriteBatch batch = new WriteBatch()) {
                batch.put(folder.meta, ACTIVE, StoredBytes.of(next));
                writeSynced(batch);
            } catch (RocksDBException e) {
                throw new IllegalStateException("the activation of " + version + " may not have been stored", e);
            }
            active = next;
            return next.epoch();
        }
    }

    @Override
    public CompletionStage<Void> put(String kind, String id, byte[] value) {
        byte[] key = OperatorValues.key(kind, id);
        OperatorValues.requireSmall(kind, id, value);
        return onReader(() -> operatorValues.put(key, value));
    }

    @Override
    public CompletionStage<byte[]> putIfAbsent(String kind, String id, byte[] value) {
        byte[] key = OperatorValues.key(kind, id);
        OperatorValues.requireSmall(kind, id, value);
        return onReader(() -> operatorValues.putIfAbsent(key, value));
    }

    @Override
    public CompletionStage<Void> remove(String kind, String id) {
        byte[] key = OperatorValues.key(kind, id);
        return onReader(() -> operatorValues.remove(key));
    }

    @Override
    public CompletionStage<Optional<byte[]>> find(String kind, String id) {
        byte[] key = OperatorValues.key(kind, id);
        return onReader(() -> operatorValues.find(key));
    }

    @Override
    public CompletionStage<SortedMap<String, byte[]>> all(String kind) {
        byte[] prefix = OperatorValues.prefix(kind);
        return onReader(() -> operatorValues.all(prefix));
    }

    @Override
    public CompletionStage<SortedSet<String>> ids(String kind) {
        byte[] prefix = OperatorValues.prefix(kind);
        return onReader(() -> operatorValues.ids(prefix));
    }

    @Override
    public CompletionStage<Optional<Activation>> active() {
        return onReader(() -> Optional.ofNullable(active));
    }

    private long epoch() {
        Activation now = active;
        return now == null ? 0 : now.epoch();
    }

    @Override
    public Optional<String> unhealthy() {
        String obstacle = commits.obstacle();
        return obstacle.isEmpty() ? Optional.ofNullable(broken) : Optional.of(obstacle);
    }

    @Override
    public void close() {
        commits.close();
        closing.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            closing.writeLock().unlock();
        }
        end(readers);
        end(steps);
        synced.close();
        unsynced.close();
        anywhere.close();
        memoryOnly.close();
        folder.close();
    }

    private static void end(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("reads of the store did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
