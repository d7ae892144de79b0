package io.tact.policy;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Whose clock a rule reads.
 *
 * @param fixed a named zone; null for the subscriber's own
 */
public record ZoneBasis(@Nullable ZoneId fixed) {
    public static final ZoneBasis SUBSCRIBER = new ZoneBasis(null);

    /** The zone to use for a subscriber of that zone. */
    public ZoneId zone(ZoneId subscriberZone) {
        return fixed == null ? subscriberZone : fixed;
    }
}
