package io.tact.ruleset;

import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;

/**
 * How long a law lets senders take to heed a no. For people only: a no is heeded at once, and no deadline lets a message
 * through.
 *
 * @param info the row
 * @param scope which messages must have stopped by then
 * @param length how many units, 0 or more
 * @param unit what {@code length} counts
 * @param after what it runs from
 * @param confirmation whether one message may confirm the opt-out
 */
public record Deadline(RuleInfo info, Scope scope, int length, Unit unit, After after, boolean confirmation) {

    /** What a deadline is counted in. */
    public enum Unit {
        IMMEDIATE,
        HOUR,
        CALENDAR_DAY,
        BUSINESS_DAY,
        MONTH
    }

    /** What a deadline runs from. */
    public enum After {
        /** The subscriber's word to the sender. */
        OPT_OUT,
        /** The entry in a do-not-call list. */
        LISTING
    }

    public Deadline {
        if (length < 0) {
            throw new IllegalArgumentException("the length (" + length + ") of " + info.name() + " must be 0 or more");
        }
    }
}
