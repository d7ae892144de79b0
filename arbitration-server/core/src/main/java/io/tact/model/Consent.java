package io.tact.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber agreed to, or refused.
 *
 * @param channel the channel it is about; null for all
 * @param purpose the purpose it is about; null for all
 * @param category the category it is about; null for all
 * @param sender the sender it is about; null for all
 * @param special the special consent it is; null for the ordinary one
 * @param granted true for a grant, false for a refusal
 * @param at when it was said
 * @param source where it was said, if known
 * @param expiresAt the instant from which a grant no longer holds; null for no end
 */
public record Consent(
        @Nullable Channel channel,
        @Nullable Purpose purpose,
        @Nullable String category,
        @Nullable String sender,
        @Nullable SpecialConsent special,
        boolean granted,
        Instant at,
        @Nullable String source,
        @Nullable Instant expiresAt) {
    public Consent {
        at = Instants.toMillis(at);
        expiresAt = expiresAt == null ? null : Instants.toMillis(expiresAt);
    }

    /** An ordinary consent. */
    public Consent(
            @Nullable Channel channel,
            @Nullable Purpose purpose,
            @Nullable String category,
            @Nullable String sender,
            boolean granted,
            Instant at,
            @Nullable String source,
            @Nullable Instant expiresAt) {
        this(channel, purpose, category, sender, null, granted, at, source, expiresAt);
    }

    /** Whether it speaks about such a message. */
    public boolean covers(Slot slot) {
        return (channel == null || channel.equals(slot.channel()))
                && (purpose == null || purpose == slot.purpose())
                && (category == null || category.equals(slot.category()))
                && (sender == null || sender.equals(slot.sender()));
    }

    /** Whether it is about the same thing as {@code other}, so that the later of the two replaces the earlier. */
    public boolean sameScope(Consent other) {
        return java.util.Objects.equals(channel, other.channel)
                && purpose == other.purpose
                && special == other.special
                && java.util.Objects.equals(category, other.category)
                && java.util.Objects.equals(sender, other.sender);
    }
}
