package io.tact.arbitration;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The published order of allowed candidates. It is total and repeatable: purpose class, then score (rounded to six
 * digits), then priority, then the earliest campaign end, then the offer least recently made to this subscriber, then a
 * hash of subscriber, treatment and local day, then the treatment's id.
 */
final class Ranking {
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(
                    (Candidate c) -> c.treatment().slot().purpose())
            .thenComparing(Candidate::score, Comparator.reverseOrder())
            .thenComparing(c -> c.treatment().priority(), Comparator.reverseOrder())
            .thenComparing(c -> orElse(c.treatment().ends(), Instant.MAX))
            .thenComparing(c -> orElse(c.lastOffered(), Instant.MIN))
            .thenComparingLong(Candidate::tieBreak)
            .thenComparing(c -> c.treatment().id());

    private Ranking() {}

    private static Instant orElse(@Nullable Instant instant, Instant missing) {
        return instant == null ? missing : instant;
    }
}
