package io.tact.policy;

import io.tact.history.ContactHistory;
import io.tact.model.AttributeSource;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * All that contact policy may look at.
 *
 * @param now the instant to judge for
 * @param where where the subscriber may be
 * @param subscriber the subscriber
 * @param history the account's history
 * @param attributes the values that conditions compare
 * @param registers lists and suspensions
 */
public record Situation(
        Instant now,
        Whereabouts where,
        Subscriber subscriber,
        ContactHistory history,
        AttributeSource attributes,
        Registers registers) {

    /** A subscriber in one zone and in the jurisdiction they declare, if they do; no lists, no suspensions. */
    public Situation(
            Instant now, ZoneId zone, Subscriber subscriber, ContactHistory history, AttributeSource attributes) {
        this(now, declared(zone, subscriber), subscriber, history, attributes, Registers.EMPTY);
    }

    private static Whereabouts declared(ZoneId zone, Subscriber subscriber) {
        String jurisdiction = subscriber.jurisdiction();
        return new Whereabouts(List.of(zone), jurisdiction == null ? Set.of() : Set.of(jurisdiction));
    }
}
