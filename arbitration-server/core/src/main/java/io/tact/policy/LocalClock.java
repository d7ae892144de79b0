package io.tact.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** What a wall clock shows in one time zone. Instants are epoch milliseconds. Immutable. */
final class LocalClock {
    static final long DAY_MILLIS = 86_400_000L;

    private final ZoneId zone;
    private final ZoneRules rules;

    LocalClock(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /** Epoch milliseconds, held at the ends of the range. */
    static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException outOfRange) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Judge.NEVER;
        }
    }

    ZoneId zone() {
        return zone;
    }

    /** What the clock shows, as if it were UTC: epoch day times {@link #DAY_MILLIS} plus the time of day. */
    long shows(long instant) {
        return instant + offset(instant);
    }

    /** How far the clock is ahead of UTC, in milliseconds. */
    long offset(long instant) {
        return rules.getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds() * 1000L;
    }

    LocalDate date(long instant) {
        return LocalDate.ofEpochDay(Math.floorDiv(shows(instant), DAY_MILLIS));
    }

    /** The first instant from which on the clock shows that day or a later one for good. */
    long startOf(LocalDate day) {
        ZonedDateTime first = day.atStartOfDay(zone);
        ZonedDateTime second = first.withLaterOffsetAtOverlap();
        boolean shownTooEarly = second.minusNanos(1).toLocalDate().isBefore(day);
        return (shownTooEarly ? second : first).toInstant().toEpochMilli();
    }

    /** The next instant at which the clock is put forward or back; {@link Judge#NEVER} if it never will be. */
    long nextTransition(long instant) {
        if (rules.isFixedOffset()) {
            return Judge.NEVER;
        }
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochMilli(instant));
        return next == null ? Judge.NEVER : next.getInstant().toEpochMilli();
    }
}
