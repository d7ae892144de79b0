package io.tact.store.postgres;

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
import io.tact.store.CannotOpenStoreException;
import io.tact.store.GroupCommit;
import java.time.Instant;
import java.time.InstantSource;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The store that many nodes share: one database, and on each node one transaction per group of commits.
 *
 * <p>What it promises rests on an honest fsync and, for a failover to another server, on a synchronous standby: a commit
 * that the standby may lack is not acknowledged. When the database is away, commits and reads fail at once with
 * {@link CouldNotDecideException}; when it is back, which is asked every second or two, they work again.
 */
public final class PostgresContactStore implements DurableStore, OperatorStore {
    private static final int QUEUE = 8192;
    private static final int LARGEST_GROUP = 256;

    /** Connections that are not the readers': one writes, one watches. */
    private static final int OTHER_CONNECTIONS = 2;

    private final Database database;
    private final DatabaseWatch watch;
    private final ExecutorService readers;
    private final GroupCommit<StoreCommit> commits;
    private final BatchedReads<LedgerKey, StoredRecord> records;
    private final BatchedReads<String, DecisionRow> decisions;

    private PostgresContactStore(PostgresSettings settings, InstantSource clock) {
        database = new Database(settings);
        watch = new DatabaseWatch(database, clock);
        readers = Executors.newFixedThreadPool(settings.connections() - OTHER_CONNECTIONS, task -> {
            Thread thread = new Thread(task, "store-read");
            thread.setDaemon(true);
            return thread;
        });
        commits = new GroupCommit<>(
                "store",
                new GroupCommit.Limits(QUEUE, LARGEST_GROUP, settings.timeouts().queue()),
                System::nanoTime,
                new GroupWriter(database));
        records = new BatchedReads<>(readers, QUEUE, keys -> database.read(c -> Records.find(c, keys)));
        decisions = new BatchedReads<>(readers, QUEUE, ids -> database.read(c -> Decisions.find(c, ids)));
    }

    /**
     * Connects to the database and brings its tables up to date, which waits while another node does.
     *
     * @param clock this node's, to tell how far it is from the database's
     * @throws io.tact.store.StoreAwayException if it cannot be reached now, and may be later
     * @throws CannotOpenStoreException if there is no such database, it does not let us in, or its tables are of a newer
     *     version of Tact
     */
    public static PostgresContactStore open(PostgresSettings settings, InstantSource clock) {
        PostgresSchema.prepare(settings);
        return new PostgresContactStore(settings, clock);
    }

    @Override
    public CompletionStage<Optional<StoredRecord>> load(LedgerKey key) {
        return records.read(key);
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return decisions.read(id);
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

    @Override
    public CompletionStage<Long> activate(RulesetVersion version) {
        return onReader(() -> database.transact(c -> Activations.activate(c, version)));
    }

    @Override
    public CompletionStage<Optional<Activation>> active() {
        return onReader(() -> database.read(Activations::active));
    }

    @Override
    public CompletionStage<Void> record(List<DecisionRow> dryRuns) {
        return onReader(() -> database.transact(c -> Decisions.record(c, dryRuns)))
                .thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<List<DecisionRow>> decisionsOf(String subscriber, LogPlace after, int most) {
        return onReader(() -> database.read(c -> Decisions.of(c, subscriber, after, most)));
    }

    @Override
    public CompletionStage<Integer> erase(String subscriber, Instant upTo, int most) {
        return onReader(() -> database.transact(c -> Decisions.erase(c, subscriber, upTo, most)));
    }

    @Override
    public CompletionStage<Void> dropInputs(Set<String> ids) {
        return onReader(() -> database.transact(c -> Decisions.dropInputs(c, ids)))
                .thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<Integer> prune(Kind kind, Instant before, int most) {
        return onReader(() -> database.transact(c -> Decisions.prune(c, kind, before, most)));
    }

    @Override
    public CompletionStage<List<Entry>> feed(Feed feed, long after, int most) {
        return onReader(() -> database.read(c -> FeedEntries.read(c, feed, after, most)));
    }

    @Override
    public CompletionStage<Integer> prune(Feed feed, Instant before, int most) {
        return onReader(() -> database.transact(c -> FeedEntries.prune(c, feed, before, most)));
    }

    @Override
    public CompletionStage<List<Reminder>> due(Instant now, int most) {
        return onReader(() -> database.read(c -> Reminders.due(c, now, most)));
    }

    @Override
    public CompletionStage<List<RefusedAddress>> refused(Set<String> hashes) {
        return onReader(() -> database.read(c -> RefusedAddresses.find(c, hashes)));
    }

    @Override
    public CompletionStage<Long> lease(Wanted wanted, Size size) {
        return onReader(() -> database.transact(c -> BudgetRows.lease(c, wanted, size)));
    }

    @Override
    public CompletionStage<Set<String>> renew(Collection<String> leases, Instant until) {
        return onReader(() -> database.transact(c -> BudgetRows.renew(c, leases, until)));
    }

    @Override
    public CompletionStage<Void> close(Collection<String> leases) {
        return onReader(() -> database.transact(c -> BudgetRows.close(c, leases)))
                .thenAccept(closed -> {});
    }

    @Override
    public CompletionStage<Integer> reclaim(Instant before, int most) {
        return onReader(() -> database.transact(c -> BudgetRows.reclaim(c, before, most)));
    }

    @Override
    public CompletionStage<Integer> pruneBudgets(Instant before, int most) {
        return onReader(() -> database.transact(c -> BudgetRows.prune(c, before, most)));
    }

    @Override
    public CompletionStage<List<Use>> uses(Collection<BudgetPeriod> periods) {
        return onReader(() -> database.read(c -> BudgetRows.uses(c, periods)));
    }

    @Override
    public CompletionStage<byte[]> putIfAbsent(String kind, String id, byte[] value) {
        byte[] kindOctets = OperatorValues.kind(kind);
        byte[] idOctets = OperatorValues.id(kind, id);
        OperatorValues.requireSmall(kind, id, value);
        return onReader(() -> database.transact(c -> OperatorValues.putIfAbsent(c, kindOctets, idOctets, value)));
    }

    @Override
    public CompletionStage<Void> put(String kind, String id, byte[] value) {
        byte[] kindOctets = OperatorValues.kind(kind);
        byte[] idOctets = OperatorValues.id(kind, id);
        OperatorValues.requireSmall(kind, id, value);
        return onReader(() -> database.transact(c -> OperatorValues.put(c, kindOctets, idOctets, value)))
                .thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<Void> remove(String kind, String id) {
        byte[] kindOctets = OperatorValues.kind(kind);
        byte[] idOctets = OperatorValues.id(kind, id);
        return onReader(() -> database.transact(c -> OperatorValues.remove(c, kindOctets, idOctets)))
                .thenAccept(rows -> {});
    }

    @Override
    public CompletionStage<Optional<byte[]>> find(String kind, String id) {
        byte[] kindOctets = OperatorValues.kind(kind);
        byte[] idOctets = OperatorValues.id(kind, id);
        return onReader(() -> database.read(c -> OperatorValues.find(c, kindOctets, idOctets)));
    }

    @Override
    public CompletionStage<SortedMap<String, byte[]>> all(String kind) {
        byte[] kindOctets = OperatorValues.kind(kind);
        return onReader(() -> database.read(c -> OperatorValues.all(c, kindOctets)));
    }

    @Override
    public CompletionStage<SortedSet<String>> ids(String kind) {
        byte[] kindOctets = OperatorValues.kind(kind);
        return onReader(() -> database.read(c -> OperatorValues.ids(c, kindOctets)));
    }

    private <T> CompletionStage<T> onReader(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, readers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(closed());
        }
    }

    static CouldNotDecideException closed() {
        return new CouldNotDecideException("the store is closed");
    }

    /**
     * How far the database's clock is from this node's, measured every second; empty while the database is away. A node
     * that is seconds off judges hours and windows at the wrong time.
     */
    public Optional<ClockOffset> clockOffset() {
        return watch.clockOffset();
    }

    @Override
    public Optional<String> unhealthy() {
        String obstacle = commits.obstacle();
        return obstacle.isEmpty() ? database.trouble() : Optional.of(obstacle);
    }

    @Override
    public void close() {
        commits.close();
        readers.shutdown();
        try {
            if (!readers.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("reads of the store did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.close();
        database.close();
    }
}
