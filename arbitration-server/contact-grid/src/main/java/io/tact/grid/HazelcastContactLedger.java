package io.tact.grid;

import io.tact.history.InexpressibleException;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.PackedRecord;
import io.tact.history.RecordCodec;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.ContactStore;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DataFormat;
import io.tact.port.DecisionRow;
import io.tact.port.Formats;
import io.tact.port.RecordVersion;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one node: the records it owns and used last, then those of the grid, if it may have others beside it, then the
 * store.
 *
 * <p>A read that finds its record held here completes at once, on the caller's thread; one that must ask the grid or the
 * store completes on one of their threads that may run callers' code for a moment. A commit goes to the store; once durable
 * it is held here and sent to the grid before its future completes. What the grid answers on one node follows the order in
 * which it was asked, so a later read never sees less. If another member owns the record, the commit's future completes when
 * that member has it too, so whoever asks there next sees it; one that does not answer is waited for a second at most.
 *
 * <p>What is held may still be behind another node's commit. The store notices, since every write names the version it was
 * read at; the ledger then forgets what it held, and the next read is the store's.
 */
public final class HazelcastContactLedger implements ContactLedger, Held.Holder {
    private final SharedRecords grid;
    private final Ownership ownership;
    private final ContactStore store;
    private final LocalRecords local;
    private final UnheldRecords unheld;
    private final Formats formats;

    /** What this member owned when it last looked through all that it holds. */
    private volatile long[] swept = {};

    /** Reads under way. A commit of the record takes its read out, so that what it found is not held. */
    private final Map<LedgerKey, CompletableFuture<Optional<LedgerRecord>>> reading = new ConcurrentHashMap<>();

    /**
     * @param grid the committed records
     * @param ownership which of them are this node's
     * @param store the truth
     * @param localBytes how much heap the records used last may take, by estimate
     * @param formats what this node reads, and what it may write for all
     */
    HazelcastContactLedger(
            SharedRecords grid, Ownership ownership, ContactStore store, long localBytes, Formats formats) {
        this.grid = grid;
        this.ownership = ownership;
        this.store = store;
        this.local = new LocalRecords(localBytes, ownership::isTrusted);
        this.unheld = new UnheldRecords(grid, ownership, store, formats);
        this.formats = formats;
    }

    @Override
    public CompletionStage<Optional<LedgerRecord>> read(LedgerKey key) {
        LedgerRecord held = local.get(key);
        if (held != null) {
            return CompletableFuture.completedFuture(Optional.of(held));
        }
        CompletableFuture<Optional<LedgerRecord>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<LedgerRecord>> theirs = reading.putIfAbsent(key, mine);
        if (theirs != null) {
            return theirs;
        }
        unheld.find(key).whenComplete((found, failure) -> {
            boolean overtaken = !reading.remove(key, mine);
            if (failure != null) {
                mine.completeExceptionally(failure);
                return;
            }
            if (!overtaken && found.isPresent()) {
                local.read(key, found.get().packed(), found.get().place());
            }
            mine.complete(found.map(UnheldRecords.Found::record));
        });
        return mine;
    }

    private PackedRecord packed(LedgerRecord record, DataFormat format) {
        try {
            return RecordCodec.packed(record, record.version() + 1, format.records());
        } catch (InexpressibleException e) {
            throw new CouldNotDecideException(
                    e.getMessage() + ", and " + format
                            + " is written until every member of the cluster reads a newer one."
                            + " Maybe bring the upgrade to its end, or take cluster.format out of the configuration",
                    e);
        }
    }

    @Override
    public CompletionStage<CommitResult> commit(
            long epoch,
            List<LedgerRecord> changed,
            List<LedgerRecord> unmoved,
            @Nullable DecisionRow decision,
            Alongside alongside) {
        List<RecordWrite> writes = new ArrayList<>(changed.size());
        List<Ownership.Place> places = new ArrayList<>(changed.size());
        List<RecordVersion> read = new ArrayList<>(unmoved.size());
        DataFormat format = formats.written();
        try {
            for (LedgerRecord record : changed) {
                PackedRecord packed = packed(record, format);
                writes.add(new RecordWrite(record.key(), record.version(), packed.bytes(), packed.patch()));
                places.add(placeOf(record.key()));
            }
        } catch (CouldNotDecideException e) {
            return CompletableFuture.failedFuture(e);
        }
        for (LedgerRecord record : unmoved) {
            read.add(new RecordVersion(record.key(), record.version()));
        }
        CompletableFuture<CommitResult> answer = new CompletableFuture<>();
        store.commit(new StoreCommit(epoch, writes, read, decision, alongside)).whenComplete((result, failure) -> {
            try {
                if (failure != null) {
                    follow(unknown(changed, decision, failure), answer);
                } else if (result instanceof CommitResult.Committed) {
                    install(writes, places, result, answer);
                } else {
                    notCommitted(changed, unmoved, result);
                    answer.complete(result);
                }
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private void notCommitted(List<LedgerRecord> changed, List<LedgerRecord> unmoved, CommitResult result) {
        if (result instanceof CommitResult.Conflict conflict) {
            Stream.concat(changed.stream(), unmoved.stream())
                    .filter(r -> r.key().equals(conflict.key()))
                    .forEach(r -> forget(r.key(), r.version()));
        }
    }

    /** Nobody knows whether it was committed, unless the store says that nothing was done. */
    private CompletionStage<CommitResult> unknown(
            List<LedgerRecord> changed, @Nullable DecisionRow decision, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CouldNotDecideException) {
            return CompletableFuture.failedFuture(cause);
        }
        changed.forEach(record -> forget(record.key(), record.version() + 1));
        return UnknownCommit.settled(store, decision, cause);
    }

    /** Where a record belongs now. What is held was asked for once, and its partition stays the same. */
    private Ownership.Place placeOf(LedgerKey key) {
        Ownership.Place held = local.placeOf(key);
        return held == null ? ownership.placeOf(key) : ownership.now(held);
    }

    /** Completes the answer when the members that own the records have them. */
    private void install(
            List<RecordWrite> writes,
            List<Ownership.Place> places,
            CommitResult result,
            CompletableFuture<CommitResult> answer) {
        List<CompletableFuture<Void>> elsewhere = new ArrayList<>(0);
        for (int i = 0; i < writes.size(); i++) {
            RecordWrite write = writes.get(i);
            CompletableFuture<Void> installed = install(write.key(), places.get(i), write.bytes());
            if (installed != null) {
                elsewhere.add(installed);
            }
        }
        if (elsewhere.isEmpty()) {
            answer.complete(result);
        } else {
            follow(
                    CompletableFuture.allOf(elsewhere.toArray(CompletableFuture[]::new))
                            .thenApply(done -> result),
                    answer);
        }
    }

    private static <T> void follow(CompletionStage<T> stage, CompletableFuture<T> answer) {
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }

    /** @return completed when the member that owns it has it; null if that is this one */
    private @Nullable CompletableFuture<Void> install(LedgerKey key, Ownership.Place place, byte[] bytes) {
        reading.remove(key);
        if (local.written(key, bytes, place) || ownership.isMine(place)) {
            grid.tell(key, new InstallIfNewer(bytes, true));
            return null;
        }
        return grid.told(key, new InstallIfNewer(bytes));
    }

    private void forget(LedgerKey key, long version) {
        overtaken(key, version);
        grid.tell(key, new DropIfNotNewer(version));
    }

    @Override
    public void overtaken(LedgerKey key, long version) {
        reading.remove(key);
        local.drop(key, version);
    }

    /** Looks through all that is held only if this member's part has changed. */
    @Override
    public void sweep() {
        long[] now = ownership.standing();
        if (!Arrays.equals(now, swept)) {
            swept = now;
            local.sweep();
        }
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return store.decision(id);
    }
}
