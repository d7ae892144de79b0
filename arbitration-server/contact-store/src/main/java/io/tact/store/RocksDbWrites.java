package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.port.Activation;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.DecisionLog.Kind;
import io.tact.port.DecisionRow;
import io.tact.port.Feeds.Append;
import io.tact.port.RefusedAddress;
import io.tact.port.StoreCommit;
import io.tact.ruleset.RulesetVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The writes of the embedded store that must not interleave: groups of commits, which a later sync makes durable, and changes of
 * budgets and activations, which are synced at once. They block; whoever calls from several threads waits. A group is judged
 * by what the ones before it have written, durable or not: all are in one log, so none outlives a crash that those before it do
 * not.
 */
final class RocksDbWrites {
    private static final byte[] ACTIVE = "active".getBytes(UTF_8);

    private final RocksDbFolder folder;
    private final LogWriter writer;
    private final AbsentDecisions absent;
    private final RocksDbDecisionLog log;
    private final RocksDbReminders reminders;
    private final RocksDbFeeds feeds;
    private final RocksDbRefused refused;
    private final RocksDbBudgets budgets;
    private final RocksDbRecords records;
    private final RocksDbTruth truth;
    private final Object writing = new Object();
    private volatile @Nullable Activation active;

    RocksDbWrites(
            RocksDbFolder folder,
            LogWriter writer,
            ReadOptions anywhere,
            AbsentDecisions absent,
            RocksDbDecisionLog log,
            RocksDbReminders reminders,
            RocksDbFeeds feeds,
            RocksDbRefused refused)
            throws RocksDBException {
        this.folder = folder;
        this.writer = writer;
        this.absent = absent;
        this.log = log;
        this.reminders = reminders;
        this.feeds = feeds;
        this.refused = refused;
        this.budgets = new RocksDbBudgets(folder);
        this.records = new RocksDbRecords(folder, anywhere);
        this.truth = new RocksDbTruth(folder, anywhere, records, absent, reminders, budgets);
        byte[] stored = folder.db.get(folder.meta, ACTIVE);
        this.active = stored == null ? null : StoredBytes.activation(stored);
    }

    /**
     * A commit and the bytes of what it writes of its own; what depends on others is added when its turn comes.
     *
     * @param commit what is asked for
     * @param own its decision and its reminders
     */
    record Prepared(StoreCommit commit, BatchBytes own) {}

    /** Makes a commit ready for {@link #write}. For any thread. */
    Prepared prepare(StoreCommit commit) {
        BatchBytes own = new BatchBytes(likely(commit));
        DecisionRow decision = commit.decision();
        if (decision != null) {
            log.put(own, Kind.RESERVING, decision);
        }
        commit.alongside().settled().forEach(reminder -> reminders.settle(own, reminder));
        commit.alongside().reminders().forEach(reminder -> reminders.set(own, reminder));
        return new Prepared(commit, own);
    }

    /** About how many bytes its own take: rather more than less. */
    private static int likely(StoreCommit commit) {
        DecisionRow decision = commit.decision();
        int reminders = commit.alongside().settled().size()
                + commit.alongside().reminders().size();
        return (decision == null ? 0 : RocksDbDecisionLog.likely(decision)) + reminders * RocksDbFolder.OF_A_ROW;
    }

    /** Writes those of a group that hold, as {@link GroupCommit.Writer} says. */
    List<GroupCommit.Outcome> write(List<Prepared> group) throws RocksDBException {
        synchronized (writing) {
            CommitPlan<RocksDBException> plan = new CommitPlan<>(truth, epoch());
            List<GroupCommit.Outcome> outcomes = new ArrayList<>(group.size());
            List<StoreCommit> written = new ArrayList<>(group.size());
            List<BatchBytes> own = new ArrayList<>(1 + group.size());
            feeds.begin();
            budgets.begin();
            for (Prepared prepared : group) {
                GroupCommit.Outcome outcome = judge(plan, prepared.commit());
                outcomes.add(outcome);
                if (outcome instanceof GroupCommit.Outcome.Said said
                        && said.result() instanceof CommitResult.Committed) {
                    written.add(prepared.commit());
                    own.add(prepared.own());
                }
            }
            if (!written.isEmpty()) {
                write(written, own);
            }
            return outcomes;
        }
    }

    /** What cannot be read, because it is damaged, fails the commit that needs it and no other. */
    private static GroupCommit.Outcome judge(CommitPlan<RocksDBException> plan, StoreCommit commit) {
        try {
            return new GroupCommit.Outcome.Said(plan.judge(commit));
        } catch (RocksDBException | IllegalArgumentException e) {
            return new GroupCommit.Outcome.NotTried("the store could not be read: " + e.getMessage());
        }
    }

    private void write(List<StoreCommit> commits, List<BatchBytes> own) throws RocksDBException {
        try (WriteBatch batch = begun(commits, own)) {
            write(commits, batch);
        } catch (RocksDBException | RuntimeException | Error e) {
            records.forget();
            throw e;
        }
    }

    private void write(List<StoreCommit> commits, WriteBatch batch) throws RocksDBException {
        List<DecisionRow> decisions = commits.stream()
                .map(StoreCommit::decision)
                .filter(Objects::nonNull)
                .toList();
        log.list(batch, Kind.RESERVING, decisions);
        for (StoreCommit commit : commits) {
            putWhatDepends(batch, commit.alongside());
        }
        budgets.end(batch);
        if (batch.count() > 0) {
            decisions.forEach(decision -> absent.writes(decision.id()));
            writer.write(batch);
            absent.written();
            feeds.written();
            reminders.written();
        }
    }

    /** A batch of their records and of what is theirs alone. */
    private WriteBatch begun(List<StoreCommit> commits, List<BatchBytes> own) {
        own.add(records.rows(commits));
        return new WriteBatch(BatchBytes.join(own));
    }

    private void putWhatDepends(WriteBatch batch, Alongside alongside) throws RocksDBException {
        alongside.reminders().forEach(reminders::comes);
        for (Append append : alongside.appended()) {
            feeds.append(batch, append);
        }
        for (RefusedAddress address : alongside.refused()) {
            refused.put(batch, address);
        }
        budgets.put(batch, alongside);
    }

    /**
     * Changes budgets between two groups of commits.
     *
     * @throws IllegalStateException if it is not known whether they were changed
     */
    <T> T changeBudgets(RocksDbBudgets.Change<T> change) {
        synchronized (writing) {
            budgets.begin();
            try (WriteBatch batch = new WriteBatch()) {
                T result = change.make(budgets, batch);
                budgets.end(batch);
                if (batch.count() > 0) {
                    writer.writeSynced(batch);
                }
                return result;
            } catch (RocksDBException e) {
                throw new IllegalStateException("a change of budgets may not have been stored", e);
            }
        }
    }

    /**
     * Makes a ruleset the active one unless it is.
     *
     * @return its epoch
     * @throws IllegalStateException if it is not known whether it was stored
     */
    long activate(RulesetVersion version) {
        synchronized (writing) {
            Activation before = active;
            if (before != null && before.version().equals(version)) {
                return before.epoch();
            }
            Activation next = new Activation(epoch() + 1, version);
            try (WriteBatch batch = new WriteBatch()) {
                batch.put(folder.meta, ACTIVE, StoredBytes.of(next));
                writer.writeSynced(batch);
            } catch (RocksDBException e) {
                throw new IllegalStateException("the activation of " + version + " may not have been stored", e);
            }
            active = next;
            return next.epoch();
        }
    }

    Optional<Activation> active() {
        return Optional.ofNullable(active);
    }

    /** Writes something that means nothing, if the last write or sync failed: so it is known when writing works again. */
    void tryAgain() throws RocksDBException {
        synchronized (writing) {
            writer.tryAgain();
        }
    }

    /** Why the last write or sync failed, if it did. */
    Optional<String> broken() {
        return writer.broken();
    }

    private long epoch() {
        Activation now = active;
        return now == null ? 0 : now.epoch();
    }
}
