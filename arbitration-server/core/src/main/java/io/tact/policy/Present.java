package io.tact.policy;

import io.tact.model.AttributeSource;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Contact;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one decision knows, as seen from one of the zones in which the subscriber may be: its situation, and the contacts,
 * which all the zones share. Belongs to one thread.
 */
final class Present {
    private final Situation situation;
    private final Contacts contacts;
    private final long now;
    private final LocalClock clock;
    private final LocalDate today;
    private @Nullable List<Present> everyZone;

    Present(Situation situation) {
        this(
                situation,
                new Contacts(situation.history().contacts()),
                LocalClock.of(situation.where().zone()));
    }

    private Present(Situation situation, Contacts contacts, LocalClock clock) {
        this.situation = situation;
        this.contacts = contacts;
        this.now = LocalClock.millis(situation.now());
        this.clock = clock;
        this.today = clock.date(now);
    }

    /** The same present in each zone in which the subscriber may be, this one among them. */
    List<Present> inEveryZone() {
        if (everyZone == null) {
            List<Present> all = new ArrayList<>();
            for (ZoneId zone : situation.where().zones()) {
                all.add(zone.equals(clock.zone()) ? this : new Present(situation, contacts, LocalClock.of(zone)));
            }
            everyZone = List.copyOf(all);
        }
        return everyZone;
    }

    long now() {
        return now;
    }

    /** The subscriber's clock. */
    LocalClock clock() {
        return clock;
    }

    /** The clock of a zone. */
    LocalClock clock(ZoneId zone) {
        return zone.equals(clock.zone()) ? clock : LocalClock.of(zone);
    }

    Whereabouts where() {
        return situation.where();
    }

    Subscriber subscriber() {
        return situation.subscriber();
    }

    Registers registers() {
        return situation.registers();
    }

    /** How many contacts there are: the remembered ones, then the picked ones. */
    int contactCount() {
        return contacts.count();
    }

    Contact contact(int index) {
        return contacts.get(index);
    }

    /** When a contact took place. */
    long time(int index) {
        return contacts.time(index);
    }

    /** Whether a contact is one that this decision picked. */
    boolean isPicked(int index) {
        return contacts.isPicked(index);
    }

    /** Whether a contact was with the subscriber, and not with another of the account. */
    boolean isSubscribers(Contact contact) {
        return contact.subscriber().equals(situation.subscriber().id());
    }

    void pick(Contact contact) {
        contacts.pick(contact);
    }

    boolean inForce(RuleInfo info, long instant) {
        if (info.effectiveFrom() == null && info.effectiveTo() == null) {
            return true;
        }
        return info.inForceOn(instant == now ? today : clock.date(instant));
    }

    /**
     * The first instant from {@code from} on at which not all conditions hold any more, the attributes being what they are
     * now; {@link Judge#NEVER} if they hold for good.
     */
    long cease(List<Condition> conditions, long from) {
        if (!allHold(conditions, from)) {
            return from;
        }
        long first = Judge.NEVER;
        for (Condition condition : conditions) {
            AttributeValue value = situation.attributes().value(condition.attribute());
            for (long turn : Turns.of(condition, value, clock)) {
                if (turn > from && turn < first && !allHold(conditions, turn)) {
                    first = turn;
                }
            }
        }
        return first;
    }

    /** Whether all conditions hold at an instant, the attributes being what they are now. */
    boolean allHold(List<Condition> conditions, long instant) {
        if (conditions.isEmpty()) {
            return true;
        }
        AttributeSource attributes = situation.attributes();
        Instant at = instant == now ? situation.now() : Instant.ofEpochMilli(instant);
        for (Condition condition : conditions) {
            if (!condition.holds(attributes, at, clock.zone())) {
                return false;
            }
        }
        return true;
    }
}
