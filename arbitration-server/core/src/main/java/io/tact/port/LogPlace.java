package io.tact.port;

import java.time.Instant;

/**
 * A place in a subscriber's log of decisions, which is ordered by instant and then by id, as UTF-8 octets.
 *
 * @param at the instant, to the millisecond
 * @param id the decision's id
 */
public record LogPlace(Instant at, String id) {
    /** Before every decision. */
    public static final LogPlace START = new LogPlace(Instant.EPOCH, "");

    public static LogPlace of(DecisionRow row) {
        return new LogPlace(row.at(), row.id());
    }
}
