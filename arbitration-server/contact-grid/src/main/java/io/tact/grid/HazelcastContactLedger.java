package io.tact.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.history.Redirect;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.ContactStore;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
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
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of one node: the records it used last, then the grid, then the store.
 *
 * <p>A read that finds its record on this node completes at once, on the caller's thread; one that must ask the grid or
 * the store completes on one of their threads that may run callers' code for a moment. A commit goes to the store; once
 * durable it is held here and sent to the grid before its future completes. What the grid answers on one node follows the
 * order in which it was asked, so a later read never sees less.
 *
 * <p>What is held may still be behind another node's commit. The store notices, since every write names the version it was
 * read at; the ledger then forgets what it held, and the next read is the store's.
 */
public final class HazelcastContactLedger implements ContactLedger {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastContactLedger.class);

    private final IMap<String, byte[]> grid;
    private final ContactStore store;
    private final Executor hop;
    private final LocalRecords local;

    /** Reads under way. A commit of the record takes its read out, so that what it found is not held. */
    private final Map<LedgerKey, CompletableFuture<Optional<LedgerRecord>>> reading = new ConcurrentHashMap<>();

    /**
     * @param grid the committed records
     * @param store the truth
     * @param hop where to go on after the grid answered, so that no caller's code runs on a partition thread
     * @param localBytes how much heap the records used last may take, by estimate
     */
    HazelcastContactLedger(IMap<String, byte[]> grid, ContactStore store, Executor hop, long localBytes) {
        this.grid = grid;
        this.store = store;
        this.hop = hop;
        this.local = new LocalRecords(localBytes);
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
                local.offer(found.get().record(), found.get().packedLength());
            }
            mine.complete(found.map(Found::record));
        });
        return mine;
    }

    /** As {@link #fetch}, but never throws: whoever waits for the read must be told. */
    private CompletionStage<Optional<Found>> fetched(LedgerKey key) {
        try {
            return fetch(key);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new CouldNotDecideException("a record could not be read", e));
        }
    }

    private record Found(LedgerRecord record, int packedLength) {
        static Found of(LedgerKey key, byte[] bytes) {
            return new Found(RecordCodec.decode(key, bytes), bytes.length);
        }
    }

    private CompletionStage<Optional<Found>> fetch(LedgerKey key) {
        CompletionStage<byte[]> asked;
        try {
            asked = grid.getAsync(key.value());
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        return asked.handleAsync(
                        (bytes, failure) -> {
                            if (failure != null) {
                                LOG.warn("the grid did not answer a read; the store will", failure);
                            }
                            return failure == null && bytes != null
                                    ? CompletableFuture.completedFuture(Optional.of(Found.of(key, bytes)))
                                    : load(key);
                        },
                        hop)
                .thenCompose(found -> found);
    }

    private CompletionStage<Optional<Found>> load(LedgerKey key) {
        return store.load(key).thenApply(stored -> {
            stored.map(StoredRecord::bytes).ifPresent(bytes -> tell(key, new InstallIfNewer(bytes)));
            return stored.map(s -> Found.of(key, s.bytes()));
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
        for (LedgerRecord record : changed) {
            byte[] bytes = RecordCodec.encode(record, record.version() + 1);
            writes.add(new RecordWrite(record.key(), record.version(), bytes));
        }
        List<RecordVersion> read = unmoved.stream()
                .map(record -> new RecordVersion(record.key(), record.version()))
                .toList();
        return store.commit(new StoreCommit(epoch, writes, read, decision, alongside))
                .handle((result, failure) -> {
                    if (failure != null) {
                        return unknown(changed, decision, failure);
                    }
                    if (result instanceof CommitResult.Committed) {
                        for (int i = 0; i < writes.size(); i++) {
                            install(changed.get(i), writes.get(i).bytes());
                        }
                    } else if (result instanceof CommitResult.Conflict conflict) {
                        Stream.concat(changed.stream(), unmoved.stream())
                                .filter(r -> r.key().equals(conflict.key()))
                                .forEach(r -> forget(r.key(), r.version()));
                    }
                    return CompletableFuture.completedFuture(result);
                })
                .thenCompose(answer -> answer);
    }

    private void install(LedgerRecord read, byte[] bytes) {
        reading.remove(read.key());
        local.offer(committed(read), bytes.length);
        tell(read.key(), new InstallIfNewer(bytes));
    }

    /** The record as it is now in the store: what was written, one version on. */
    private static LedgerRecord committed(LedgerRecord written) {
        long version = written.version() + 1;
        if (written instanceof ContactHistory history) {
            return new ContactHistory(
                    history.key(), version, history.floor(), history.subscribers(), history.contacts());
        }
        Redirect redirect = (Redirect) written;
        return new Redirect(redirect.key(), version, redirect.target(), redirect.subscriber());
    }

    private void forget(LedgerKey key, long version) {
        reading.remove(key);
        local.drop(key, version);
        tell(key, new DropIfNotNewer(version));
    }

    private void tell(LedgerKey key, EntryProcessor<String, byte[], Void> command) {
        try {
            grid.submitToKey(key.value(), command);
        } catch (RuntimeException e) {
            LOG.warn("the grid did not take a record; the store has it", e);
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
