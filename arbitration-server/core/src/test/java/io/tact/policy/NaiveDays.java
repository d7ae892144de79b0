package io.tact.policy;

import io.tact.policy.HolidayCalendar.Day;
import io.tact.policy.OverriddenCalendar.Kind;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** The holidays of a calendar, by the letter. */
interface NaiveDays {
    Day day(LocalDate date);

    /**
     * Holidays with changes by hand.
     *
     * @param seed as somebody knows them
     * @param overrides what was changed
     */
    static NaiveDays of(Set<LocalDate> seed, Map<LocalDate, Kind> overrides) {
        return date -> {
            Kind kind = overrides.get(date);
            if (kind == Kind.OPEN) {
                return Day.ORDINARY;
            }
            if (kind == Kind.CLOSED || seed.contains(date)) {
                return Day.HOLIDAY;
            }
            return kind == Kind.HALF ? Day.HALF : Day.ORDINARY;
        };
    }

    /** These, with what an operator adds, who cannot open what is closed. */
    default NaiveDays tightened(Map<LocalDate, Kind> more) {
        return date -> {
            Day own = day(date);
            Kind kind = more.get(date);
            if (own == Day.HOLIDAY || kind == Kind.CLOSED) {
                return Day.HOLIDAY;
            }
            return kind == Kind.HALF ? Day.HALF : own;
        };
    }
}
