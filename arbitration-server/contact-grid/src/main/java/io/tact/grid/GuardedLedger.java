package io.tact.grid;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that refuses while this member sees too few others, or may not read what they write. That only spares the store and tells callers early: what
 * two halves of a cluster decide at once, the store sorts out. What was decided before is still told.
 */
final class GuardedLedger implements ContactLedger {
    private final ContactLedger ledger;
    private final Supplier<Optional<String>> refusal;

    /** @param refusal why nothing may be read or changed now, if so */
    GuardedLedger(ContactLedger ledger, Supplier<Optional<String>> refusal) {
        this.ledger = ledger;
        this.refusal = refusal;
    }

    @Override
    public CompletionStage<Optional<LedgerRecord>> read(LedgerKey key) {
        return guarded(() -> ledger.read(key));
    }

    @Override
    public CompletionStage<CommitResult> commit(
            long epoch,
            List<LedgerRecord> changed,
            List<LedgerRecord> unmoved,
            @Nullable DecisionRow decision,
            Alongside alongside) {
        return guarded(() -> ledger.commit(epoch, changed, unmoved, decision, alongside));
    }

    private <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> call) {
        Optional<String> why = refusal.get();
        return why.isEmpty() ? call.get() : CompletableFuture.failedFuture(new CouldNotDecideException(why.get()));
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return ledger.decision(id);
    }
}
