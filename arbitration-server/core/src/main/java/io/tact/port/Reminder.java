package io.tact.port;

import java.time.Instant;

/**
 * A durable note that something is to be looked at from an instant on. Two with the same {@code due}, {@code kind} and
 * {@code id} are one.
 *
 * @param due from when, to the millisecond
 * @param kind what is to be looked at
 * @param id the reservation, or what is to be done
 * @param subscriber whose it is
 */
public record Reminder(Instant due, Kind kind, String id, String subscriber) {

    /** What is to be looked at. */
    public enum Kind {
        /** A reservation's time has run out. */
        EXPIRY,
        /** An erasure is to be completed. */
        ERASURE
    }

    /** What tells one reminder from another. */
    public record Key(Instant due, Kind kind, String id) {}

    public Key key() {
        return new Key(due, kind, id);
    }
}
