package io.tact.port;

import io.tact.history.LedgerKey;
import io.tact.ruleset.RulesetVersion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A store that keeps its contract in memory. Stores over the same {@link Disk} see the same truth. */
public final class InMemoryContactStore implements ContactStore {

    /** What outlives a store. */
    public static final class Disk {
        private final Map<LedgerKey, StoredRecord> records = new HashMap<>();
        private final Map<String, DecisionRow> decisions = new HashMap<>();
        private @Nullable RulesetVersion active;
        private long epoch;
    }

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
            return answer(Optional.ofNullable(disk.decisions.get(id)));
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
                    disk.decisions.put(decision.id(), decision);
                }
                result = new CommitResult.Committed();
            }
            return answer(result);
        }
    }

    private @Nullable CommitResult refusal(StoreCommit commit) {
        DecisionRow decision = commit.decision();
        DecisionRow known = decision == null ? null : disk.decisions.get(decision.id());
        if (decision != null && known != null) {
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
        return null;
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
