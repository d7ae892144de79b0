package io.tact.arbitration;

import io.tact.facts.Factors;
import io.tact.model.Fixed;
import io.tact.model.Treatment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that policy allows, as the ranking compares it.
 *
 * @param ordinal its place in the catalogue
 * @param treatment the candidate
 * @param slot the ordinal of its slot
 * @param factors the factors of its score
 * @param score their product
 * @param lastOffered when its offer last reached this subscriber; null for never
 * @param tieBreak a hash of subscriber, treatment and local day
 */
record Candidate(
        int ordinal,
        Treatment treatment,
        int slot,
        Factors factors,
        Fixed score,
        @Nullable Instant lastOffered,
        long tieBreak) {}
