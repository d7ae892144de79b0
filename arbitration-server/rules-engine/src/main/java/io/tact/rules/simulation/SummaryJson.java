package io.tact.rules.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tact.arbitration.CandidateState;
import io.tact.rules.simulation.SimulationSummary.BudgetCounts;
import io.tact.rules.simulation.SimulationSummary.Counts;
import io.tact.rules.simulation.SimulationSummary.RuleCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code summary.json}: {@code ruleset}, {@code version}, {@code total}, {@code states}, {@code byCampaign},
 * {@code byChannel}, {@code byRule}, {@code byBudget}; in a comparison also the same of the other ruleset under {@code vs}, and
 * {@code difference}, every figure of it being the other ruleset's less the first one's.
 */
final class SummaryJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SummaryJson() {}

    static String of(Simulator.Result result) {
        Map<String, Object> all = summary(result.summary());
        SimulationSummary versus = result.versus();
        if (versus != null) {
            all.put("vs", summary(versus));
            all.put("difference", difference(result.summary(), versus, result.changed()));
        }
        try {
            return JSON.writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers can always be written", e);
        }
    }

    private static Map<String, Object> summary(SimulationSummary summary) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ruleset", summary.ruleset().name());
        all.put("version", summary.ruleset().hash());
        all.putAll(counts(summary.counts()));
        all.put("byCampaign", counts(summary.byCampaign()));
        all.put("byChannel", counts(summary.byChannel()));
        Map<String, Object> rules = new LinkedHashMap<>();
        summary.byRule().forEach((rule, counts) -> rules.put(rule, counts(counts)));
        all.put("byRule", rules);
        Map<String, Object> budgets = new LinkedHashMap<>();
        summary.byBudget().forEach((budget, counts) -> budgets.put(budget, budget(counts)));
        all.put("byBudget", budgets);
        return all;
    }

    private static Map<String, Object> budget(BudgetCounts counts) {
        Map<String, Object> all = figures(counts);
        Instant first = counts.firstRanOut();
        all.put("firstRanOut", first == null ? null : first.toString());
        return all;
    }

    private static Map<String, Object> figures(BudgetCounts counts) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("granted", counts.granted());
        all.put("periods", counts.periods());
        all.put("ranOut", counts.ranOut());
        return all;
    }

    private static Map<String, Object> counts(SortedMap<String, Counts> counts) {
        Map<String, Object> all = new LinkedHashMap<>();
        counts.forEach((key, value) -> all.put(key, counts(value)));
        return all;
    }

    private static Map<String, Object> counts(Counts counts) {
        Map<String, Object> states = new LinkedHashMap<>();
        for (CandidateState state : CandidateState.values()) {
            states.put(state.name(), counts.in(state));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("total", counts.total());
        all.put("states", states);
        return all;
    }

    private static Map<String, Object> counts(RuleCounts counts) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("withheld", counts.withheld());
        all.put("soleCause", counts.soleCause());
        return all;
    }

    private static Map<String, Object> difference(SimulationSummary from, SimulationSummary to, long changed) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("changed", changed);
        all.put("states", difference(from.counts(), to.counts()));
        all.put("byCampaign", difference(from.byCampaign(), to.byCampaign()));
        all.put("byChannel", difference(from.byChannel(), to.byChannel()));
        Map<String, Object> rules = new LinkedHashMap<>();
        TreeSet<String> names = new TreeSet<>(from.byRule().keySet());
        names.addAll(to.byRule().keySet());
        RuleCounts none = new RuleCounts(0, 0);
        for (String name : names) {
            RuleCounts a = from.byRule().getOrDefault(name, none);
            RuleCounts b = to.byRule().getOrDefault(name, none);
            rules.put(name, counts(new RuleCounts(b.withheld() - a.withheld(), b.soleCause() - a.soleCause())));
        }
        all.put("byRule", rules);
        Map<String, Object> budgets = new LinkedHashMap<>();
        TreeSet<String> ids = new TreeSet<>(from.byBudget().keySet());
        ids.addAll(to.byBudget().keySet());
        for (String id : ids) {
            BudgetCounts a = from.byBudget().getOrDefault(id, BudgetCounts.NONE);
            BudgetCounts b = to.byBudget().getOrDefault(id, BudgetCounts.NONE);
            budgets.put(
                    id,
                    figures(new BudgetCounts(
                            b.granted() - a.granted(), b.periods() - a.periods(), b.ranOut() - a.ranOut(), null)));
        }
        all.put("byBudget", budgets);
        return all;
    }

    private static Map<String, Object> difference(SortedMap<String, Counts> from, SortedMap<String, Counts> to) {
        Map<String, Object> all = new TreeMap<>();
        Counts none = new Counts(0, Map.of());
        TreeSet<String> keys = new TreeSet<>(from.keySet());
        keys.addAll(to.keySet());
        keys.forEach(key -> all.put(key, difference(from.getOrDefault(key, none), to.getOrDefault(key, none))));
        return all;
    }

    private static Map<String, Object> difference(Counts from, Counts to) {
        Map<String, Object> states = new LinkedHashMap<>();
        for (CandidateState state : CandidateState.values()) {
            states.put(state.name(), to.in(state) - from.in(state));
        }
        return states;
    }
}
