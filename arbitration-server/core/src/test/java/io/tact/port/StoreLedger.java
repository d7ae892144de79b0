package io.tact.port;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.PackedRecord;
import io.tact.history.RecordCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A ledger without a grid: every read is the store's. Its reads can be made to fail. */
public final class StoreLedger implements ContactLedger {
    private final ContactStore store;
    private volatile boolean broken;

    public StoreLedger(ContactStore store) {
        this.store = store;
    }

    /** From now on records cannot be read, or can be again. */
    public void breaks(boolean nowBroken) {
        broken = nowBroken;
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
        List<RecordWrite> writes = changed.stream().map(StoreLedger::write).toList();
        List<RecordVersion> read = unmoved.stream()
                .map(r -> new RecordVersion(r.key(), r.version()))
                .toList();
        return store.commit(new StoreCommit(epoch, writes, read, decision, alongside));
    }

    private static RecordWrite write(LedgerRecord record) {
        PackedRecord packed = RecordCodec.packed(record, record.version() + 1, RecordCodec.FORMAT);
        return new RecordWrite(record.key(), record.version(), packed.bytes(), packed.patch());
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return store.decision(id);
    }
}
