package io.tact.history;

import io.tact.model.Contact;
import io.tact.model.Instants;
import io.tact.model.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All that is remembered of one account: its subscribers with their consents, and every contact and reservation. Immutable. */
public final class ContactHistory implements LedgerRecord {

    /** How long a contact is remembered unless configured otherwise. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(400);

    /** Days of a calendar may be longer than 24 hours: what a window of so many days still counts is not yet forgotten. */
    private static final Duration LONGER_DAYS = Duration.ofDays(2);

    private final LedgerKey key;
    private final long version;
    private final Instant floor;
    private final List<Subscriber> subscribers;
    private final List<Contact> contacts;

    /** What it, or what it was made from, was unpacked from. Says nothing that the rest does not. */
    private final @Nullable PackedOrigin origin;

    /**
     * @param key the key of the record
     * @param version the version that was read; what is derived from it keeps it, and the store counts it up
     * @param floor the latest instant at which anything was committed; a decision never takes place before it
     * @param subscribers the people of the account
     * @param contacts every remembered contact in {@link Contact#BY_TIME} order
     */
    public ContactHistory(
            LedgerKey key, long version, Instant floor, List<Subscriber> subscribers, List<Contact> contacts) {
        this(key, version, Instants.toMillis(floor), List.copyOf(subscribers), List.copyOf(contacts), null);
    }

    private ContactHistory(
            LedgerKey key,
            long version,
            Instant floor,
            List<Subscriber> subscribers,
            List<Contact> contacts,
            @Nullable PackedOrigin origin) {
        this.key = key;
        this.version = version;
        this.floor = floor;
        this.subscribers = subscribers;
        this.contacts = contacts;
        this.origin = origin;
    }

    /** What some bytes say. */
    static ContactHistory unpacked(LedgerKey key, PackedOrigin origin) {
        return new ContactHistory(
                key, origin.version(), origin.times().floor(), origin.subscribers(), origin.contacts(), origin);
    }

    /** What it, or what it was made from, was unpacked from. */
    @Nullable PackedOrigin origin() {
        return origin;
    }

    @Override
    public LedgerKey key() {
        return key;
    }

    @Override
    public long version() {
        return version;
    }

    public Instant floor() {
        return floor;
    }

    public List<Subscriber> subscribers() {
        return subscribers;
    }

    /** Every remembered contact in {@link Contact#BY_TIME} order. */
    public List<Contact> contacts() {
        return contacts;
    }

    /** The history of an account that was never stored. */
    public static ContactHistory empty(LedgerKey key) {
        return new ContactHistory(key, 0, Instant.EPOCH, List.of(), List.of());
    }

    /** The instant at which something that the clock calls {@code clock} takes place: never before the floor. */
    public Instant now(Instant clock) {
        Instant millis = Instants.toMillis(clock);
        return millis.isBefore(floor) ? floor : millis;
    }

    public @Nullable Subscriber subscriber(String id) {
        for (Subscriber s : subscribers) {
            if (s.id().equals(id)) {
                return s;
            }
        }
        return null;
    }

    /** The contact of that id; a reservation's id is unique, one given by an importer only for its subscriber. */
    public Optional<Contact> contact(String id) {
        return contacts.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** The contact of that subscriber and id. */
    public Optional<Contact> contact(String subscriber, String id) {
        return contacts.stream()
                .filter(c -> c.id().equals(id) && c.subscriber().equals(subscriber))
                .findFirst();
    }

    /** This history with a subscriber added, or put in the place of the one with the same id. */
    public ContactHistory with(Subscriber changed) {
        List<Subscriber> all = new ArrayList<>(subscribers);
        all.removeIf(s -> s.id().equals(changed.id()));
        all.add(changed);
        return new ContactHistory(key, version, floor, all, contacts);
    }

    /** This history without a subscriber and without their contacts. */
    public ContactHistory without(String subscriber) {
        Predicate<Contact> theirs = c -> c.subscriber().equals(subscriber);
        return new ContactHistory(
                key,
                version,
                floor,
                subscribers.stream().filter(s -> !s.id().equals(subscriber)).toList(),
                contacts.stream().filter(theirs.negate()).toList());
    }

    /** This history with more contacts, in order. */
    public ContactHistory plus(List<Contact> more) {
        List<Contact> all = new ArrayList<>(contacts.size() + more.size());
        all.addAll(contacts);
        all.addAll(more);
        all.sort(Contact.BY_TIME);
        return new ContactHistory(key, version, floor, subscribers, List.copyOf(all), origin);
    }

    /**
     * This history as it was at an instant: without the contacts that were made after it, and without what became of others
     * after it. What is known of the subscribers, and what was released since, stays as it is.
     */
    public ContactHistory asOf(Instant instant) {
        boolean allBefore = contacts.stream()
                .allMatch(
                        c -> !c.at().isAfter(instant) && c.outcomes().stream().noneMatch(o -> o.at().isAfter(instant)));
        if (allBefore) {
            return this;
        }
        List<Contact> then = contacts.stream()
                .filter(c -> !c.at().isAfter(instant))
                .map(c -> c.asOf(instant))
                .toList();
        return new ContactHistory(key, version, floor, subscribers, then);
    }

    /** This history with one contact changed. */
    public ContactHistory replacing(Contact contact, UnaryOperator<Contact> change) {
        List<Contact> all = new ArrayList<>(contacts);
        all.replaceAll(
                c -> c.id().equals(contact.id()) && c.subscriber().equals(contact.subscriber()) ? change.apply(c) : c);
        return new ContactHistory(key, version, floor, subscribers, all);
    }

    /**
     * This history with its floor raised to {@code now} and with contacts older than the retention forgotten, but for those
     * from whose outcomes a stop may follow: it may be for ever.
     */
    public ContactHistory settledAt(Instant now, Duration retention) {
        Instant newFloor = now(now);
        Instant oldest = newFloor.minus(retention).minus(LONGER_DAYS);
        boolean allKept = contacts.isEmpty() || !contacts.get(0).at().isBefore(oldest);
        List<Contact> kept = allKept
                ? contacts
                : contacts.stream()
                        .filter(c -> !c.at().isBefore(oldest) || c.isStop())
                        .toList();
        return new ContactHistory(key, version, newFloor, subscribers, kept, origin);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactHistory that
                && key.equals(that.key)
                && version == that.version
                && floor.equals(that.floor)
                && subscribers.equals(that.subscribers)
                && contacts.equals(that.contacts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, version, floor, subscribers, contacts);
    }

    @Override
    public String toString() {
        return "ContactHistory[key=" + key + ", version=" + version + ", floor=" + floor + ", subscribers="
                + subscribers + ", contacts=" + contacts + "]";
    }
}
