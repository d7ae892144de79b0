package io.tact.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of a message that contact policy may test. Policy is judged once per distinct slot.
 *
 * @param channel the way it would be sent
 * @param direction who started
 * @param purpose why, in law's eyes
 * @param category the topic a subscriber may refuse, if any
 * @param subject what one contact is about, where a law counts the same subject, if any
 * @param sender the legal entity that speaks, if named
 * @param senderClass its kind
 * @param campaign the campaign, if it belongs to one
 * @param offer the offer, if it makes one
 * @param amounts what it amounts to, if known
 */
public record Slot(
        Channel channel,
        Direction direction,
        Purpose purpose,
        @Nullable String category,
        @Nullable String subject,
        @Nullable String sender,
        SenderClass senderClass,
        @Nullable String campaign,
        @Nullable String offer,
        @Nullable Amounts amounts) {

    /** The reserved category of the one message that confirms an opt-out. */
    public static final String OPT_OUT_CONFIRMATION = "OPT_OUT_CONFIRMATION";

    /** A message of which no amounts are known. */
    public Slot(
            Channel channel,
            Direction direction,
            Purpose purpose,
            @Nullable String category,
            @Nullable String subject,
            @Nullable String sender,
            SenderClass senderClass,
            @Nullable String campaign,
            @Nullable String offer) {
        this(channel, direction, purpose, category, subject, sender, senderClass, campaign, offer, null);
    }

    // Written out, since every contact of every record that is packed or unpacked asks for them.

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Slot that
                        && direction == that.direction
                        && purpose == that.purpose
                        && senderClass == that.senderClass
                        && channel.equals(that.channel)
                        && Objects.equals(campaign, that.campaign)
                        && Objects.equals(offer, that.offer)
                        && Objects.equals(category, that.category)
                        && Objects.equals(subject, that.subject)
                        && Objects.equals(sender, that.sender)
                        && Objects.equals(amounts, that.amounts);
    }

    @Override
    public int hashCode() {
        return hash(channel, category, sender, campaign, offer);
    }

    /** The hash of any slot that says this. */
    public static int hash(
            Channel channel,
            @Nullable String category,
            @Nullable String sender,
            @Nullable String campaign,
            @Nullable String offer) {
        int hash = channel.name().hashCode();
        hash = 31 * hash + Objects.hashCode(campaign);
        hash = 31 * hash + Objects.hashCode(offer);
        hash = 31 * hash + Objects.hashCode(category);
        return 31 * hash + Objects.hashCode(sender);
    }

    /** Whether such a message says that it confirms an opt-out. */
    public boolean confirmsOptOut() {
        return purpose == Purpose.SERVICE && OPT_OUT_CONFIRMATION.equals(category);
    }
}
