package io.tact.model;

import java.time.Instant;

/**
 * A profile attribute's value and the instant at which it was true.
 *
 * @param value the value
 * @param asOf when it was last known to hold
 */
public record ProfileValue(AttributeValue value, Instant asOf) {
    public ProfileValue {
        asOf = Instants.toMillis(asOf);
    }
}
