package io.tact.port;

import java.time.LocalDate;
import java.util.Set;

/** Knows the public holidays of countries and of their parts. Safe for any thread. */
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

    /** Whether there is a calendar of that name, such as {@code FR} or {@code US-LA}. */
    boolean knows(String calendar);

    /** The holidays that fall in a year, both on their own dates and on those on which they are observed. */
    Set<LocalDate> holidays(String calendar, int year);
}
