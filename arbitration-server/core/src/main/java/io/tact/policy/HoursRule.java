package io.tact.policy;

import io.tact.model.SpecialConsent;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When messages may be sent, or must not.
 *
 * @param info the row
 * @param scope which candidates must obey
 * @param kind allowed hours, or quiet ones
 * @param days on which days
 * @param intervals the times of day, none for closed days; allowed ones across midnight belong to the day on which they open, quiet ones are split
 *     there, each side under its own day
 * @param zoneBasis whose clock
 * @param calendar which days are holidays, the same for all rows of a timetable that name one; null if it makes no
 *     difference, which it does where {@code days} name holidays or their eves. On half days allowed hours end at noon
 * @param liftedBy the special consent under which the row does not bind: it is then as good as absent; null for none
 */
public record HoursRule(
        RuleInfo info,
        Scope scope,
        Kind kind,
        Days days,
        List<Interval> intervals,
        ZoneBasis zoneBasis,
        @Nullable HolidayCalendar calendar,
        @Nullable SpecialConsent liftedBy)
        implements PolicyRule {
    public HoursRule {
        intervals = List.copyOf(intervals);
        if (calendar == null && (days.holidays() || days.eves())) {
            throw new IllegalArgumentException(info.name() + " names holidays: it needs a calendar");
        }
    }

    /** A row to which holidays make no difference. */
    public HoursRule(
            RuleInfo info, Scope scope, Kind kind, Set<DayOfWeek> days, List<Interval> intervals, ZoneBasis zoneBasis) {
        this(info, scope, kind, Days.of(days), intervals, zoneBasis, null, null);
    }

    /**
     * Classes of days. In a timetable that knows holidays, a holiday is none of its weekday, and so is its eve where a row
     * of the timetable names eves.
     *
     * @param weekdays days of the week
     * @param holidays whether holidays are meant
     * @param eves whether the days before holidays are meant
     */
    public record Days(Set<DayOfWeek> weekdays, boolean holidays, boolean eves) {
        /** Every day of the week. */
        public static final Days WEEK = new Days(Set.of(DayOfWeek.values()), false, false);

        public Days {
            weekdays = Set.copyOf(weekdays);
        }

        /** Days of the week; empty for all. */
        public static Days of(Set<DayOfWeek> weekdays) {
            return weekdays.isEmpty() ? WEEK : new Days(weekdays, false, false);
        }
    }

    /** What the intervals mean. */
    public enum Kind {
        /** Only within them; rows of one pack, jurisdiction and scope form one timetable. */
        ALLOW,
        /** Never within them. */
        QUIET
    }

    /**
     * Times of day, {@code [open, close)}.
     *
     * @param open minute of the day, 0 to 1439
     * @param close minute of the day, 1 to 1440; at or before {@code open} it is on the next day
     */
    public record Interval(int open, int close) {
        public Interval {
            if (open < 0 || open > 1439 || close < 1 || close > 1440) {
                throw new IllegalArgumentException("an interval runs from 00:00 to 24:00 at the most");
            }
        }

        public boolean crossesMidnight() {
            return close <= open;
        }
    }
}
