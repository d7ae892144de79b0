package io.tact.rules.drools;

import io.tact.policy.HoursRule;
import io.tact.policy.RuleInfo;
import java.time.DayOfWeek;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of hours, as {@link DrlPrinter} prints it.
 *
 * @param row its name, such as {@code hours#weekdays}
 * @param days days of the week, separated by blanks; empty for all
 * @param times such as {@code 10:00-13:00 14:00-20:00}
 * @param from the first local day it is in force; null for always
 * @param to the last; null for no end
 */
public record Hours(String row, String days, String times, @Nullable String from, @Nullable String to) {
    HoursRule rule(HoursRule.Kind kind, @Nullable String zone) {
        RuleInfo info = Written.info(row, null, from, to);
        return new HoursRule(
                info,
                Messages.ANY,
                kind,
                Written.words(days).map(DayOfWeek::valueOf).collect(Collectors.toSet()),
                Written.words(times).map(Hours::interval).toList(),
                Written.basis(zone));
    }

    private static HoursRule.Interval interval(String times) {
        String[] ends = times.split("-", 2);
        return new HoursRule.Interval(minute(ends[0]), minute(ends[1]));
    }

    private static int minute(String time) {
        String[] parts = time.split(":", 2);
        return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    }
}
