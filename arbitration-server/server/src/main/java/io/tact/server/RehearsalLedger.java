package io.tact.server;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.model.Subscriber;
import io.tact.policy.BudgetRule;
import io.tact.policy.BudgetsLeft;
import io.tact.port.Alongside;
import io.tact.port.Budgets;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.DecisionRow;
import io.tact.port.Draw;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A ledger of one subscriber whom nobody ever contacted: it takes every commit and keeps none. Safe for any thread. */
final class RehearsalLedger implements ContactLedger {
    /** Whom it is about; not a subscriber of anybody. */
    static final String NOBODY = "rehearsal-of-a-node";

    /** Budgets that never end. */
    static final Budgets BUDGETS = new Budgets() {
        @Override
        public CompletionStage<BudgetsLeft> left(List<BudgetRule> rules, Instant now, boolean reserves) {
            return CompletableFuture.completedFuture(BudgetsLeft.ALL);
        }

        @Override
        public Optional<Taken> take(List<Unit> units) {
            return Optional.of(new Nothing());
        }
    };

    private final AtomicInteger decisions = new AtomicInteger();

    private record Nothing() implements Budgets.Taken {
        @Override
        public List<Draw> draws() {
            return List.of();
        }

        @Override
        public void giveBack() {}

        @Override
        public void doubt() {}
    }

    /** How many decisions it took. */
    int decisions() {
        return decisions.get();
    }

    @Override
    public CompletionStage<Optional<LedgerRecord>> read(LedgerKey key) {
        return CompletableFuture.completedFuture(
                Optional.of(new ContactHistory(key, 1, Instant.EPOCH, List.of(Subscriber.unknown(NOBODY)), List.of())));
    }

    @Override
    public CompletionStage<CommitResult> commit(
            long epoch,
            List<LedgerRecord> changed,
            List<LedgerRecord> unmoved,
            @Nullable DecisionRow decision,
            Alongside alongside) {
        decisions.addAndGet(decision == null ? 0 : 1);
        return CompletableFuture.completedFuture(new CommitResult.Committed());
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
