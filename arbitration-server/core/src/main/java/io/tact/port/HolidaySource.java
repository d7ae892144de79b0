package io.tact.port;

import java.time.LocalDate;
import java.util.Set;

/** The public holidays that rulesets start from and correct. Called by many threads at once; does not block. */
public interface HolidaySource {
    /** Knows no calendar. */
    HolidaySource NONE = new HolidaySource() {
        @Override
        public boolean knows(String calendar) {
            return false;
        }

        @Override
        public Set<LocalDate> holidays(String calendar, int year) {
            return Set.of();
        }
    };

    /**
     * Whether there is such a calendar.
     *
     * @param calendar an ISO 3166 code, such as {@code FR} (national days only) or {@code US-LA} (national days and the
     *     subdivision's own)
     */
    boolean knows(String calendar);

    /**
     * The holidays of one year. A holiday that is observed on another date gives both dates, each in the year it falls
     * in. Empty if the calendar is not known.
     *
     * @param year of the Gregorian calendar
     */
    Set<LocalDate> holidays(String calendar, int year);
}
