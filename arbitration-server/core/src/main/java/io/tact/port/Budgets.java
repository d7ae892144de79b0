package io.tact.port;

import io.tact.policy.BudgetPeriod;
import io.tact.policy.BudgetRule;
import io.tact.policy.BudgetsLeft;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node's part in budgets across subscribers. Called by many threads at once. */
public interface Budgets {

    /** Where no budgets can be kept: a ruleset that has some cannot be decided with. */
    Budgets NONE = new Budgets() {
        @Override
        public CompletionStage<BudgetsLeft> left(List<BudgetRule> rules, Instant now, boolean reserves) {
            return rules.isEmpty()
                    ? CompletableFuture.completedFuture(BudgetsLeft.ALL)
                    : CompletableFuture.failedFuture(
                            new CouldNotDecideException("the ruleset has budgets and nothing here keeps them"));
        }

        @Override
        public Optional<Taken> take(List<Unit> units) {
            throw new IllegalStateException("nothing here keeps budgets");
        }
    };

    /**
     * What is left, for a decision at an instant, of the budgets that are in force then. Where this node has nothing left it
     * asks the store first. Fails with {@link CouldNotDecideException} if the store does not say.
     *
     * @param reserves whether the decision is going to take units; a dry run of another time sees whole budgets
     */
    CompletionStage<BudgetsLeft> left(List<BudgetRule> rules, Instant now, boolean reserves);

    /**
     * One unit that a reservation needs.
     *
     * @param period of which budget
     * @param reservation the reservation's id
     */
    record Unit(BudgetPeriod period, String reservation) {}

    /** Takes units out of what this node has leased: all, or none if one of them is not there any more. */
    Optional<Taken> take(List<Unit> units);

    /** Units that were taken for a commit. One of the two must be called, once, unless the commit holds. */
    interface Taken {
        /** What the commit draws. */
        List<Draw> draws();

        /** The commit does not hold for other reasons, which is certain: they are there again. */
        void giveBack();

        /** The store did not take the commit because of a lease, or did not say: what the leases still have is asked anew. */
        void doubt();
    }
}
