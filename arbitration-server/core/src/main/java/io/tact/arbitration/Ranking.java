package io.tact.arbitration;

import io.tact.model.Treatment;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The published order of allowed candidates. It is total and repeatable: purpose class, then score (rounded to six
 * digits), then priority, then the earliest campaign end, then the offer least recently made to this subscriber, then a
 * hash of subscriber, treatment and local day, then the treatment's id.
 */
final class Ranking {
    static final Comparator<Candidate> BEST_FIRST = Ranking::compare;

    private Ranking() {}

    private static int compare(Candidate a, Candidate b) {
        int order =
                a.treatment().slot().purpose().compareTo(b.treatment().slot().purpose());
        if (order == 0) {
            order = b.score().compareTo(a.score());
        }
        return order == 0 ? compareEqualScores(a, b) : order;
    }

    private static int compareEqualScores(Candidate a, Candidate b) {
        Treatment one = a.treatment();
        Treatment other = b.treatment();
        int order = Integer.compare(other.priority(), one.priority());
        if (order == 0) {
            order = orElse(one.ends(), Instant.MAX).compareTo(orElse(other.ends(), Instant.MAX));
        }
        if (order == 0) {
            order = orElse(a.lastOffered(), Instant.MIN).compareTo(orElse(b.lastOffered(), Instant.MIN));
        }
        if (order == 0) {
            order = Long.compare(a.tieBreak(), b.tieBreak());
        }
        return order == 0 ? one.id().compareTo(other.id()) : order;
    }

    private static Instant orElse(@Nullable Instant instant, Instant missing) {
        return instant == null ? missing : instant;
    }
}
