package io.tact.rules.drools;

import io.tact.model.SpecialConsent;
import io.tact.policy.HoursRule;
import io.tact.policy.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One row of hours, as {@link DrlPrinter} prints it.
 *
 * @param row its name, such as {@code hours#weekdays}
 * @param days such as {@code MONDAY HOLIDAY}
 * @param times such as {@code 10:00-13:00 14:00-20:00}; empty for closed days
 * @param from the first local day it is in force; null for always
 * @param to the last; null for no end
 * @param calendar which days are holidays; null if that makes no difference
 * @param lifted the special consent under which it does not bind; null for none
 */
public record Hours(
        String row,
        String days,
        String times,
        @Nullable String from,
        @Nullable String to,
        @Nullable String calendar,
        @Nullable String lifted) {

    /** This row, in force from one local day to another; null for no end. */
    public Hours between(@Nullable String first, @Nullable String last) {
        return new Hours(row, days, times, first, last, calendar, lifted);
    }

    /** This row, with the holidays of a calendar of the ruleset. */
    public Hours calendar(String name) {
        return new Hours(row, days, times, from, to, name, lifted);
    }

    /** This row, which does not bind under a special consent. */
    public Hours liftedBy(String special) {
        return new Hours(row, days, times, from, to, calendar, special);
    }

    HoursRule rule(HoursRule.Kind kind, @Nullable String zone, CalendarNames calendars) {
        return new HoursRule(
                Written.info(row, from, to),
                Scope.ANY,
                kind,
                Written.days(days),
                Written.words(times).map(Hours::interval).toList(),
                Written.basis(zone),
                calendar == null ? null : calendars.find(calendar),
                lifted == null ? null : SpecialConsent.valueOf(lifted));
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
