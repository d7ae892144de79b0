package io.tact.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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

    /**
     * The calendar as it was before somebody changed it who may only make hours shorter: they must allow a message by both.
     * Null if nobody did.
     */
    default @Nullable HolidayCalendar original() {
        return null;
    }
}
