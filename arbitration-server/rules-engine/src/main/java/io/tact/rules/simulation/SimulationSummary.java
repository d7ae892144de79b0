package io.tact.rules.simulation;

import io.tact.arbitration.CandidateState;
import io.tact.ruleset.RulesetVersion;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a stream of wanted contacts under one ruleset, in figures.
 *
 * @param ruleset the ruleset
 * @param counts over all of them
 * @param byCampaign for each campaign
 * @param byChannel for each channel; {@code ANY} where neither the row nor a grant settled it
 * @param byRule for each rule that withheld any
 * @param byBudget for each budget of the ruleset, by its id
 */
public record SimulationSummary(
        RulesetVersion ruleset,
        Counts counts,
        SortedMap<String, Counts> byCampaign,
        SortedMap<String, Counts> byChannel,
        SortedMap<String, RuleCounts> byRule,
        SortedMap<String, BudgetCounts> byBudget) {

    /** How many there were, and how many ended in each state. */
    public record Counts(long total, Map<CandidateState, Long> states) {
        public long in(CandidateState state) {
            return states.getOrDefault(state, 0L);
        }
    }

    /**
     * What one rule withheld.
     *
     * @param withheld how many contacts it is a reason for
     * @param soleCause how many of them it is the only reason for, so that they would have been granted without it
     */
    public record RuleCounts(long withheld, long soleCause) {
        RuleCounts plus(RuleCounts more) {
            return new RuleCounts(withheld + more.withheld, soleCause + more.soleCause);
        }
    }

    /**
     * What one budget came to.
     *
     * @param granted how many contacts drew on it
     * @param periods in how many of its periods any did
     * @param ranOut in how many of its periods it had nothing left for a contact that was wanted
     * @param firstRanOut when that was first; null if it never was
     */
    public record BudgetCounts(long granted, long periods, long ranOut, @Nullable Instant firstRanOut) {
        static final BudgetCounts NONE = new BudgetCounts(0, 0, 0, null);

        /** One more contact, which was the first of so many periods. */
        BudgetCounts plus(long begun) {
            return new BudgetCounts(granted + 1, periods + begun, ranOut, firstRanOut);
        }

        BudgetCounts ranOutAt(Instant now) {
            return new BudgetCounts(granted, periods, ranOut + 1, firstRanOut == null ? now : firstRanOut);
        }
    }

    static SimulationSummary of(
            RulesetVersion ruleset,
            ContactStream stream,
            Judgements judgements,
            SortedMap<String, BudgetCounts> byBudget) {
        Tally all = new Tally();
        SortedMap<String, Tally> byCampaign = new TreeMap<>();
        SortedMap<String, Tally> byChannel = new TreeMap<>();
        SortedMap<String, RuleCounts> byRule = new TreeMap<>();
        for (int row = 0; row < stream.size(); row++) {
            Judgement judgement = judgements.of(row);
            Wanted wanted = stream.message(row);
            CandidateState state = judgement.state();
            String channel = judgement.channel() == null ? wanted.channel() : judgement.channel();
            all.add(state);
            byCampaign.computeIfAbsent(wanted.campaign(), c -> new Tally()).add(state);
            byChannel
                    .computeIfAbsent(channel == null ? "ANY" : channel, c -> new Tally())
                    .add(state);
            if (state == CandidateState.WITHHELD) {
                for (String rule : judgement.rules()) {
                    boolean sole = judgement.soleCauses().contains(rule);
                    byRule.merge(rule, new RuleCounts(1, sole ? 1 : 0), RuleCounts::plus);
                }
            }
        }
        return new SimulationSummary(ruleset, all.counts(), counts(byCampaign), counts(byChannel), byRule, byBudget);
    }

    private static SortedMap<String, Counts> counts(SortedMap<String, Tally> tallies) {
        SortedMap<String, Counts> counts = new TreeMap<>();
        tallies.forEach((key, tally) -> counts.put(key, tally.counts()));
        return counts;
    }

    private static final class Tally {
        private final long[] byState = new long[CandidateState.values().length];

        void add(CandidateState state) {
            byState[state.ordinal()]++;
        }

        Counts counts() {
            Map<CandidateState, Long> states = new EnumMap<>(CandidateState.class);
            long total = 0;
            for (CandidateState state : CandidateState.values()) {
                states.put(state, byState[state.ordinal()]);
                total += byState[state.ordinal()];
            }
            return new Counts(total, states);
        }
    }
}
