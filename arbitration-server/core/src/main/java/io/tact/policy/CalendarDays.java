package io.tact.policy;

import io.tact.policy.HolidayCalendar.Day;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a calendar says of days, for one decision, which asks for the same few again and again. Belongs to one thread. */
final class CalendarDays {
    /** A day, its neighbours and one more: a power of two. */
    private static final int REMEMBERED = 4;

    private final HolidayCalendar calendar;
    private final long[] asked = new long[REMEMBERED];
    private final @Nullable Day[] known = new @Nullable Day[REMEMBERED];

    CalendarDays(HolidayCalendar calendar) {
        this.calendar = calendar;
    }

    String name() {
        return calendar.name();
    }

    /** A holiday is none of its weekday; nor is its eve, which may be a holiday itself, where eves are known. */
    int classOf(long epochDay, boolean eves) {
        if (day(epochDay) == Day.HOLIDAY) {
            return DayClass.HOLIDAY;
        }
        return eves && day(epochDay + 1) == Day.HOLIDAY ? DayClass.EVE : DayClass.weekday(epochDay);
    }

    boolean isHalf(long epochDay) {
        return day(epochDay) == Day.HALF;
    }

    private Day day(long epochDay) {
        int slot = (int) (epochDay & (REMEMBERED - 1));
        Day day = known[slot];
        if (day == null || asked[slot] != epochDay) {
            day = calendar.day(LocalDate.ofEpochDay(epochDay));
            asked[slot] = epochDay;
            known[slot] = day;
        }
        return day;
    }
}
