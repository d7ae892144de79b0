package io.tact.policy;

import io.tact.model.Span;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;

/**
 * Until when a contact stays in a window, seen from one present.
 *
 * <p>A contact at {@code x} is in a window of length {@code L} at every instant before {@code x + L}, reckoned forward on
 * the window's clock, so it leaves once and never comes back, whatever a change of clocks or the length of months does in
 * between. It is in a calendar window until the first day, week or month after its own begins. A contact in the future
 * is in the window.
 */
final class WindowEnds {
    /** More than any clock is ever put forward or back, the date line included. */
    private static final long SLACK_MILLIS = 26 * 3_600_000L;

    private final Window window;
    private final LocalClock clock;
    private final long now;
    private final long surelyIn;
    private final long surelyOut;

    WindowEnds(Window window, LocalClock clock, long now) {
        this.window = window;
        this.clock = clock;
        this.now = now;
        if (window instanceof Window.Calendar calendar) {
            long start = clock.startOf(firstDay(calendar.unit(), clock.date(now)));
            this.surelyIn = start;
            this.surelyOut = start - SLACK_MILLIS;
        } else {
            Span length = length(window);
            this.surelyIn = now - shortest(length) + 1;
            this.surelyOut = now - longest(length);
        }
    }

    /** Whether a contact at that instant is in the window now. */
    boolean holdsNow(long at) {
        return at >= surelyIn || (at > surelyOut && end(at) > now);
    }

    /** The first instant at which a contact at that instant has left the window; {@link Judge#NEVER} if out of range. */
    long end(long at) {
        return window instanceof Window.Calendar calendar
                ? calendarEnd(calendar.unit(), at)
                : after(at, length(window), clock);
    }

    private long calendarEnd(Window.Unit unit, long at) {
        try {
            return clock.startOf(firstDayAfter(unit, clock.date(at)));
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Judge.NEVER;
        }
    }

    /** The instant a length of time after another; {@link Judge#NEVER} if that is out of range. */
    static long after(long at, Span length, LocalClock clock) {
        try {
            Period period = length.period();
            if (period.toTotalMonths() == 0) {
                long days = period.getDays() == 0 ? at : clock.plusDays(at, period.getDays());
                return Math.addExact(days, length.duration().toMillis());
            }
            return length.after(Instant.ofEpochMilli(at), clock.zone()).toEpochMilli();
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Judge.NEVER;
        }
    }

    /** Whether an instant is before that which lies a length of time after another. */
    static boolean isWithin(long instant, long since, Span length, LocalClock clock) {
        // The exact instant is asked for only where the shortest and the longest such time differ.
        return instant - shortest(length) < since
                || (instant - longest(length) < since && instant < after(since, length, clock));
    }

    private static Span length(Window window) {
        if (window instanceof Window.Rolling rolling) {
            return rolling.length();
        }
        return ((Window.Gap) window).length();
    }

    private static long shortest(Span length) {
        Period period = length.period();
        long elapsed = elapsed(length);
        if (period.isZero()) {
            return elapsed;
        }
        return Math.max(0, days(period, 28) * LocalClock.DAY_MILLIS - SLACK_MILLIS) + elapsed;
    }

    private static long longest(Span length) {
        Period period = length.period();
        long elapsed = elapsed(length);
        return period.isZero() ? elapsed : days(period, 31) * LocalClock.DAY_MILLIS + SLACK_MILLIS + elapsed;
    }

    private static long days(Period period, int perMonth) {
        return Math.min(MANY_DAYS, period.toTotalMonths() * perMonth + period.getDays());
    }

    /** A thousand centuries and more: enough for every window, and far from overflow. */
    private static final long MANY_DAYS = 40_000_000L;

    private static long elapsed(Span length) {
        long most = MANY_DAYS * LocalClock.DAY_MILLIS;
        return length.duration().toDays() >= MANY_DAYS
                ? most
                : length.duration().toMillis();
    }

    private static LocalDate firstDay(Window.Unit unit, LocalDate day) {
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    private static LocalDate firstDayAfter(Window.Unit unit, LocalDate day) {
        return switch (unit) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    }
}
