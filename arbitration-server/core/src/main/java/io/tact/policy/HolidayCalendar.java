package io.tact.policy;

import java.time.LocalDate;

/** Which days are holidays, somewhere. Immutable to its callers; safe for any thread. */
public interface HolidayCalendar {

    /** What a day is. */
    enum Day {
        ORDINARY,
        HOLIDAY,
        /** Ordinary until noon, closed after it. */
        HALF
    }

    /** As tables name it, such as {@code FR} or {@code US-LA}. */
    String name();

    Day day(LocalDate date);
}
