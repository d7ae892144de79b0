package io.tact.rules.simulation;

import io.tact.arbitration.CandidateResult;
import io.tact.arbitration.CandidateState;
import io.tact.model.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a wanted contact, apart from when it would be allowed; shared by all rows that ended the same way.
 *
 * @param state how it ended
 * @param channel the channel it was granted on; null if it was not
 * @param rules the rules that said no, each once
 * @param soleCauses those without which it would have been granted
 */
record Judgement(CandidateState state, @Nullable String channel, List<String> rules, List<String> soleCauses) {
    Judgement {
        rules = List.copyOf(rules);
        soleCauses = List.copyOf(soleCauses);
    }

    static Judgement granted(String channel) {
        return new Judgement(CandidateState.SELECTED, channel, List.of(), List.of());
    }

    /** Not granted: what the candidates that came furthest were told. */
    static Judgement lost(List<CandidateResult> losers) {
        if (losers.isEmpty()) {
            return new Judgement(CandidateState.INELIGIBLE, null, List.of("catalogue"), List.of("catalogue"));
        }
        CandidateState state = state(losers);
        Set<String> rules = new LinkedHashSet<>();
        Set<String> soleCauses = new LinkedHashSet<>();
        for (CandidateResult loser : losers) {
            if (loser.state() == state) {
                List<String> own =
                        loser.reasons().stream().map(Reason::rule).distinct().toList();
                rules.addAll(own);
                if (own.size() == 1) {
                    soleCauses.addAll(own);
                }
            }
        }
        return new Judgement(state, null, List.copyOf(rules), List.copyOf(soleCauses));
    }

    /** How far the best of them came: withheld by policy, else held back as control, else not eligible. */
    private static CandidateState state(List<CandidateResult> losers) {
        for (CandidateState state : List.of(CandidateState.WITHHELD, CandidateState.CONTROL)) {
            if (losers.stream().anyMatch(r -> r.state() == state)) {
                return state;
            }
        }
        return CandidateState.INELIGIBLE;
    }
}
