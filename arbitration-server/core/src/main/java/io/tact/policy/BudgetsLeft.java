package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one decision sees of budgets: how much is left for it of each. A budget that is not among them does not say no.
 *
 * @param byBudget by the id of the budget's row
 */
public record BudgetsLeft(Map<String, Left> byBudget) {
    /** No budget says no. */
    public static final BudgetsLeft ALL = new BudgetsLeft(Map.of());

    public BudgetsLeft {
        byBudget = Map.copyOf(byBudget);
    }

    /**
     * What is left of one budget.
     *
     * @param units how many contacts may still draw on it, 0 or more
     * @param ends when its period is over; null for never
     */
    public record Left(long units, @Nullable Instant ends) {}

    /**
     * Why a message may not draw on budgets, for each that has nothing left.
     *
     * @param budgets those that may cover it
     * @param picked other messages that the decision has chosen already, which draw too
     */
    public List<Reason> objections(List<BudgetRule> budgets, Slot message, Instant now, Collection<Slot> picked) {
        if (byBudget.isEmpty() || budgets.isEmpty()) {
            return List.of();
        }
        List<Reason> reasons = new ArrayList<>();
        for (BudgetRule budget : budgets) {
            Left left = byBudget.get(budget.info().id());
            if (left != null && budget.covers(message, now)) {
                long drawn = picked.stream()
                        .filter(other -> budget.covers(other, now))
                        .count();
                if (left.units() <= drawn) {
                    reasons.add(reason(budget, left));
                }
            }
        }
        return reasons;
    }

    private static Reason reason(BudgetRule budget, Left left) {
        return budget.info()
                .reason(
                        Reason.Code.BUDGET,
                        "nothing is left that this node may grant",
                        null,
                        budget.max(),
                        budget.period().name(),
                        left.ends());
    }
}
