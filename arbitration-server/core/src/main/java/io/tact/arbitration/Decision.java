package io.tact.arbitration;

import io.tact.ruleset.RulesetVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of every candidate of a request. "No" is a decision too.
 *
 * @param id the decision's id
 * @param at the instant it was made for
 * @param ruleset the ruleset it was made with
 * @param epoch the activation of that ruleset
 * @param subscriber the subscriber's id
 * @param reserved whether the selections are committed
 * @param selected what to send, best first
 * @param others the losers that the request wanted explained, in catalogue order
 * @param counts how many candidates ended in each state; states without one are left out
 * @param doNotMention topics an agent must not bring up
 * @param mustMention topics an agent must bring up
 * @param unverified whether a row whose figures were not confirmed withheld a candidate
 */
public record Decision(
        String id,
        Instant at,
        RulesetVersion ruleset,
        long epoch,
        String subscriber,
        boolean reserved,
        List<Selection> selected,
        List<CandidateResult> others,
        Map<CandidateState, Integer> counts,
        List<String> doNotMention,
        List<String> mustMention,
        boolean unverified) {
    public Decision {
        selected = List.copyOf(selected);
        others = List.copyOf(others);
        doNotMention = List.copyOf(doNotMention);
        mustMention = List.copyOf(mustMention);
    }

    /** The candidate that would be sent first, if any. */
    public @Nullable Selection best() {
        return selected.isEmpty() ? null : selected.get(0);
    }
}
