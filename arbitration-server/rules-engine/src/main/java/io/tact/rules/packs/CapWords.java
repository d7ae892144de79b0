package io.tact.rules.packs;

import io.tact.model.Counted;
import io.tact.policy.CapRule;
import io.tact.policy.Window;
import java.util.List;
import java.util.Locale;

/** Rows of caps, in words. */
final class CapWords {
    private CapWords() {}

    static String of(CapRule row) {
        return Words.capital(Words.messages(row.scope())) + ": " + limit(row) + " to one " + level(row) + clock(row)
                + shared(row) + ".";
    }

    private static String limit(CapRule row) {
        if (row.window() instanceof Window.Gap gap) {
            return "at least " + Words.span(gap.length()) + " between two "
                    + counted("2", row).substring(2);
        }
        String max = row.max().toString();
        String what = max.equals("0") ? "no" + counted("1", row).substring(1) : "at most " + counted(max, row);
        return what + " in "
                + (row.window() instanceof Window.Rolling rolling
                        ? "any " + Words.span(rolling.length())
                        : "a " + calendar((Window.Calendar) row.window()));
    }

    private static String calendar(Window.Calendar window) {
        return switch (window.unit()) {
            case DAY -> "calendar day";
            case WEEK -> "week from Monday to Sunday";
            case MONTH -> "calendar month";
        };
    }

    static String counted(String max, CapRule row) {
        return switch (row.mode()) {
            case DISTINCT_CHANNELS -> Words.counted(max, "different channel");
            case DISTINCT_OFFERS -> Words.counted(max, "different offer");
            case SUM_CONTACT_COST -> Words.counted(max, "unit") + " of contact cost";
            case SUM_INCENTIVE_COST -> Words.counted(max, "unit") + " of incentive cost";
            case SUM_VALUE -> Words.counted(max, "unit") + " of value";
            case COUNT -> contacts(max, row.counts());
        };
    }

    private static String contacts(String max, Counted counts) {
        return switch (counts) {
            case ATTEMPTS -> Words.counted(max, "attempt");
            case SENT -> Words.counted(max, "contact") + " that did not fail";
            case DELIVERED -> Words.counted(max, "delivered contact");
            case UNANSWERED -> Words.counted(max, "unanswered attempt");
            case CONVERSATIONS -> Words.counted(max, "conversation");
        };
    }

    private static String level(CapRule row) {
        return row.level().name().toLowerCase(Locale.ROOT);
    }

    /** Whose calendar; nothing for elapsed time, which no clock changes. */
    private static String clock(CapRule row) {
        boolean elapsed = row.window() instanceof Window.Rolling rolling
                        && rolling.length().period().isZero()
                || row.window() instanceof Window.Gap gap
                        && gap.length().period().isZero();
        return elapsed ? "" : " " + Words.clock(row.zoneBasis());
    }

    private static String shared(CapRule row) {
        List<String> keys = Words.sorted(row.keys())
                .map(key -> key.name().substring("PER_".length()).toLowerCase(Locale.ROOT))
                .toList();
        return keys.isEmpty() ? ", all senders together" : ", for each " + Words.and(keys) + " by itself";
    }
}
