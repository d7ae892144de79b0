package io.tact.acceptance.consistency;

import java.time.Duration;
import java.util.List;

/**
 * Instants of decisions are true: a node that takes whatever instant it likes passes every cap at recorded instants. The clocks
 * that requests were timed by have another beginning, so answers are compared with each other: the decision that is furthest
 * ahead of its first answer, and that which is furthest behind its first question, differ by no more than clocks may.
 */
final class TimeProof {
    private final Duration clocks;

    /** @param clocks how far clocks of nodes are apart, the time by which one is set included */
    TimeProof(Duration clocks) {
        this.clocks = clocks;
    }

    List<Violation> violations(Evidence evidence) {
        long ahead = Long.MIN_VALUE;
        long behind = Long.MAX_VALUE;
        String first = "";
        String last = "";
        for (Evidence.Answered answered : evidence.answered()) {
            long at = Duration.ofMillis(answered.told().at().toEpochMilli()).toNanos();
            long early = at - answered.attempt().received();
            long late = at - evidence.askedAt(answered);
            if (early > ahead) {
                ahead = early;
                first = answered.told().decision();
            }
            if (late < behind) {
                behind = late;
                last = answered.told().decision();
            }
        }
        if (first.isEmpty() || ahead - behind <= clocks.toNanos()) {
            return List.of();
        }
        return List.of(new Violation(
                Violation.Promise.TIME,
                "",
                first,
                "is " + Duration.ofNanos(ahead - behind) + " ahead of " + last + ", and clocks differ by " + clocks
                        + " at most"));
    }
}
