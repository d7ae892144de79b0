package io.tact.acceptance.consistency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What no run may pass.
 *
 * @param caps what each subscriber or account may be told
 * @param budgets what all together may be told
 * @param drawnBefore what earlier runs on the same ledger drew on budgets, by {@link Budget#drawnOnBy}
 */
record Limits(List<Cap> caps, List<Budget> budgets, Map<String, Integer> drawnBefore) {
    Limits {
        caps = List.copyOf(caps);
        budgets = List.copyOf(budgets);
        drawnBefore = Map.copyOf(drawnBefore);
    }

    /** Those of a ledger that nobody drew on. */
    Limits(List<Cap> caps, List<Budget> budgets) {
        this(caps, budgets, Map.of());
    }

    /** Those of the ruleset that acceptance tests run on. */
    static Limits ofShortWindows() {
        return new Limits(Cap.read("/consistency/caps-to-prove.csv"), Budget.read("/consistency/budgets-to-prove.csv"));
    }

    /** The same for the next run. */
    Limits after(Verdict run) {
        Map<String, Integer> drawn = new HashMap<>(drawnBefore);
        run.drawn().forEach((period, units) -> drawn.merge(period, units, Integer::sum));
        return new Limits(caps, budgets, drawn);
    }

    /** How much of a budget was drawn in the period in which it was most, 0 to 1. */
    double drawnShare(Budget budget) {
        return drawnBefore.entrySet().stream()
                .filter(drawn -> budget.isPeriod(drawn.getKey()))
                .mapToDouble(drawn -> (double) drawn.getValue() / budget.max())
                .max()
                .orElse(0);
    }

    int drawnBefore(String period) {
        return drawnBefore.getOrDefault(period, 0);
    }
}
