package io.tact.policy;

import java.util.List;

/** Rows of allowed hours that belong together, or one row of quiet hours, with what can be worked out once. Immutable. */
final class Timetable {
    private final List<HoursRule> rows;
    private final List<WeeklyHours> hours;
    private final int[] boundaries;

    Timetable(List<HoursRule> rows) {
        this.rows = rows;
        this.hours = rows.stream().map(WeeklyHours::new).toList();
        this.boundaries = WeeklyHours.boundaries(hours);
    }

    List<HoursRule> rows() {
        return rows;
    }

    /** The hours of the rows, in the same order. */
    List<WeeklyHours> hours() {
        return hours;
    }

    /** The times of day, in milliseconds, at which some of the hours may open or close; not to be changed. */
    int[] boundaries() {
        return boundaries;
    }
}
