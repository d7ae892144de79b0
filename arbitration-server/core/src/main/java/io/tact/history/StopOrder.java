package io.tact.history;

import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Outcome;
import io.tact.model.Slot;

/**
 * What a subscriber's no does to reservations that are still open: they end with it, whichever channel they are for, so
 * that what was refused on the phone is not sent by SMS tonight.
 *
 * <p>A refusal ends what is about the same topic for the same purpose. An opt-out also ends whatever of that purpose is to
 * go out on the channel it was said on. An objection and a complaint end everything of that purpose. A reservation that
 * has ended keeps counting, since it may have been sent; its confirmation is answered as late.
 */
final class StopOrder {
    private StopOrder() {}

    /** The history after an outcome of one of its contacts. */
    static ContactHistory given(ContactHistory history, Contact answered, Outcome outcome) {
        ContactHistory next = history;
        for (Contact contact : history.contacts()) {
            boolean open =
                    contact.stored() == ContactState.RESERVED && !contact.id().equals(answered.id());
            if (open && contact.subscriber().equals(answered.subscriber()) && ends(contact.slot(), answered, outcome)) {
                next = next.replacing(contact, c -> c.endingBy(outcome.at()));
            }
        }
        return next;
    }

    private static boolean ends(Slot reserved, Contact answered, Outcome outcome) {
        Slot slot = answered.slot();
        if (reserved.purpose() != slot.purpose()) {
            return false;
        }
        boolean sameTopic = slot.category() == null || slot.category().equals(reserved.category());
        return switch (outcome.type()) {
            case OBJECTED, COMPLAINED -> true;
            case OPTED_OUT -> sameTopic || slot.channel().equals(reserved.channel());
            case REFUSED -> sameTopic;
            case SENT,
                    DELIVERED,
                    FAILED,
                    READ,
                    CLICKED,
                    NO_ANSWER,
                    BUSY,
                    VOICEMAIL,
                    CONVERSATION,
                    ACCEPTED,
                    LATER,
                    TERMINATED,
                    NO_RESPONSE -> false;
        };
    }
}
