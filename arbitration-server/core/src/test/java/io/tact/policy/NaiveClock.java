package io.tact.policy;

import io.tact.model.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Time on the clock of a zone, by the letter. */
final class NaiveClock {
    private NaiveClock() {}

    /** A length of time after an instant: where the wanted time shows twice, the one with the instant's own offset. */
    static Instant plus(Instant at, Span length, ZoneId zone) {
        if (length.period().isZero()) {
            return at.plus(length.duration());
        }
        LocalDateTime wanted = LocalDateTime.ofInstant(at, zone).plus(length.period());
        ZonedDateTime earlier = wanted.atZone(zone).withEarlierOffsetAtOverlap();
        ZonedDateTime later = earlier.withLaterOffsetAtOverlap();
        boolean laterHasIt = later.getOffset().equals(zone.getRules().getOffset(at));
        return (laterHasIt ? later : earlier).toInstant().plus(length.duration());
    }

    /** The first instant at which a clock shows a time of a day or a later one. */
    static Instant first(LocalDateTime shown, ZoneId zone) {
        return shown.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** The first day of the unit in which a day lies. */
    static LocalDate firstDay(Window.Unit unit, LocalDate day) {
        LocalDate first = day;
        while ((unit == Window.Unit.WEEK && first.getDayOfWeek() != DayOfWeek.MONDAY)
                || (unit == Window.Unit.MONTH && first.getDayOfMonth() != 1)) {
            first = first.minusDays(1);
        }
        return first;
    }

    /** The first day after a day that lies in another unit. */
    static LocalDate firstDayAfter(Window.Unit unit, LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (firstDay(unit, next).equals(firstDay(unit, day))) {
            next = next.plusDays(1);
        }
        return next;
    }

    static Span length(Window window) {
        return window instanceof Window.Rolling rolling ? rolling.length() : ((Window.Gap) window).length();
    }

    /** Whether a contact is in a window at an instant: it leaves as soon as the length has passed since. */
    static boolean isIn(Window window, Instant at, Instant t, ZoneId zone) {
        if (window instanceof Window.Calendar calendar) {
            LocalDate theirs = firstDay(calendar.unit(), LocalDate.ofInstant(at, zone));
            return !theirs.isBefore(firstDay(calendar.unit(), LocalDate.ofInstant(t, zone)));
        }
        return t.isBefore(plus(at, length(window), zone));
    }
}
