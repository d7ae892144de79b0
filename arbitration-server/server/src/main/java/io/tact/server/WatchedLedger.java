package io.tact.server;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.metrics.TactMetrics;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A ledger whose commits are counted, and whose every failure says "could not decide". */
final class WatchedLedger implements ContactLedger {
    private final ContactLedger ledger;
    private final TactMetrics metrics;

    WatchedLedger(ContactLedger ledger, TactMetrics metrics) {
        this.ledger = ledger;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<Optional<LedgerRecord>> read(LedgerKey key) {
        return closed(() -> ledger.read(key));
    }

    @Override
    public CompletionStage<CommitResult> commit(
            long epoch,
            List<LedgerRecord> changed,
            List<LedgerRecord> unmoved,
            @Nullable DecisionRow decision,
            Alongside alongside) {
        return closed(() -> ledger.commit(epoch, changed, unmoved, decision, alongside))
                .whenComplete((result, failure) ->
                        metrics.committed(failure == null ? result.getClass().getSimpleName() : "Unknown"));
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return closed(() -> ledger.decision(id));
    }

    private static <T> CompletionStage<T> closed(Supplier<CompletionStage<T>> call) {
        try {
            return call.get().exceptionallyCompose(failure -> CompletableFuture.failedFuture(undecided(failure)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(undecided(e));
        }
    }

    private static CouldNotDecideException undecided(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CouldNotDecideException known
                ? known
                : new CouldNotDecideException("the contact ledger could not be reached", cause);
    }
}
