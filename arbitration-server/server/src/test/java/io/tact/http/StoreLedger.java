package io.tact.http;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.ContactStore;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
import io.tact.port.RecordVersion;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A ledger without a grid, that can be made to fail. */
final class StoreLedger implements ContactLedger {
    private final ContactStore store;
    volatile boolean broken;

    StoreLedger(ContactStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<Optional<LedgerRecord>> read(LedgerKey key) {
        return broken
                ? CompletableFuture.failedFuture(new CouldNotDecideException("the disk is gone"))
                : store.load(key).thenApply(found -> found.map(stored -> RecordCodec.decode(key, stored.bytes())));
    }

    @Override
    public CompletionStage<CommitResult> commit(
            long epoch,
            List<LedgerRecord> changed,
            List<LedgerRecord> unmoved,
            @Nullable DecisionRow decision,
            Alongside alongside) {
        List<RecordWrite> writes = changed.stream()
                .map(r -> new RecordWrite(r.key(), r.version(), RecordCodec.encode(r, r.version() + 1)))
                .toList();
        List<RecordVersion> read = unmoved.stream()
                .map(r -> new RecordVersion(r.key(), r.version()))
                .toList();
        return store.commit(new StoreCommit(epoch, writes, read, decision, alongside));
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return store.decision(id);
    }
}
