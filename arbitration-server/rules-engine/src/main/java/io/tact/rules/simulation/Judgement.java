package io.tact.rules.simulation;

import io.tact.arbitration.CandidateState;
import java.util.List;
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
}
