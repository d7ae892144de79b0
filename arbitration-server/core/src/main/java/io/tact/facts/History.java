package io.tact.facts;

import io.tact.model.Contact;
import io.tact.model.Counted;
import io.tact.model.OutcomeType;
import io.tact.model.Selector;
import io.tact.model.Span;
import java.time.Instant;

/**
 * The subscriber's contacts, as DRL may count them. A fact of every DRL session.
 *
 * <p>Lengths are ISO-8601, such as {@code P7D} or {@code PT24H}, up to the instant of the decision on the subscriber's
 * clock; what took place exactly that long ago has left. A contact that was released counts nowhere.
 */
public final class History {
    private final Facts facts;

    public History(Facts facts) {
        this.facts = facts;
    }

    /** How many contacts there were, or may still become messages. */
    public int contacts(String length) {
        return contacts(Selector.ALL, length);
    }

    /** As {@link #contacts(String)}, of those selected: {@code contacts(channel("SMS"), "P7D")}. */
    public int contacts(Selector which, String length) {
        Instant start = start(length);
        return (int) facts.history().contacts().stream()
                .filter(c -> isTheirs(c, which) && isWithin(c.at(), start))
                .count();
    }

    /** How many outcomes of a type, such as {@code REFUSED}, were reported to have happened. */
    public int outcomes(String type, String length) {
        return outcomes(type, Selector.ALL, length);
    }

    /** As {@link #outcomes(String, String)}, of the contacts selected. */
    public int outcomes(String type, Selector which, String length) {
        OutcomeType wanted = OutcomeType.valueOf(type);
        Instant start = start(length);
        return (int) facts.history().contacts().stream()
                .filter(c -> isTheirs(c, which))
                .flatMap(c -> c.outcomes().stream())
                .filter(o -> o.type() == wanted && isWithin(o.at(), start))
                .count();
    }

    private boolean isTheirs(Contact contact, Selector which) {
        return contact.subscriber().equals(facts.subscriber().id())
                && contact.countsAs(Counted.ATTEMPTS)
                && which.covers(contact.slot(), contact.treatment());
    }

    private Instant start(String length) {
        return Span.parse(length).before(facts.now(), facts.zone());
    }

    private boolean isWithin(Instant at, Instant start) {
        return at.isAfter(start) && !at.isAfter(facts.now());
    }

    /** As a rule's text shows it, without the contacts: the same on every node. */
    @Override
    public String toString() {
        return "History[subscriber=" + facts.subscriber().id() + "]";
    }
}
