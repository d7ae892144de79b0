package io.tact.model;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * A length of time as the law writes it: {@code PT24H} is elapsed time, {@code P30D} is days on a calendar.
 *
 * @param period the calendar part, never negative
 * @param duration the elapsed part, never negative
 */
public record Span(Period period, Duration duration) {
    public static final Span ZERO = new Span(Period.ZERO, Duration.ZERO);

    public Span {
        if (period.isNegative() || duration.isNegative()) {
            throw new IllegalArgumentException("a length of time must not be negative");
        }
    }

    /**
     * Reads ISO-8601: {@code P30D}, {@code PT24H}, {@code P1DT12H}, {@code P2W}.
     *
     * @throws java.time.format.DateTimeParseException if the text is none
     * @throws IllegalArgumentException if it is negative
     */
    public static Span parse(String text) {
        int time = text.indexOf('T');
        if (time == 0 || (time == 1 && text.charAt(0) != 'P')) {
            throw new DateTimeParseException("a length of time begins with P, such as PT24H", text, 0);
        }
        if (time < 0) {
            return new Span(Period.parse(text), Duration.ZERO);
        }
        Period days = time <= 1 ? Period.ZERO : Period.parse(text.substring(0, time));
        return new Span(days, Duration.parse("P" + text.substring(time)));
    }

    public boolean isZero() {
        return period.isZero() && duration.isZero();
    }

    /** The instant this much before {@code instant} on the clock of {@code zone}. */
    public Instant before(Instant instant, ZoneId zone) {
        return period.isZero()
                ? instant.minus(duration)
                : instant.minus(duration).atZone(zone).minus(period).toInstant();
    }

    /** The instant this much after {@code instant} on the clock of {@code zone}. */
    public Instant after(Instant instant, ZoneId zone) {
        return period.isZero()
                ? instant.plus(duration)
                : instant.atZone(zone).plus(period).plus(duration).toInstant();
    }

    /** ISO-8601. */
    @Override
    public String toString() {
        if (duration.isZero()) {
            return period.toString();
        }
        return period.isZero()
                ? duration.toString()
                : period.toString() + duration.toString().substring(1);
    }
}
