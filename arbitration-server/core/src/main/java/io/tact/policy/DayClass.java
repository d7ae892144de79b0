package io.tact.policy;

import java.time.DayOfWeek;

/** Classes of days, each one bit: the days of the week, eves of holidays, holidays. */
final class DayClass {
    static final int EVE = 1 << 7;
    static final int HOLIDAY = 1 << 8;
    static final int ANY = (HOLIDAY << 1) - 1;

    private DayClass() {}

    static int weekday(long epochDay) {
        return 1 << Math.floorMod(epochDay + 3, 7L);
    }

    static int mask(HoursRule.Days days) {
        int mask = (days.holidays() ? HOLIDAY : 0) | (days.eves() ? EVE : 0);
        for (DayOfWeek day : days.weekdays()) {
            mask |= 1 << day.ordinal();
        }
        return mask;
    }
}
