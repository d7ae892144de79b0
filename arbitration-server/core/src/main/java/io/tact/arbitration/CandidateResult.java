package io.tact.arbitration;

import io.tact.facts.Factors;
import io.tact.model.Fixed;
import io.tact.model.Reason;
import io.tact.model.Treatment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one candidate.
 *
 * @param treatment the candidate
 * @param state how it ended
 * @param factors the factors of its score; null if it was never scored
 * @param score their product; null if it was never scored
 * @param reasons why it was not selected, all of them; empty if it was
 * @param nextAllowedAt the instant at which every rule would agree; null if there is none, or it is allowed now
 */
public record CandidateResult(
        Treatment treatment,
        CandidateState state,
        @Nullable Factors factors,
        @Nullable Fixed score,
        List<Reason> reasons,
        @Nullable Instant nextAllowedAt) {
    public CandidateResult {
        reasons = List.copyOf(reasons);
    }
}
