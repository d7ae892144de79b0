package io.tact.rules.packs;

import io.tact.policy.RuleInfo;
import io.tact.ruleset.Deadline;

/** Deadlines, in words: what the law leaves senders, and that Tact does not wait for it. */
final class DeadlineWords {
    private DeadlineWords() {}

    static String of(Deadline row) {
        String no = row.after() == Deadline.After.OPT_OUT
                ? "an opt-out is heeded at once"
                : "an entry in a do-not-call list is heeded as soon as the list is loaded";
        String confirmation = row.confirmation()
                ? " One message may confirm the opt-out; it passes the hours, caps and cool-offs of this pack."
                : "";
        return Words.capital(Words.messages(row.scope())) + ": " + no + "; " + authority(row.info()) + " "
                + (row.length() == 0 ? "allows no delay" : "allows " + length(row) + " at most") + "."
                + confirmation;
    }

    /** Who sets the deadline. What was not verified is never called law. */
    private static String authority(RuleInfo info) {
        if (!info.verified()) {
            return "its source, which was not verified,";
        }
        return switch (info.binding()) {
            case LAW -> "the law";
            case CODE -> "the code of conduct";
            case CARRIER -> "the carrier";
            case PLATFORM -> "the platform";
            case REGULATOR_POLICY -> "the regulator";
            case DRAFT -> "the draft";
            case OPERATOR -> "the operator";
        };
    }

    private static String length(Deadline row) {
        String unit =
                switch (row.unit()) {
                    case IMMEDIATE -> "moment";
                    case HOUR -> "hour";
                    case CALENDAR_DAY -> "day";
                    case BUSINESS_DAY -> "business day";
                    case MONTH -> "month";
                };
        return Words.counted(Integer.toString(row.length()), unit);
    }
}
