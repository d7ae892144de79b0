package io.tact.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What binds a subscriber to a sender apart from consent.
 *
 * @param kind what it is
 * @param sender the sender it is with; null for every sender
 * @param category the topic it is about; null for every topic
 * @param at when it began; null for always
 * @param until when it ended, for a purchase or an inquiry the instant of that; null while it goes on
 */
public record Relation(
        Kind kind, @Nullable String sender, @Nullable String category, @Nullable Instant at, @Nullable Instant until) {

    /** The kinds of relation that laws speak of. */
    public enum Kind {
        /** Bought from the sender, or is its customer. */
        EXISTING_CUSTOMER,
        /** Bought a similar product of the sender's own, and gave the address on that occasion. */
        OWN_SIMILAR_PRODUCT,
        /** Has a contract with the sender that is being performed. */
        ONGOING_CONTRACT,
        /** Asked to be contacted. */
        EXPRESS_REQUEST
    }

    public Relation {
        at = at == null ? null : Instants.toMillis(at);
        until = until == null ? null : Instants.toMillis(until);
        if (at != null && until != null && until.isBefore(at)) {
            throw new IllegalArgumentException("a relation cannot end (" + until + ") before it begins (" + at + ")");
        }
    }

    /** Whether it is a relation with the sender, and about the topic, of such a message. */
    public boolean covers(Slot slot) {
        return (sender == null || sender.equals(slot.sender()))
                && (category == null || category.equals(slot.category()));
    }
}
