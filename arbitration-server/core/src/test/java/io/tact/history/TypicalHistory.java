package io.tact.history;

import io.tact.model.Amounts;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An ordinary subscriber of an ordinary operator: 20 attributes, 4 consents and some contacts with their outcomes. */
public final class TypicalHistory {
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:15.250Z");

    private TypicalHistory() {}

    /** A history with one contact more, as a decision reserves it 90 seconds after the last. */
    public static ContactHistory reserving(ContactHistory history, String contact) {
        Contact last = history.contacts().get(history.contacts().size() - 1);
        Instant at = last.at().plusSeconds(90);
        Contact more = new Contact(
                contact,
                last.subscriber(),
                last.line(),
                last.slot(),
                last.treatment(),
                at,
                at.plusSeconds(3600),
                ContactState.RESERVED,
                List.of());
        return history.plus(List.of(more)).settledAt(at, ContactHistory.DEFAULT_RETENTION);
    }

    public static ContactHistory of(String subscriber, int contacts) {
        List<Contact> made = new ArrayList<>();
        for (int i = 0; i < contacts; i++) {
            made.add(contact(subscriber, i, NOW.minus(Duration.ofHours(37L * (contacts - i)))));
        }
        return new ContactHistory(
                LedgerKey.ofSubscriber(subscriber), 41, NOW, List.of(subscriber(subscriber)), List.copyOf(made));
    }

    private static Subscriber subscriber(String id) {
        Instant asOf = Instant.parse("2026-11-22T02:00:00Z");
        Map<String, ProfileValue> profile = new TreeMap<>();
        List.of("plan", "segment", "device_brand", "region", "tariff", "payment", "language_pref", "care_tier")
                .forEach(n -> profile.put(n, new ProfileValue(new AttributeValue.Text("MID_" + n.length()), asOf)));
        List.of("balance", "arpu", "churn_score", "data_used_gb", "tenure_months", "top_ups_30d", "age", "value_score")
                .forEach(n -> profile.put(
                        n, new ProfileValue(new AttributeValue.Numeric(new Fixed(n.length() * 1_370_000L)), asOf)));
        List.of("roaming", "has_app")
                .forEach(n -> profile.put(n, new ProfileValue(new AttributeValue.Flag(true), asOf)));
        profile.put("contract_end", new ProfileValue(new AttributeValue.Day(LocalDate.of(2027, 3, 31)), asOf));
        profile.put("last_top_up", new ProfileValue(new AttributeValue.Moment(asOf.minusSeconds(86_000)), asOf));
        List<Consent> consents = List.of("SMS", "EMAIL", "PUSH", "CALL_CENTRE").stream()
                .map(c -> new Consent(
                        new Channel(c), Purpose.MARKETING, null, null, !c.equals("PUSH"), asOf, "web form", null))
                .toList();
        return new Subscriber(
                id,
                List.of("+33612345678"),
                List.of(id + "@example.com"),
                List.of(),
                ZoneId.of("Europe/Paris"),
                "FR",
                "fr",
                profile,
                consents);
    }

    private static Contact contact(String subscriber, int i, Instant at) {
        boolean sms = i % 3 != 0;
        Slot slot = new Slot(
                new Channel(sms ? "SMS" : "EMAIL"),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                i % 2 == 0 ? "DATA" : "DEVICE",
                null,
                "tact-mobile",
                SenderClass.CVM,
                "autumn-" + i % 4,
                "offer-" + i % 5);
        List<Outcome> outcomes = i % 2 == 0
                ? List.of(new Outcome("o" + i, OutcomeType.DELIVERED, at.plusSeconds(9), null))
                : List.of(
                        new Outcome("o" + i, OutcomeType.DELIVERED, at.plusSeconds(7), null),
                        new Outcome("c" + i, OutcomeType.CLICKED, at.plusSeconds(3600), "landing"));
        return new Contact(
                String.format("%016x%08x-0", 0x9E3779B97F4A7C15L * (i + 1), i * 7919),
                subscriber,
                sms ? "+33612345678" : subscriber + "@example.com",
                slot,
                "offer-" + i % 5 + (sms ? "-sms" : "-email"),
                at,
                at.plus(Duration.ofMinutes(15)),
                ContactState.DELIVERED,
                outcomes);
    }

    /** The same with everything that format 2 can say and format 1 could not. */
    public static ContactHistory inFull(String subscriber) {
        Instant asOf = Instant.parse("2026-11-22T02:00:00Z");
        Subscriber person = subscriber(subscriber)
                .withConsents(List.of(new Consent(
                        new Channel("IVR"),
                        Purpose.MARKETING,
                        null,
                        "tact-mobile",
                        SpecialConsent.AUTOMATED,
                        true,
                        asOf,
                        "paper",
                        asOf.plusSeconds(86_400))))
                .with(new Circumstances(
                        new Place("FR", ZoneId.of("Europe/Paris"), null),
                        new Place("US-FL", ZoneId.of("America/New_York"), asOf),
                        List.of(new Relation(Relation.Kind.ONGOING_CONTRACT, "tact-mobile", null, asOf, null)),
                        List.of(new PreferredHours(Set.of(DayOfWeek.SATURDAY), 600, 1200)),
                        List.of(new Suppression(
                                "vulnerable",
                                null,
                                Purpose.MARKETING,
                                null,
                                null,
                                "asked by the family",
                                "care",
                                asOf,
                                asOf.plusSeconds(900),
                                new Suppression.Lift(asOf.plusSeconds(60), "a mistake")))));
        Slot slot = new Slot(
                new Channel("SMS"),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                "DATA",
                null,
                "tact-mobile",
                SenderClass.CVM,
                "autumn",
                "offer",
                new Amounts(Fixed.of(12), Fixed.parse("0.04"), Fixed.of(5)));
        Contact contact =
                new Contact("c-1", subscriber, "+33612345678", slot, null, asOf, null, ContactState.SENT, List.of());
        return new ContactHistory(LedgerKey.ofSubscriber(subscriber), 41, NOW, List.of(person), List.of(contact));
    }
}
