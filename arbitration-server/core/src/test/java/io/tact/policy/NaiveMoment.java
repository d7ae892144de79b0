package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Subscriber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One instant, on the clock of one zone in which the subscriber may be.
 *
 * @param given all there is to know
 * @param t the instant
 * @param zone the zone
 */
record NaiveMoment(NaivePolicy given, Instant t, ZoneId zone) {

    Slot slot() {
        return given.slot;
    }

    Subscriber subscriber() {
        return given.situation.subscriber();
    }

    boolean isTheirs(Contact contact) {
        return contact.subscriber().equals(subscriber().id());
    }

    ZoneId zone(ZoneBasis basis) {
        return basis.fixed() == null ? zone : basis.fixed();
    }

    LocalDateTime shown(ZoneBasis basis) {
        return LocalDateTime.ofInstant(t, zone(basis));
    }

    boolean isInForce(RuleInfo info) {
        LocalDate day = LocalDate.ofInstant(t, zone);
        LocalDate from = info.effectiveFrom();
        LocalDate to = info.effectiveTo();
        return (from == null || day.compareTo(from) >= 0) && (to == null || day.compareTo(to) <= 0);
    }

    /** Whether so much time has not passed since then; always for null. */
    boolean isWithin(Instant since, @Nullable Span length) {
        return length == null || t.isBefore(NaiveClock.plus(since, length, zone));
    }

    /** Whether more than the length has passed since. */
    boolean isOlder(Instant since, @Nullable Span length) {
        return length != null && t.isAfter(NaiveClock.plus(since, length, zone));
    }

    NaiveMoment at(Instant other) {
        return new NaiveMoment(given, other, zone);
    }
}
