package io.tact.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An explicit, dated, reasoned stop on a subscriber, or on one channel, purpose, category or sender for them.
 *
 * @param id unique for the subscriber
 * @param channel the channel it stops; null for all
 * @param purpose the purpose it stops; null for all but emergencies
 * @param category the category it stops; null for all
 * @param sender the sender it stops; null for all
 * @param reason why, for people
 * @param source who said so, if known
 * @param at from when it holds
 * @param expiresAt the instant from which it no longer holds; null for no end
 * @param lift how it was lifted; null while it stands
 */
public record Suppression(
        String id,
        @Nullable Channel channel,
        @Nullable Purpose purpose,
        @Nullable String category,
        @Nullable String sender,
        String reason,
        @Nullable String source,
        Instant at,
        @Nullable Instant expiresAt,
        @Nullable Lift lift) {

    /**
     * How a suppression ended before its time.
     *
     * @param at from when it no longer holds
     * @param reason why, for people
     */
    public record Lift(Instant at, String reason) {
        public Lift {
            at = Instants.toMillis(at);
        }
    }

    public Suppression {
        at = Instants.toMillis(at);
        expiresAt = expiresAt == null ? null : Instants.toMillis(expiresAt);
    }

    /** Whether it is about such a message, leaving time aside. */
    public boolean covers(Slot slot) {
        return slot.direction() == Direction.OUTBOUND
                && (channel == null || channel.equals(slot.channel()))
                && (purpose == null ? slot.purpose() != Purpose.EMERGENCY : purpose == slot.purpose())
                && (category == null || category.equals(slot.category()))
                && (sender == null || sender.equals(slot.sender()));
    }

    /** The first instant from which it no longer holds; null if none is known. */
    public @Nullable Instant ends() {
        if (lift == null) {
            return expiresAt;
        }
        return expiresAt == null || lift.at().isBefore(expiresAt) ? lift.at() : expiresAt;
    }

    /** This suppression, lifted. One that was lifted before keeps its first lift. */
    public Suppression lifted(Instant when, String why) {
        return lift != null
                ? this
                : new Suppression(
                        id, channel, purpose, category, sender, reason, source, at, expiresAt, new Lift(when, why));
    }
}
