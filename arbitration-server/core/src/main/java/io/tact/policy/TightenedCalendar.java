package io.tact.policy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A calendar of a pack with what the operator adds to it: more holidays, and half days where it has ordinary ones. It never
 * opens what the pack closes. Where a pack's hours happen to be longer on holidays, or on their eves, both calendars must
 * allow.
 */
public final class TightenedCalendar implements HolidayCalendar {
    private final HolidayCalendar original;
    private final Map<LocalDate, Day> added = new HashMap<>();

    /**
     * @param original the pack's own
     * @param more the operator's changes; days that these would open are passed over
     */
    public TightenedCalendar(HolidayCalendar original, Map<LocalDate, OverriddenCalendar.Kind> more) {
        this.original = original;
        more.forEach((date, kind) -> {
            switch (kind) {
                case CLOSED -> added.put(date, Day.HOLIDAY);
                case HALF -> added.put(date, Day.HALF);
                case OPEN -> {}
            }
        });
    }

    @Override
    public String name() {
        return original.name();
    }

    @Override
    public Day day(LocalDate date) {
        Day own = original.day(date);
        Day more = added.get(date);
        return more == null || own == Day.HOLIDAY ? own : more;
    }

    @Override
    public @Nullable HolidayCalendar original() {
        return original;
    }

    @Override
    public String toString() {
        return original + ", tightened";
    }
}
