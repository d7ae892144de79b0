package io.tact.grid;

import io.tact.history.InexpressibleException;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
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
import io.tact.port.StoredRecord;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastContactLedger.class);

    private final SharedRecords grid;
    private final Ownership ownership;
    private final ContactStore store;
    private final LocalRecords local;
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
        fetched(key).whenComplete((found, failure) -> {
            boolean overtaken = !reading.remove(key, mine);
            if (failure != null) {
                mine.completeExceptionally(failure);
                return;
            }
            if (!overtaken && found.isPresent()) {
                local.read(key, found.get().packed(), found.get().place());
            }
            mine.complete(found.map(Found::record));
        });
        return mine;
    }

    /** As {@link #fetch}, but never throws: whoever waits for the read must be told. */
    private CompletionStage<Optional<Found>> fetched(LedgerKey key) {
        try {
            return fetch(key, ownership.placeOf(key));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new CouldNotDecideException("a record could not be read", e));
        }
    }

    private record Found(LedgerRecord record, Ownership.Place place, byte[] packed) {}

    private Found found(LedgerKey key, Ownership.Place place, byte[] bytes) {
        int format = RecordCodec.formatOf(bytes);
        int read = formats.read().records();
        if (format > read) {
            throw new CouldNotDecideException("a record is of format " + format + ", and this node reads up to format "
                    + read + ". Maybe start the version of Tact here that the other nodes run");
        }
        return new Found(RecordCodec.decode(key, bytes), place, bytes);
    }

    private byte[] packed(LedgerRecord record, DataFormat format) {
        try {
            return RecordCodec.encode(record, record.version() + 1, format.records());
        } catch (InexpressibleException e) {
            throw new CouldNotDecideException(
                    e.getMessage() + ", and " + format
                            + " is written until every member of the cluster reads a newer one."
                            + " Maybe bring the upgrade to its end, or take cluster.format out of the configuration",
                    e);
        }
    }

    private CompletionStage<Optional<Found>> fetch(LedgerKey key, Ownership.Place place) {
        if (!ownership.isAwake()) {
            return load(key, place);
        }
        return grid.find(key, ownership.isAlone())
                .thenCompose(bytes -> bytes == null
                        ? load(key, place)
                        : CompletableFuture.completedFuture(Optional.of(found(key, place, bytes))));
    }

    private CompletionStage<Optional<Found>> load(LedgerKey key, Ownership.Place place) {
        return store.load(key).thenApply(stored -> {
            stored.map(StoredRecord::bytes)
                    .ifPresent(bytes -> grid.tell(key, new InstallIfNewer(bytes, ownership.isMine(place))));
            return stored.map(s -> found(key, place, s.bytes()));
        });
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
        DataFormat format = formats.written();
        try {
            for (LedgerRecord record : changed) {
                writes.add(new RecordWrite(record.key(), record.version(), packed(record, format)));
                places.add(ownership.placeOf(record.key()));
            }
        } catch (CouldNotDecideException e) {
            return CompletableFuture.failedFuture(e);
        }
        List<RecordVersion> read = unmoved.stream()
                .map(record -> new RecordVersion(record.key(), record.version()))
                .toList();
        return store.commit(new StoreCommit(epoch, writes, read, decision, alongside))
                .handle((result, failure) -> {
                    if (failure != null) {
                        return unknown(changed, decision, failure);
                    }
                    CompletableFuture<CommitResult> answer = CompletableFuture.completedFuture(result);
                    if (result instanceof CommitResult.Committed) {
                        for (int i = 0; i < writes.size(); i++) {
                            CompletableFuture<Void> installed = install(
                                    writes.get(i).key(),
                                    places.get(i),
                                    writes.get(i).bytes());
                            answer = installed == null ? answer : answer.thenCombine(installed, (r, done) -> r);
                        }
                    } else if (result instanceof CommitResult.Conflict conflict) {
                        Stream.concat(changed.stream(), unmoved.stream())
                                .filter(r -> r.key().equals(conflict.key()))
                                .forEach(r -> forget(r.key(), r.version()));
                    }
                    return answer;
                })
                .thenCompose(answer -> answer);
    }

    /** @return completed when the member that owns it has it; null if that is this one */
    private @Nullable CompletableFuture<Void> install(LedgerKey key, Ownership.Place place, byte[] bytes) {
        reading.remove(key);
        local.written(key, bytes, place);
        if (ownership.isMine(place)) {
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

    /** Nobody knows whether it was committed: the store is asked for the decision, and otherwise nothing may be sent. */
    private CompletableFuture<CommitResult> unknown(
            List<LedgerRecord> changed, @Nullable DecisionRow decision, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CouldNotDecideException) {
            return CompletableFuture.failedFuture(cause);
        }
        changed.forEach(record -> forget(record.key(), record.version() + 1));
        LOG.warn("a commit ended without an answer; asking the store what became of it", cause);
        CouldNotDecideException open = new CouldNotDecideException("the store did not say whether it committed", cause);
        if (decision == null) {
            return CompletableFuture.failedFuture(open);
        }
        return store.decision(decision.id())
                .thenApply(stored -> settled(decision, stored.orElseThrow(() -> open)))
                .toCompletableFuture();
    }

    private static CommitResult settled(DecisionRow mine, DecisionRow stored) {
        if (!Arrays.equals(mine.fingerprint(), stored.fingerprint())) {
            return new CommitResult.KeyReused();
        }
        return Arrays.equals(mine.answer(), stored.answer())
                ? new CommitResult.Committed()
                : new CommitResult.Replayed(stored);
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return store.decision(id);
    }
}
