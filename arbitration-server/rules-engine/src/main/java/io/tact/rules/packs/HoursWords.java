package io.tact.rules.packs;

import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.rules.tables.HolidayRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of hours, and changes to calendars, in words. */
final class HoursWords {
    private final Together together;

    /** @param rules the rows of the pack, of every kind */
    HoursWords(List<PolicyRule> rules) {
        this.together = new Together(rules);
    }

    String of(HoursRule row) {
        StringBuilder words = new StringBuilder(Words.capital(Words.messages(row.scope()))).append(": ");
        if (row.kind() == HoursRule.Kind.QUIET) {
            words.append("closed ").append(when(row, row.calendar()));
            if (row.calendar() != null && !row.days().holidays()) {
                words.append("; holidays (").append(row.calendar().name()).append(") are left out");
            }
            words.append('.');
        } else {
            allowed(words, row);
        }
        if (row.liftedBy() != null) {
            words.append(" Does not bind for who gave ")
                    .append(Words.consent(row.liftedBy()))
                    .append('.');
        }
        return words.toString();
    }

    private void allowed(StringBuilder words, HoursRule row) {
        List<HoursRule> others = together.others(row);
        HolidayCalendar calendar = Stream.concat(Stream.of(row), others.stream())
                .map(HoursRule::calendar)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (row.intervals().isEmpty()) {
            words.append("closed ").append(when(row, calendar)).append('.');
            return;
        }
        words.append(when(row, calendar));
        if (calendar != null && !row.days().holidays()) {
            words.append(special("holidays (" + calendar.name() + ")", others, HoursRule.Days::holidays));
        }
        if (calendar != null
                && !row.days().eves()
                && others.stream().anyMatch(o -> o.days().eves())) {
            words.append(special("the eve of holidays (" + calendar.name() + ")", others, HoursRule.Days::eves));
        }
        List<String> open = others.stream()
                .filter(other -> !other.intervals().isEmpty())
                .map(other -> other.info().name())
                .distinct()
                .toList();
        words.append(". Closed at all other times")
                .append(open.isEmpty() ? "." : " but those of " + Words.and(open) + ".");
    }

    /** What happens on days that are none of their weekday. */
    private static String special(String days, List<HoursRule> others, Predicate<HoursRule.Days> speaksOf) {
        List<String> open = others.stream()
                .filter(other ->
                        speaksOf.test(other.days()) && !other.intervals().isEmpty())
                .map(other -> other.info().name())
                .distinct()
                .toList();
        return open.isEmpty() ? "; closed on " + days : "; for " + days + " see " + Words.and(open);
    }

    private static String when(HoursRule row, @Nullable HolidayCalendar calendar) {
        List<String> days = new ArrayList<>();
        if (!row.days().weekdays().isEmpty()) {
            days.add(DayWords.weekdays(row.days().weekdays()));
        }
        String whose = calendar == null ? "" : " (" + calendar.name() + ")";
        if (row.days().holidays()) {
            days.add("on holidays" + whose);
        }
        if (row.days().eves()) {
            days.add("on the eve of holidays" + whose);
        }
        String times = DayWords.times(row.intervals(), " and ");
        return Words.and(days) + (times.isEmpty() ? "" : " " + times) + " " + Words.clock(row.zoneBasis());
    }

    static String of(HolidayRow row) {
        String day = row.date() + (row.name().isEmpty() ? "" : " (" + row.name() + ")");
        String calendar = row.info().jurisdiction();
        return switch (row.kind()) {
            case CLOSED -> day + " is a holiday in the calendar " + calendar + ".";
            case OPEN -> day + " is no holiday in the calendar " + calendar + ".";
            case HALF -> day + " is half a day in the calendar " + calendar + ": allowed hours end at 12:00.";
        };
    }
}
