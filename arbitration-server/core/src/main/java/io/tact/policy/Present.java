package io.tact.policy;

import io.tact.model.AttributeSource;
import io.tact.model.Condition;
import io.tact.model.Contact;
import io.tact.model.Subscriber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** What one decision knows: its situation, and the contacts it has picked so far. Belongs to one thread. */
final class Present {
    private final Situation situation;
    private final long now;
    private final LocalClock clock;
    private final LocalDate today;
    private Contact[] contacts;
    private long[] times;
    private int remembered;

    Present(Situation situation) {
        this.situation = situation;
        this.now = LocalClock.millis(situation.now());
        this.clock = new LocalClock(situation.zone());
        this.today = clock.date(now);
        List<Contact> history = situation.history().contacts();
        this.remembered = history.size();
        this.contacts = history.toArray(new Contact[0]);
        this.times = new long[remembered];
        for (int i = 0; i < remembered; i++) {
            times[i] = LocalClock.millis(contacts[i].at());
        }
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
        return zone.equals(clock.zone()) ? clock : new LocalClock(zone);
    }

    Subscriber subscriber() {
        return situation.subscriber();
    }

    /** How many contacts there are: the remembered ones, then the picked ones. */
    int contactCount() {
        return contacts.length;
    }

    Contact contact(int index) {
        return contacts[index];
    }

    /** When a contact took place. */
    long time(int index) {
        return times[index];
    }

    /** Whether a contact is one that this decision picked. */
    boolean isPicked(int index) {
        return index >= remembered;
    }

    void pick(Contact contact) {
        int last = contacts.length;
        contacts = java.util.Arrays.copyOf(contacts, last + 1);
        times = java.util.Arrays.copyOf(times, last + 1);
        contacts[last] = contact;
        times[last] = LocalClock.millis(contact.at());
    }

    boolean inForce(RuleInfo info, long instant) {
        if (info.effectiveFrom() == null && info.effectiveTo() == null) {
            return true;
        }
        return info.inForceOn(instant == now ? today : clock.date(instant));
    }

    /** Whether all conditions hold at an instant, the attributes being what they are now. */
    boolean allHold(List<Condition> conditions, long instant) {
        if (conditions.isEmpty()) {
            return true;
        }
        AttributeSource attributes = situation.attributes();
        Instant at = instant == now ? situation.now() : Instant.ofEpochMilli(instant);
        for (Condition condition : conditions) {
            if (!condition.holds(attributes, at, situation.zone())) {
                return false;
            }
        }
        return true;
    }
}
