package io.tact.policy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a timetable allows messages, in one decision. Belongs to one thread.
 *
 * <p>Its rows speak while they are in force and no special consent lifts them; where none speaks, all is allowed. Whether
 * holidays are a class of days of their own, and their eves, goes by the rows that speak. The answer changes only when the
 * clock shows one of the timetable's times or midnight, when the clock is put forward or back, when a row comes into force
 * or lapses, or when a special consent begins or ends.
 */
final class OpenHours {
    /** After so long the week has come round twice, clock changes and all: no time of the week can help. */
    private static final long TWO_WEEKS = 15 * LocalClock.DAY_MILLIS;

    /** After so long every yearly holiday has come round twice, movable ones too. Longer than any horizon. */
    static final long TWO_YEARS = 750 * LocalClock.DAY_MILLIS;

    private static final CalendarDays[] NO_CALENDARS = {};

    private final Timetable timetable;
    private final List<HoursRule> rows;
    private final List<DailyHours> hours;
    private final Present present;
    private final @Nullable SpecialConsents lifting;
    private final LocalClock clock;
    private final CalendarDays[] calendars;
    private long transitionAfter = Judge.NEVER;
    private long transition;

    /** @param lifting the special consents that may lift rows; null if none does */
    OpenHours(Timetable timetable, Present present, @Nullable SpecialConsents lifting) {
        this.timetable = timetable;
        this.rows = timetable.rows();
        this.hours = timetable.hours();
        this.present = present;
        this.lifting = lifting;
        this.clock = timetable.clock(present);
        this.calendars = timetable.calendars().isEmpty()
                ? NO_CALENDARS
                : timetable.calendars().stream().map(CalendarDays::new).toArray(CalendarDays[]::new);
    }

    LocalClock clock() {
        return clock;
    }

    boolean allow(long instant) {
        int spoken = spoken(instant);
        if (!Timetable.isSpoken(spoken)) {
            return true;
        }
        if (!Timetable.knowsHolidays(spoken)) {
            return allow(instant, null, false);
        }
        for (CalendarDays calendar : calendars) {
            if (!allow(instant, calendar, Timetable.knowsEves(spoken))) {
                return false;
            }
        }
        return true;
    }

    /** @param calendar null where holidays are not known */
    private boolean allow(long instant, @Nullable CalendarDays calendar, boolean eves) {
        long shown = clock.shows(instant);
        long day = Math.floorDiv(shown, LocalClock.DAY_MILLIS);
        int time = (int) Math.floorMod(shown, LocalClock.DAY_MILLIS);
        int today = calendar == null ? DayClass.weekday(day) : calendar.classOf(day, eves);
        int yesterday = 0;
        if (timetable.reachesOverMidnight()) {
            yesterday = calendar == null ? DayClass.weekday(day - 1) : calendar.classOf(day - 1, eves);
        }
        if (calendar != null && !timetable.isQuiet()) {
            if (time >= Timetable.NOON && calendar.isHalf(day)) {
                return false;
            }
            yesterday = yesterday != 0 && calendar.isHalf(day - 1) ? 0 : yesterday;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (hours.get(i).contain(time, today, yesterday) && speaks(rows.get(i), instant)) {
                return !timetable.isQuiet();
            }
        }
        return timetable.isQuiet();
    }

    /** What the clock shows, in milliseconds of the day. */
    long timeOfDay(long instant) {
        return Math.floorMod(clock.shows(instant), LocalClock.DAY_MILLIS);
    }

    /** Whether, with the rows that speak at an instant, a time so much later might be allowed on a day of some class. */
    boolean mayAllow(long instant, long later) {
        return !Timetable.isSpoken(spoken(instant))
                || timetable.mayAllow((int) Math.floorMod(timeOfDay(instant) + later, LocalClock.DAY_MILLIS));
    }

    /** The next instant at which the clock is changed, or the rows that speak: until then only days differ. */
    long nextIrregularity(long instant) {
        return Math.min(nextTransition(instant), nextSpeaking(instant));
    }

    private int spoken(long instant) {
        if (lifting == null && !timetable.isDated()) {
            return timetable.spoken();
        }
        int spoken = 0;
        for (HoursRule row : rows) {
            spoken |= speaks(row, instant) ? Timetable.spoken(row) : 0;
        }
        return spoken;
    }

    private boolean speaks(HoursRule row, long instant) {
        return present.inForce(row.info(), instant) && (lifting == null || !lifting.given(row.liftedBy(), instant));
    }

    /** The row to name where it says no: the first one speaking that is about the day, else the first one speaking. */
    HoursRule governing(long instant) {
        int today = classOf(instant);
        HoursRule first = null;
        for (int i = 0; i < rows.size(); i++) {
            if (speaks(rows.get(i), instant)) {
                if (hours.get(i).isOn(today)) {
                    return rows.get(i);
                }
                first = first == null ? rows.get(i) : first;
            }
        }
        return first == null ? rows.get(0) : first;
    }

    /** What else than a day of the week a day is, for people; empty if nothing. */
    String sortOfDay(long instant) {
        int today = classOf(instant);
        CalendarDays calendar = calendarSayingNo(instant);
        if (calendar == null) {
            return "";
        }
        if (today == DayClass.HOLIDAY) {
            return ", a holiday in " + calendar.name();
        }
        boolean half = calendar.isHalf(Math.floorDiv(clock.shows(instant), LocalClock.DAY_MILLIS));
        return (today == DayClass.EVE ? ", the eve of a holiday in " + calendar.name() : "")
                + (half && !timetable.isQuiet() ? ", half a day in " + calendar.name() : "");
    }

    private int classOf(long instant) {
        CalendarDays calendar = calendarSayingNo(instant);
        long day = Math.floorDiv(clock.shows(instant), LocalClock.DAY_MILLIS);
        return calendar == null ? DayClass.weekday(day) : calendar.classOf(day, Timetable.knowsEves(spoken(instant)));
    }

    /** The first calendar by which the answer is no; null if holidays are not known. */
    private @Nullable CalendarDays calendarSayingNo(long instant) {
        int spoken = spoken(instant);
        if (Timetable.knowsHolidays(spoken)) {
            for (CalendarDays calendar : calendars) {
                if (!allow(instant, calendar, Timetable.knowsEves(spoken))) {
                    return calendar;
                }
            }
        }
        return null;
    }

    /** The first instant at or after {@code from} at which messages are allowed; or {@link Judge#NEVER}. */
    long next(long from) {
        long enough = calendars.length == 0 ? TWO_WEEKS : TWO_YEARS;
        long at = from;
        long patience = from + enough;
        long change = nextSpeaking(from);
        while (!allow(at)) {
            at = nextChange(at);
            if (at > patience) {
                at = change;
            }
            if (at == Judge.NEVER) {
                return Judge.NEVER;
            }
            if (at >= change) {
                patience = at + enough;
                change = nextSpeaking(at);
            }
        }
        return at;
    }

    /**
     * The first instant after {@code instant}, at which messages are allowed, up to {@code horizon}, at which they are not;
     * or {@link Judge#NEVER}.
     */
    long closes(long instant, long horizon) {
        long at = instant;
        do {
            at = nextChange(at);
            if (at > horizon) {
                return Judge.NEVER;
            }
        } while (allow(at));
        return at;
    }

    /** The next instant at which the answer may change. */
    private long nextChange(long instant) {
        long offset = clock.offset(instant);
        long shown = instant + offset;
        long time = Math.floorMod(shown, LocalClock.DAY_MILLIS);
        long midnight = shown - time;
        long nextShown = midnight + LocalClock.DAY_MILLIS;
        for (int boundary : timetable.boundaries()) {
            if (boundary > time) {
                nextShown = midnight + boundary;
                break;
            }
        }
        return Math.min(nextShown - offset, nextIrregularity(instant));
    }

    private long nextTransition(long instant) {
        if (instant < transitionAfter || instant >= transition) {
            transition = clock.nextTransition(instant);
            transitionAfter = instant;
        }
        return transition;
    }

    /** The next instant at which a row may begin or cease to speak. */
    private long nextSpeaking(long instant) {
        long next = lifting == null ? Judge.NEVER : lifting.nextChange(instant);
        return timetable.isDated() ? Math.min(next, nextForceChange(instant)) : next;
    }

    /** The next instant at which a row comes into force or lapses, on the subscriber's calendar. */
    private long nextForceChange(long instant) {
        long next = Judge.NEVER;
        for (HoursRule row : rows) {
            LocalDate from = row.info().effectiveFrom();
            LocalDate to = row.info().effectiveTo();
            next = Math.min(next, from == null ? Judge.NEVER : startAfter(instant, from));
            next = Math.min(next, to == null ? Judge.NEVER : startAfter(instant, to.plusDays(1)));
        }
        return next;
    }

    private long startAfter(long instant, LocalDate day) {
        long start = present.clock().startOf(day);
        return start > instant ? start : Judge.NEVER;
    }
}
