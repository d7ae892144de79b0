package io.tact.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The one resolution of time: the millisecond. */
public final class Instants {
    private Instants() {}

    /** The instant with anything below the millisecond cut off. */
    public static Instant toMillis(Instant instant) {
        return instant.getNano() % 1_000_000 == 0 ? instant : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    public static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
