package io.tact.history;

import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Instants;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands on a contact history. Each is a pure function, so that it may be tried again on a newer state. */
public final class Commands {
    private Commands() {}

    /** How a confirmation or a release ended. */
    public enum Settled {
        /** The reservation is now confirmed, or released. */
        DONE,
        /** It already was. */
        ALREADY,
        /** Confirmed after the reservation ran out: recorded as sent, since it was, but it should not have been. */
        LATE,
        /** The opposite was said before; nothing changed. */
        CONTRADICTED,
        /** There is no such reservation. */
        NOT_FOUND
    }

    /** How an outcome was taken. */
    public enum Noted {
        /** It was recorded. */
        RECORDED,
        /** An outcome with this id was there already. */
        DUPLICATE,
        /** There is no such reservation. */
        NOT_FOUND
    }

    /** The channel says that it sent what was reserved. */
    public static Change<Settled> confirm(ContactHistory history, String reservation, Instant now) {
        Optional<Contact> found = history.contact(reservation);
        if (found.isEmpty()) {
            return new Change<>(history, Settled.NOT_FOUND);
        }
        return switch (found.get().stateAt(history.now(now))) {
            case RESERVED -> settle(history, found.get(), ContactState.SENT, Settled.DONE);
            case UNKNOWN -> settle(history, found.get(), ContactState.SENT, Settled.LATE);
            case SENT, DELIVERED, FAILED -> new Change<>(history, Settled.ALREADY);
            case RELEASED -> new Change<>(history, Settled.CONTRADICTED);
        };
    }

    /** The channel says that it did not send what was reserved: the place is free again. */
    public static Change<Settled> release(ContactHistory history, String reservation) {
        Optional<Contact> found = history.contact(reservation);
        if (found.isEmpty()) {
            return new Change<>(history, Settled.NOT_FOUND);
        }
        return switch (found.get().stored()) {
            case RESERVED, UNKNOWN -> settle(history, found.get(), ContactState.RELEASED, Settled.DONE);
            case RELEASED -> new Change<>(history, Settled.ALREADY);
            case SENT, DELIVERED, FAILED -> new Change<>(history, Settled.CONTRADICTED);
        };
    }

    private static Change<Settled> settle(ContactHistory history, Contact contact, ContactState state, Settled result) {
        return new Change<>(history.replacing(contact, c -> c.in(state)), result);
    }

    /**
     * What became of a contact. Outcomes may come late, twice or out of order; one from the future is taken to have happened
     * now, or with the contact if that is later, so that nothing said after it is void, and one from before the contact to have
     * happened with it, so that no consent given before the contact outlives it. {@code OPTED_OUT} also withdraws the
     * subscriber's consent to that purpose on that channel, at once, narrower grants included. What the subscriber does not
     * want any more also ends reservations that are still open: see {@link StopOrder}.
     */
    public static Change<Noted> report(ContactHistory history, String reservation, Outcome outcome, Instant now) {
        return history.contact(reservation)
                .map(contact -> report(history, contact, outcome, now))
                .orElseGet(() -> new Change<>(history, Noted.NOT_FOUND));
    }

    /** The same for a contact that was made elsewhere: its id is the importer's, unique for its subscriber only. */
    public static Change<Noted> report(
            ContactHistory history, String subscriber, String id, Outcome outcome, Instant now) {
        return history.contact(subscriber, id)
                .map(contact -> report(history, contact, outcome, now))
                .orElseGet(() -> new Change<>(history, Noted.NOT_FOUND));
    }

    private static Change<Noted> report(ContactHistory history, Contact contact, Outcome said, Instant now) {
        if (contact.outcomes().stream().anyMatch(o -> o.id().equals(said.id()))) {
            return new Change<>(history, Noted.DUPLICATE);
        }
        Outcome outcome =
                said.noLaterThan(Instants.later(history.now(now), contact.at())).noEarlierThan(contact.at());
        ContactHistory next = StopOrder.given(history.replacing(contact, c -> c.with(outcome)), contact, outcome);
        if (outcome.type() == OutcomeType.OPTED_OUT) {
            next = optOut(next, contact, outcome.at());
        }
        return new Change<>(next, Noted.RECORDED);
    }

    private static ContactHistory optOut(ContactHistory history, Contact contact, Instant at) {
        Subscriber subscriber = history.subscriber(contact.subscriber());
        if (subscriber == null) {
            return history;
        }
        List<Consent> refusals = new ArrayList<>();
        refusals.add(refusal(contact, null, null, at));
        for (Consent known : subscriber.consents()) {
            if (known.granted()
                    && isNarrower(known, contact.slot())
                    && !known.at().isAfter(at)) {
                refusals.add(refusal(contact, known.category(), known.sender(), at));
            }
        }
        return history.with(subscriber.withConsents(merge(subscriber.consents(), refusals)));
    }

    /** Whether a consent about single categories or senders would outlive a refusal of the whole purpose on the channel. */
    private static boolean isNarrower(Consent consent, Slot slot) {
        return (consent.category() != null || consent.sender() != null)
                && (consent.channel() == null || consent.channel().equals(slot.channel()))
                && (consent.purpose() == null || consent.purpose() == slot.purpose());
    }

    private static Consent refusal(Contact contact, @Nullable String category, @Nullable String sender, Instant at) {
        return new Consent(
                contact.slot().channel(),
                contact.slot().purpose(),
                category,
                sender,
                false,
                at,
                "outcome of " + contact.id(),
                null);
    }

    /** Consents after some more were said: of two with the same scope the later one stands, and of two at once a refusal. */
    public static List<Consent> merge(List<Consent> known, List<Consent> said) {
        List<Consent> all = new ArrayList<>(known);
        for (Consent consent : said) {
            @Nullable Consent before = all.stream().filter(consent::sameScope).findFirst().orElse(null);
            boolean stands = before == null
                    || consent.at().isAfter(before.at())
                    || (consent.at().equals(before.at()) && !consent.granted() && before.granted());
            if (stands) {
                all.removeIf(consent::sameScope);
                all.add(consent);
            }
        }
        return List.copyOf(all);
    }

    /** Sets a suppression; one of that id is replaced. */
    public static Change<Boolean> suppress(ContactHistory history, Subscriber subscriber, Suppression suppression) {
        List<Suppression> all = new ArrayList<>(subscriber.circumstances().suppressions());
        boolean fresh = !all.removeIf(s -> s.id().equals(suppression.id()));
        all.add(suppression);
        return new Change<>(with(history, subscriber, all), fresh);
    }

    /** Lifts a suppression; its result is the suppression as it is then, null if there is none of that id. */
    @SuppressWarnings("NullAway") // it takes every type argument for one that is never null
    public static Change<@Nullable Suppression> lift(
            ContactHistory history, Subscriber subscriber, String id, Instant at, String reason) {
        List<Suppression> all = new ArrayList<>(subscriber.circumstances().suppressions());
        for (int i = 0; i < all.size(); i++) {
            Suppression known = all.get(i);
            if (known.id().equals(id)) {
                all.set(i, known.lifted(at, reason));
                boolean lifted = known.lift() != null;
                return new Change<>(lifted ? history : with(history, subscriber, all), all.get(i));
            }
        }
        return new Change<>(history, null);
    }

    private static ContactHistory with(ContactHistory history, Subscriber subscriber, List<Suppression> all) {
        return history.with(subscriber.with(subscriber.circumstances().with(all)));
    }

    /** Adds contacts that were made elsewhere; one whose id its subscriber has already is left as it is. */
    public static Change<Integer> addContacts(ContactHistory history, List<Contact> imported) {
        List<Contact> fresh = new ArrayList<>();
        for (Contact contact : imported) {
            boolean known = history.contact(contact.subscriber(), contact.id()).isPresent()
                    || fresh.stream()
                            .anyMatch(c -> c.id().equals(contact.id())
                                    && c.subscriber().equals(contact.subscriber()));
            if (!known) {
                fresh.add(contact);
            }
        }
        return new Change<>(fresh.isEmpty() ? history : history.plus(fresh), fresh.size());
    }
}
