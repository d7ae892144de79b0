package io.tact.rules.drools;

import io.tact.facts.FactBuilder;
import io.tact.facts.Facts;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.SpecialConsent;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import io.tact.model.Whereabouts;
import io.tact.policy.DoNotCallLists;
import io.tact.policy.Registers;
import io.tact.policy.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Subscribers, histories, registers and requests at random, of the same small worlds as {@link RandomTables}. */
final class RandomSituations {
    private static final List<String> ZONES = List.of("Europe/Paris", "America/New_York", "Asia/Tokyo", "Pacific/Apia");

    private final Random random;
    private final RandomTables values;

    RandomSituations(Random random, RandomTables values) {
        this.random = random;
        this.values = values;
    }

    /** What rules may look at, and the same for contact policy. */
    record Asked(Facts facts, Situation situation) {}

    Asked next(Dictionary dictionary) {
        Instant now = values.pick(RandomTables.INSTANTS).plusSeconds(random.nextInt(86_400));
        Whereabouts where = where();
        Map<String, ProfileValue> profile = new TreeMap<>();
        Map<String, AttributeValue> context = new TreeMap<>();
        for (Attribute attribute : dictionary.attributes()) {
            if (random.nextInt(4) > 0) {
                AttributeValue value = values.value(attribute.type());
                if (attribute.scope() == AttributeScope.PROFILE) {
                    profile.put(attribute.name(), new ProfileValue(value, now));
                } else {
                    context.put(attribute.name(), value);
                }
            }
        }
        Subscriber subscriber = new Subscriber(
                "s-1",
                random.nextInt(4) == 0 ? List.of() : List.of("+1"),
                List.of(),
                List.of(),
                where.zone(),
                where.jurisdictions().stream().sorted().findFirst().orElse(null),
                null,
                profile,
                consents(now),
                circumstances(now));
        ContactHistory history = ContactHistory.empty(LedgerKey.ofSubscriber("s-1"))
                .with(subscriber)
                .plus(contacts(now));
        Facts facts = new FactBuilder(dictionary, where.zone())
                .build(Direction.OUTBOUND, List.of(), context, subscriber, where, history, now);
        Registers registers = new Registers(lists(now), List.of());
        return new Asked(facts, new Situation(now, where, subscriber, history, facts, registers));
    }

    /** In one, two or three zones, and in some jurisdictions, or nowhere known. */
    private Whereabouts where() {
        Set<ZoneId> zones = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            zones.add(ZoneId.of(values.pick(ZONES)));
        }
        Set<String> jurisdictions = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            jurisdictions.add(values.pick(RandomTables.JURISDICTIONS));
        }
        return new Whereabouts(List.copyOf(zones), jurisdictions);
    }

    private List<Consent> consents(Instant now) {
        List<Consent> consents = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Instant at = now.minus(Duration.ofHours(random.nextInt(60 * 24) - 24));
            consents.add(new Consent(
                    random.nextBoolean() ? null : new Channel(values.pick(RandomTables.CHANNELS)),
                    random.nextBoolean() ? null : Purpose.MARKETING,
                    null,
                    random.nextInt(4) > 0 ? null : values.pick(RandomTables.SENDERS),
                    random.nextBoolean() ? null : values.pick(List.of(SpecialConsent.values())),
                    random.nextBoolean(),
                    at,
                    null,
                    random.nextInt(4) > 0 ? null : at.plus(Duration.ofDays(random.nextInt(60)))));
        }
        return consents;
    }

    private Circumstances circumstances(Instant now) {
        List<Relation> relations = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Instant at = now.minus(Duration.ofHours(random.nextInt(30 * 24) - 48));
            relations.add(new Relation(
                    values.pick(List.of(Relation.Kind.values())),
                    random.nextInt(3) > 0 ? null : values.pick(RandomTables.SENDERS),
                    random.nextInt(4) > 0 ? null : values.pick(RandomTables.CATEGORIES),
                    random.nextBoolean() ? null : at,
                    random.nextBoolean() ? null : at.plus(Duration.ofDays(random.nextInt(20)))));
        }
        List<PreferredHours> preferred =
                random.nextInt(4) > 0 ? List.of() : List.of(new PreferredHours(Set.of(), 540, 1020));
        List<Suppression> suppressions = random.nextInt(4) > 0
                ? List.of()
                : List.of(new Suppression("s", null, null, null, null, "asked for it", null, now, null, null));
        return new Circumstances(Place.UNKNOWN, Place.UNKNOWN, relations, preferred, suppressions);
    }

    private List<Contact> contacts(Instant now) {
        List<Contact> contacts = new ArrayList<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            Instant at = now.minus(Duration.ofMinutes(random.nextInt(10 * 24 * 60)));
            ContactState state = values.pick(List.of(
                    ContactState.RESERVED,
                    ContactState.SENT,
                    ContactState.DELIVERED,
                    ContactState.FAILED,
                    ContactState.RELEASED));
            contacts.add(new Contact(
                    "c" + i,
                    random.nextInt(4) > 0 ? "s-1" : "s-2",
                    random.nextInt(3) == 0 ? null : random.nextBoolean() ? "+1" : "+2",
                    values.slot(),
                    "T" + random.nextInt(12),
                    at,
                    null,
                    state,
                    outcomes(at)));
        }
        return contacts;
    }

    private List<Outcome> outcomes(Instant at) {
        if (random.nextInt(3) == 0) {
            return List.of();
        }
        OutcomeType type = random.nextBoolean() ? OutcomeType.REFUSED : values.pick(List.of(OutcomeType.values()));
        return List.of(new Outcome("o", type, at.plus(Duration.ofMinutes(random.nextInt(600))), null));
    }

    /** Each one may be missing, old, or have the subscriber on it. */
    private DoNotCallLists lists(Instant now) {
        Map<String, DoNotCallLists.Listing> lists = new HashMap<>();
        for (String name : RandomPolicy.LISTS) {
            if (random.nextInt(4) > 0) {
                lists.put(name, new Listing(now.minus(Duration.ofDays(random.nextInt(45))), random.nextInt(3) == 0));
            }
        }
        return lists::get;
    }

    /** A list with everybody on it, or nobody. */
    private record Listing(Instant asOf, boolean everybody) implements DoNotCallLists.Listing {
        @Override
        public boolean contains(String address) {
            return everybody;
        }
    }
}
