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
 * @param ties what settles a tie with another
 */
record Candidate(int ordinal, Treatment treatment, int slot, Factors factors, Fixed score, Ties ties) {

    /** See {@link Ties#lastOffered}. */
    @Nullable Instant lastOffered() {
        return ties.lastOffered(treatment);
    }

    /** See {@link Ties#hash}. */
    long tieBreak() {
        return ties.hash(treatment);
    }
}
