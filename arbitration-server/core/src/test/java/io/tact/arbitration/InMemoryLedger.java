package io.tact.arbitration;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.Redirect;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.DecisionRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that keeps the port's promises, and can be told to fail. */
final class InMemoryLedger implements ContactLedger {
    private final Map<LedgerKey, LedgerRecord> records = new HashMap<>();
    private final Map<String, DecisionRow> decisions = new HashMap<>();
    private final Map<LedgerKey, Runnable> afterRead = new HashMap<>();
    private @Nullable RuntimeException failure;
    private long activeEpoch;
    int commits;

    /** What was committed alongside, in order. */
    final List<Alongside> along = new ArrayList<>();

    synchronized void fail(@Nullable RuntimeException with) {
        failure = with;
    }

    synchronized void activate(long epoch) {
        activeEpoch = epoch;
    }

    synchronized void put(LedgerRecord record) {
        records.put(record.key(), record);
    }

    synchronized @Nullable LedgerRecord get(LedgerKey key) {
        return records.get(key);
    }

    /** Something that happens right after the next read of a key. */
    synchronized void afterRead(LedgerKey key, Runnable event) {
        afterRead.put(key, event);
    }

    @Override
    public synchronized CompletionStage<Optional<LedgerRecord>> read(LedgerKey key) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        Optional<LedgerRecord> found = Optional.ofNullable(records.get(key));
        Runnable event = afterRead.remove(key);
        if (event != null) {
            event.run();
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public synchronized CompletionStage<CommitResult> commit(
            long epoch,
            List<LedgerRecord> changed,
            List<LedgerRecord> unmoved,
            @Nullable DecisionRow decision,
            Alongside alongside) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        CommitResult result = tryCommit(epoch, changed, unmoved, decision);
        if (result instanceof CommitResult.Committed) {
            along.add(alongside);
        }
        return CompletableFuture.completedFuture(result);
    }

    private CommitResult tryCommit(
            long epoch, List<LedgerRecord> changed, List<LedgerRecord> unmoved, @Nullable DecisionRow decision) {
        DecisionRow known = decision == null ? null : decisions.get(decision.id());
        if (known != null && decision != null) {
            return Arrays.equals(known.fingerprint(), decision.fingerprint())
                    ? new CommitResult.Replayed(known)
                    : new CommitResult.KeyReused();
        }
        if (epoch != 0 && activeEpoch != 0 && epoch != activeEpoch) {
            return new CommitResult.StaleEpoch(activeEpoch);
        }
        for (LedgerRecord record :
                Stream.concat(changed.stream(), unmoved.stream()).toList()) {
            LedgerRecord stored = records.get(record.key());
            if (record.version() != (stored == null ? 0 : stored.version())) {
                return new CommitResult.Conflict(record.key());
            }
        }
        changed.forEach(record -> records.put(record.key(), next(record)));
        if (decision != null) {
            decisions.put(decision.id(), decision);
        }
        commits++;
        return new CommitResult.Committed();
    }

    private static LedgerRecord next(LedgerRecord record) {
        if (record instanceof ContactHistory h) {
            return new ContactHistory(h.key(), h.version() + 1, h.floor(), h.subscribers(), h.contacts());
        }
        Redirect r = (Redirect) record;
        return new Redirect(r.key(), r.version() + 1, r.target(), r.subscriber());
    }

    @Override
    public synchronized CompletionStage<Optional<DecisionRow>> decision(String id) {
        return CompletableFuture.completedFuture(Optional.ofNullable(decisions.get(id)));
    }
}
