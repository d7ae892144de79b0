package io.tact.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach a subscriber. Its dimensions are frozen when it is made: a later change of the catalogue or the
 * rules never rewrites it.
 *
 * @param id the reservation id, or the importer's id for a contact that Tact did not grant
 * @param subscriber the subscriber's id
 * @param line the number, address or device it went to, if known
 * @param slot the dimensions it had
 * @param treatment the treatment, if it came from the catalogue
 * @param at when it was granted, or when it took place for an imported one
 * @param expiresAt the end of its reservation: sending is forbidden from then on; null where none was held
 * @param stored the state last written; {@link #stateAt} is the one to ask
 * @param outcomes what became of it, by time
 */
public record Contact(
        String id,
        String subscriber,
        @Nullable String line,
        Slot slot,
        @Nullable String treatment,
        Instant at,
        @Nullable Instant expiresAt,
        ContactState stored,
        List<Outcome> outcomes) {

    /** Contacts from the earliest to the latest; ties by id, so that every node keeps the same order. */
    public static final Comparator<Contact> BY_TIME =
            Comparator.comparing(Contact::at).thenComparing(Contact::id);

    public Contact {
        if (stored == ContactState.UNKNOWN) {
            throw new IllegalArgumentException("UNKNOWN is derived from the clock and never stored");
        }
        at = Instants.toMillis(at);
        expiresAt = expiresAt == null ? null : Instants.toMillis(expiresAt);
        outcomes = List.copyOf(outcomes);
    }

    /** The state at {@code now}: a reservation whose time ran out is {@link ContactState#UNKNOWN}. */
    public ContactState stateAt(Instant now) {
        boolean ranOut = stored == ContactState.RESERVED && expiresAt != null && !now.isBefore(expiresAt);
        return ranOut ? ContactState.UNKNOWN : stored;
    }

    /** Whether this contact, or a message that may still become one, counts toward a cap on {@code counted}. */
    public boolean countsAs(Counted counted) {
        if (stored == ContactState.RELEASED) {
            return false;
        }
        return switch (counted) {
            case ATTEMPTS -> true;
            case SENT, DELIVERED -> stored != ContactState.FAILED;
            case UNANSWERED -> !wasAnswered();
            case CONVERSATIONS -> stored != ContactState.FAILED && (wasAnswered() || !wasUnanswered());
        };
    }

    /** This contact in another state. */
    public Contact in(ContactState state) {
        return new Contact(id, subscriber, line, slot, treatment, at, expiresAt, state, outcomes);
    }

    /**
     * This contact with one more outcome, in the state that its outcomes imply, in whichever order they come: one that
     * arrived did not fail, nor did one that rang unanswered.
     */
    public Contact with(Outcome outcome) {
        List<Outcome> more = new ArrayList<>(outcomes);
        more.add(outcome);
        more.sort(Comparator.comparing(Outcome::at).thenComparing(Outcome::id));
        return new Contact(id, subscriber, line, slot, treatment, at, expiresAt, stateAfter(outcome.type()), more);
    }

    /** This contact without what became of it after an instant; its state is the one last written. */
    public Contact asOf(Instant instant) {
        List<Outcome> then =
                outcomes.stream().filter(o -> !o.at().isAfter(instant)).toList();
        return new Contact(id, subscriber, line, slot, treatment, at, expiresAt, stored, then);
    }

    /** Whether a stop may follow from its outcomes, or it told the subscriber of one, which is done once. */
    public boolean isStop() {
        return slot.confirmsOptOut() || outcomes.stream().anyMatch(o -> o.type().isStop());
    }

    /** This contact with the end of its reservation brought forward; an earlier end stays. */
    public Contact endingBy(Instant end) {
        Instant ends = end.isBefore(at) ? at : end;
        return expiresAt == null || !ends.isBefore(expiresAt)
                ? this
                : new Contact(id, subscriber, line, slot, treatment, at, ends, stored, outcomes);
    }

    private boolean wasAnswered() {
        for (Outcome outcome : outcomes) {
            if (outcome.type().isAnswer()) {
                return true;
            }
        }
        return false;
    }

    private boolean wasUnanswered() {
        for (Outcome outcome : outcomes) {
            if (outcome.type().isUnanswered()) {
                return true;
            }
        }
        return false;
    }

    private ContactState stateAfter(OutcomeType type) {
        return switch (type) {
            case SENT, NO_RESPONSE -> stored == ContactState.DELIVERED || stored == ContactState.FAILED
                    ? stored
                    : ContactState.SENT;
            case FAILED -> stored == ContactState.DELIVERED || wasUnanswered() ? stored : ContactState.FAILED;
            case NO_ANSWER, BUSY, VOICEMAIL, TERMINATED -> stored == ContactState.DELIVERED
                    ? stored
                    : ContactState.SENT;
            case DELIVERED,
                    READ,
                    CLICKED,
                    CONVERSATION,
                    ACCEPTED,
                    REFUSED,
                    LATER,
                    OPTED_OUT,
                    COMPLAINED,
                    OBJECTED -> ContactState.DELIVERED;
        };
    }
}
