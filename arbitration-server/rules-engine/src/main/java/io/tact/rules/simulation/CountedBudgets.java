package io.tact.rules.simulation;

import io.tact.arbitration.ActiveRuleset;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.policy.BudgetPeriod;
import io.tact.policy.BudgetRule;
import io.tact.policy.BudgetsLeft;
import io.tact.rules.simulation.SimulationSummary.BudgetCounts;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Budgets across all subscribers of a simulation, counted in its time: whole at the beginning of each period, and less by
 * every contact that is granted. Whoever asks may not go back in time. Belongs to one thread.
 */
final class CountedBudgets {
    private final ActiveRuleset active;
    private final List<BudgetRule> rules;
    private final Map<BudgetPeriod, Period> running = new HashMap<>();
    private final SortedMap<String, BudgetCounts> counts = new TreeMap<>();

    /** What is counted of one period. */
    private static final class Period {
        private long granted;
        private boolean ranOut;
    }

    CountedBudgets(ActiveRuleset active) {
        this.active = active;
        this.rules = active.ruleset().budgets();
        rules.forEach(rule -> counts.put(rule.info().id(), BudgetCounts.NONE));
    }

    /** Whether there is anything to count. */
    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** What is left at an instant. */
    BudgetsLeft left(Instant now) {
        if (rules.isEmpty()) {
            return BudgetsLeft.ALL;
        }
        Map<String, BudgetsLeft.Left> left = new HashMap<>();
        for (BudgetRule rule : rules) {
            if (rule.isInForce(now)) {
                BudgetPeriod period = rule.periodAt(now);
                Period counted = running.get(period);
                long granted = counted == null ? 0 : counted.granted;
                left.put(rule.info().id(), new BudgetsLeft.Left(Math.max(0, rule.max() - granted), period.ends()));
            }
        }
        return new BudgetsLeft(left);
    }

    /** A contact was granted. */
    void draw(Slot slot, Instant now) {
        for (BudgetRule rule : active.budgetsOf(slot)) {
            if (rule.isInForce(now)) {
                Period period = period(rule, now);
                period.granted++;
                count(rule, counted -> counted.plus(period.granted == 1 ? 1 : 0));
            }
        }
    }

    /** A candidate was not granted; where a budget is among the reasons, that one has run out. */
    void refused(Collection<Reason> reasons, Instant now) {
        for (Reason reason : reasons) {
            if (reason.code() == Reason.Code.BUDGET) {
                rules.stream()
                        .filter(rule -> rule.info().name().equals(reason.rule()) && rule.isInForce(now))
                        .forEach(rule -> ranOut(rule, now));
            }
        }
    }

    /** What every budget of the ruleset came to, by its id. */
    SortedMap<String, BudgetCounts> counts() {
        return new TreeMap<>(counts);
    }

    private void ranOut(BudgetRule rule, Instant now) {
        Period period = period(rule, now);
        if (!period.ranOut) {
            period.ranOut = true;
            count(rule, counted -> counted.ranOutAt(now));
        }
    }

    private Period period(BudgetRule rule, Instant now) {
        BudgetPeriod at = rule.periodAt(now);
        Period known = running.get(at);
        if (known == null) {
            running.keySet().removeIf(period -> period.isOver(now));
            known = new Period();
            running.put(at, known);
        }
        return known;
    }

    private void count(BudgetRule rule, UnaryOperator<BudgetCounts> change) {
        counts.computeIfPresent(rule.info().id(), (id, counted) -> change.apply(counted));
    }
}
