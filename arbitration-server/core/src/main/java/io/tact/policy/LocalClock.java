package io.tact.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a wall clock shows in one time zone. Instants are epoch milliseconds. Safe for any thread. */
final class LocalClock {
    static final long DAY_MILLIS = 86_400_000L;

    /** Some 3,000 years from 1970: beyond it nothing is remembered. */
    private static final long FAR = 36_525L * 30 * DAY_MILLIS;

    private static final Map<ZoneId, LocalClock> CLOCKS = new ConcurrentHashMap<>();

    /** More than any clock is ever put forward or back: so far from a change, midnight comes once. */
    private static final long AROUND = 2 * DAY_MILLIS;

    /** How many stretches a clock remembers; when full it starts over. */
    private static final int REMEMBERED = 8;

    private final ZoneId zone;
    private final ZoneRules rules;
    private volatile Stretch[] stretches = {};

    /** A time between two changes of the clock: {@code from} belongs to it, {@code until} does not. */
    private record Stretch(long from, long until, long offset) {
        boolean holds(long instant) {
            return from <= instant && instant < until;
        }
    }

    private LocalClock(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /** The clock of a zone; there is one for each. */
    static LocalClock of(ZoneId zone) {
        LocalClock known = CLOCKS.get(zone);
        return known == null ? CLOCKS.computeIfAbsent(zone, LocalClock::new) : known;
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
        for (Stretch stretch : stretches) {
            if (stretch.holds(instant)) {
                return stretch.offset();
            }
        }
        return offset(Instant.ofEpochMilli(instant));
    }

    private long offset(Instant instant) {
        long offset = rules.getOffset(instant).getTotalSeconds() * 1000L;
        long at = millis(instant);
        if (at > -FAR && at < FAR) {
            // A transition at the instant itself is the beginning of its stretch.
            ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
            long from = before == null ? -FAR : before.getInstant().toEpochMilli();
            remember(new Stretch(from, Math.min(FAR, nextTransition(at)), offset));
        }
        return offset;
    }

    private void remember(Stretch stretch) {
        Stretch[] known = stretches;
        Stretch[] more = Arrays.copyOf(known, known.length < REMEMBERED ? known.length + 1 : 1);
        more[more.length - 1] = stretch;
        stretches = more;
    }

    /** The instant at which the clock shows the same time so many days later; held as {@link ZonedDateTime} holds it. */
    long plusDays(long instant, int days) {
        long same = Math.addExact(instant, days * DAY_MILLIS);
        return offset(same) == offset(instant)
                ? same
                : Instant.ofEpochMilli(instant)
                        .atZone(zone)
                        .plusDays(days)
                        .toInstant()
                        .toEpochMilli();
    }

    LocalDate date(long instant) {
        return LocalDate.ofEpochDay(Math.floorDiv(shows(instant), DAY_MILLIS));
    }

    /** The first instant from which on the clock shows that day or a later one for good. */
    long startOf(LocalDate day) {
        long epochDay = day.toEpochDay();
        if (Math.abs(epochDay) < FAR / DAY_MILLIS) {
            for (Stretch stretch : stretches) {
                long start = epochDay * DAY_MILLIS - stretch.offset();
                if (stretch.holds(start - AROUND) && stretch.holds(start + AROUND)) {
                    return start;
                }
            }
        }
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
        for (Stretch stretch : stretches) {
            if (stretch.holds(instant) && stretch.until() < FAR) {
                return stretch.until();
            }
        }
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochMilli(instant));
        return next == null ? Judge.NEVER : next.getInstant().toEpochMilli();
    }
}
