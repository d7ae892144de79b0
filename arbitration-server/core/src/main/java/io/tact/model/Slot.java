package io.tact.model;

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

    /** Whether such a message says that it confirms an opt-out. */
    public boolean confirmsOptOut() {
        return purpose == Purpose.SERVICE && OPT_OUT_CONFIRMATION.equals(category);
    }
}
