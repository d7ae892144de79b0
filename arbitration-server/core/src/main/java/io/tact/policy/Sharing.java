package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message has in common with a contact what a row asks for. What does not say its value may have any, so it has
 * every value in common: a row must hold all the same. Pure.
 */
final class Sharing {
    private Sharing() {}

    static boolean has(CapRule.Key key, Slot slot, Slot other) {
        return switch (key) {
            case PER_SENDER -> maybeSame(slot.sender(), other.sender());
            case PER_CAMPAIGN -> maybeSame(slot.campaign(), other.campaign());
            case PER_OFFER -> maybeSame(slot.offer(), other.offer());
            case PER_CATEGORY -> maybeSame(slot.category(), other.category());
            case PER_SUBJECT -> maybeSame(slot.subject(), other.subject());
        };
    }

    /** @param line where the message would go, if known */
    static boolean has(CooloffRule.Sharing what, Slot slot, @Nullable String line, Contact contact) {
        Slot other = contact.slot();
        return switch (what) {
            case SAME_SENDER -> maybeSame(slot.sender(), other.sender());
            case SAME_OFFER -> maybeSame(slot.offer(), other.offer());
            case SAME_CAMPAIGN -> maybeSame(slot.campaign(), other.campaign());
            case SAME_CATEGORY -> maybeSame(slot.category(), other.category());
            case SAME_SUBJECT -> maybeSame(slot.subject(), other.subject());
            case SAME_CHANNEL -> slot.channel().equals(other.channel());
            case SAME_LINE -> maybeSame(line, contact.line());
        };
    }

    private static boolean maybeSame(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }
}
