package io.tact.history;

import io.tact.model.Circumstances;
import io.tact.model.Contact;
import io.tact.model.OutcomeType;
import io.tact.model.Subscriber;

/**
 * What format 1 of records can say: no circumstances, no special consents, no amounts, and no type of outcome after
 * {@code COMPLAINED}. Pure.
 */
final class FormatOne {
    private static final int OUTCOMES = 1 + WireCodes.OUTCOMES.of(OutcomeType.COMPLAINED);

    private FormatOne() {}

    /** @throws InexpressibleException if a history has anything that format 1 cannot say */
    static void require(ContactHistory history) {
        for (Subscriber subscriber : history.subscribers()) {
            require(
                    subscriber.circumstances().equals(Circumstances.NONE),
                    "where a subscriber is, relations, preferred hours or suppressions");
            require(subscriber.consents().stream().allMatch(c -> c.special() == null), "special consents");
        }
        for (Contact contact : history.contacts()) {
            require(contact.slot().amounts() == null, "what a contact amounts to");
            require(
                    contact.outcomes().stream().allMatch(o -> WireCodes.OUTCOMES.of(o.type()) < OUTCOMES),
                    "outcomes of the types OBJECTED, TERMINATED and NO_RESPONSE");
        }
    }

    private static void require(boolean expressible, String what) {
        if (!expressible) {
            throw new InexpressibleException("records of format 1 cannot say " + what);
        }
    }
}
