package io.tact.rules.drools;

import io.tact.facts.FactBuilder;
import io.tact.facts.Facts;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Subscribers, histories and requests at random, of the same small worlds as {@link RandomTables}. */
final class RandomSituations {
    private static final List<String> ZONES = List.of("Europe/Paris", "America/New_York", "Asia/Tokyo");

    private final Random random;
    private final RandomTables values;

    RandomSituations(Random random, RandomTables values) {
        this.random = random;
        this.values = values;
    }

    Facts next(Dictionary dictionary) {
        Instant now = values.pick(RandomTables.INSTANTS).plusSeconds(random.nextInt(86_400));
        ZoneId zone = ZoneId.of(values.pick(ZONES));
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
                List.of("+1"),
                List.of(),
                List.of(),
                zone,
                values.pick(RandomTables.JURISDICTIONS),
                null,
                profile,
                consents(now));
        ContactHistory history = ContactHistory.empty(LedgerKey.ofSubscriber("s-1"))
                .with(subscriber)
                .plus(contacts(now));
        return new FactBuilder(dictionary, zone)
                .build(Direction.OUTBOUND, List.of(), context, subscriber, history, now);
    }

    private List<Consent> consents(Instant now) {
        List<Consent> consents = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            consents.add(new Consent(
                    random.nextBoolean() ? null : new Channel(values.pick(RandomTables.CHANNELS)),
                    random.nextBoolean() ? null : Purpose.MARKETING,
                    null,
                    null,
                    random.nextInt(3) > 0,
                    now.minus(Duration.ofDays(random.nextInt(60))),
                    null,
                    null));
        }
        return consents;
    }

    private List<Contact> contacts(Instant now) {
        List<Contact> contacts = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            Instant at = now.minus(Duration.ofMinutes(random.nextInt(10 * 24 * 60)));
            ContactState state = values.pick(List.of(
                    ContactState.RESERVED,
                    ContactState.SENT,
                    ContactState.DELIVERED,
                    ContactState.FAILED,
                    ContactState.RELEASED));
            List<Outcome> outcomes = random.nextBoolean()
                    ? List.of()
                    : List.of(new Outcome("o", values.pick(List.of(OutcomeType.values())), at, null));
            contacts.add(new Contact(
                    "c" + i,
                    random.nextInt(4) > 0 ? "s-1" : "s-2",
                    random.nextBoolean() ? "+1" : "+2",
                    values.slot(),
                    "T" + random.nextInt(12),
                    at,
                    null,
                    state,
                    outcomes));
        }
        return contacts;
    }
}
