package io.tact.policy;

import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a policy row is about: all its non-empty sets must contain the message's value.
 *
 * @param channels channels, or empty for any
 * @param directions directions, or empty for any
 * @param purposes purposes, or empty for any
 * @param categories categories, or empty for any
 * @param senders senders, or empty for any
 * @param senderClasses sender classes, or empty for any
 * @param campaigns campaigns, or empty for any
 * @param offers offers, or empty for any
 * @param subjects subjects, or empty for any
 */
public record Scope(
        Set<Channel> channels,
        Set<Direction> directions,
        Set<Purpose> purposes,
        Set<String> categories,
        Set<String> senders,
        Set<SenderClass> senderClasses,
        Set<String> campaigns,
        Set<String> offers,
        Set<String> subjects) {

    /** Every message. */
    public static final Scope ANY =
            new Scope(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    /** Every outbound message. */
    public static final Scope OUTBOUND =
            new Scope(Set.of(), Set.of(Direction.OUTBOUND), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Scope {
        channels = Set.copyOf(channels);
        directions = Set.copyOf(directions);
        purposes = Set.copyOf(purposes);
        categories = Set.copyOf(categories);
        senders = Set.copyOf(senders);
        senderClasses = Set.copyOf(senderClasses);
        campaigns = Set.copyOf(campaigns);
        offers = Set.copyOf(offers);
        subjects = Set.copyOf(subjects);
    }

    /** Messages of any subject. */
    public Scope(
            Set<Channel> channels,
            Set<Direction> directions,
            Set<Purpose> purposes,
            Set<String> categories,
            Set<String> senders,
            Set<SenderClass> senderClasses,
            Set<String> campaigns,
            Set<String> offers) {
        this(channels, directions, purposes, categories, senders, senderClasses, campaigns, offers, Set.of());
    }

    /** Whether the row is about such a message. */
    public boolean covers(Slot slot) {
        return has(channels, slot.channel()) && coversOnAnyChannel(slot);
    }

    /** Whether the row is about such a message, leaving its channel aside. */
    boolean coversOnAnyChannel(Slot slot) {
        return has(directions, slot.direction())
                && has(purposes, slot.purpose())
                && has(categories, slot.category())
                && has(senders, slot.sender())
                && has(senderClasses, slot.senderClass())
                && has(campaigns, slot.campaign())
                && has(offers, slot.offer())
                && has(subjects, slot.subject());
    }

    private static <T> boolean has(Set<T> wanted, @Nullable T value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }
}
