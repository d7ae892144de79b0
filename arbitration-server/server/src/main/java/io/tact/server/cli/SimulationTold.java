package io.tact.server.cli;

import io.tact.arbitration.CandidateState;
import io.tact.rules.simulation.SimulationSummary;
import io.tact.rules.simulation.SimulationSummary.RuleCounts;
import io.tact.rules.simulation.Simulator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A simulation's result in a few lines for people. */
final class SimulationTold {
    private static final int RULES = 10;

    private SimulationTold() {}

    static void print(PrintWriter out, Simulator.Result result, Path folder) {
        summary(out, result.summary());
        SimulationSummary versus = result.versus();
        if (versus != null) {
            out.println();
            summary(out, versus);
            out.println();
            out.println(number(result.changed()) + " contacts end differently; " + signed(withheldMore(result, versus))
                    + " withheld");
        }
        out.println("Every contact is in " + folder.resolve("decisions.csv") + ", every figure in "
                + folder.resolve("summary.json") + ".");
        out.flush();
    }

    private static long withheldMore(Simulator.Result result, SimulationSummary versus) {
        return versus.counts().in(CandidateState.WITHHELD)
                - result.summary().counts().in(CandidateState.WITHHELD);
    }

    private static void summary(PrintWriter out, SimulationSummary summary) {
        long total = summary.counts().total();
        out.println(summary.ruleset().name() + " (" + summary.ruleset().hash() + "): " + number(total)
                + " wanted contacts");
        for (CandidateState state : CandidateState.values()) {
            long count = summary.counts().in(state);
            if (count > 0) {
                out.println(String.format(
                        Locale.ROOT, "  %-12s %10s  %5.1f %%", state, number(count), 100.0 * count / total));
            }
        }
        List<Map.Entry<String, RuleCounts>> rules = summary.byRule().entrySet().stream()
                .sorted(Comparator.comparingLong(
                        (Map.Entry<String, RuleCounts> e) -> -e.getValue().withheld()))
                .toList();
        for (Map.Entry<String, RuleCounts> rule : rules.subList(0, Math.min(RULES, rules.size()))) {
            out.println("  " + rule.getKey() + " withholds "
                    + number(rule.getValue().withheld()) + ", "
                    + number(rule.getValue().soleCause()) + " of them alone");
        }
        if (rules.size() > RULES) {
            out.println("  … and " + (rules.size() - RULES) + " more rules");
        }
        summary.byBudget().forEach((id, counts) -> {
            if (counts.ranOut() > 0) {
                out.println("  budgets#" + id + " granted " + number(counts.granted()) + "; it ran out in "
                        + number(counts.ranOut()) + " periods, first at " + counts.firstRanOut());
            }
        });
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String signed(long count) {
        return String.format(Locale.ROOT, "%+,d", count);
    }
}
