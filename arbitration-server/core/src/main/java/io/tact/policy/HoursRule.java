package io.tact.policy;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;

/**
 * When messages may be sent, or must not.
 *
 * @param info the row
 * @param scope which candidates must obey
 * @param kind allowed hours, or quiet ones
 * @param days on which days of the week; empty for all
 * @param intervals the times of day; allowed ones across midnight belong to the day on which they open, quiet ones are split
 *     there, each side under its own day
 * @param zoneBasis whose clock
 */
public record HoursRule(
        RuleInfo info, Scope scope, Kind kind, Set<DayOfWeek> days, List<Interval> intervals, ZoneBasis zoneBasis)
        implements PolicyRule {
    public HoursRule {
        days = Set.copyOf(days);
        intervals = List.copyOf(intervals);
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
