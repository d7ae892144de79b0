package io.tact.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A kill switch that an operator flips at once, without publishing.
 *
 * @param id unique
 * @param target what is suspended
 * @param value which one, such as a campaign's name or, for a region, a jurisdiction such as {@code US-LA}
 * @param reason why, for people
 * @param at from when
 * @param endsAt the instant from which it no longer holds; null until it is taken away
 */
public record Suspension(String id, Target target, String value, String reason, Instant at, @Nullable Instant endsAt) {

    /** What can be suspended. */
    public enum Target {
        CAMPAIGN,
        OFFER,
        CHANNEL,
        SENDER,
        REGION
    }

    public Suspension {
        at = Instants.toMillis(at);
        endsAt = endsAt == null ? null : Instants.toMillis(endsAt);
    }

    /** Whether it stops such a message to a subscriber who may be in those jurisdictions, leaving time aside. */
    public boolean covers(Slot slot, Whereabouts where) {
        return switch (target) {
            case CAMPAIGN -> value.equals(slot.campaign());
            case OFFER -> value.equals(slot.offer());
            case CHANNEL -> value.equals(slot.channel().name());
            case SENDER -> value.equals(slot.sender());
            case REGION -> where.mayBeIn(value);
        };
    }
}
