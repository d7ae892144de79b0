package io.tact.load;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The subscriber of the benchmarks: 24 offers fit them, and ten contacts of the last month are remembered. */
public final class SampleAccount {
    /** A Monday noon in Paris, when every channel is open. */
    public static final Instant NOW = Instant.parse("2026-11-23T11:00:00Z");

    private SampleAccount() {}

    static Subscriber subscriber(String id) {
        Instant asOf = NOW.minus(Duration.ofHours(3));
        Map<String, ProfileValue> profile = Map.of(
                "plan", new ProfileValue(new AttributeValue.Text("PREPAID"), asOf),
                "region", new ProfileValue(new AttributeValue.Text("R0"), asOf),
                "balance", new ProfileValue(new AttributeValue.Numeric(Fixed.of(1200)), asOf),
                "churn_score", new ProfileValue(new AttributeValue.Numeric(Fixed.parse("0.73")), asOf),
                "contract_end", new ProfileValue(new AttributeValue.Day(LocalDate.parse("2026-12-10")), asOf),
                "open_complaint", new ProfileValue(new AttributeValue.Flag(false), asOf));
        return new Subscriber(
                id,
                List.of("+33639980001"),
                List.of("someone@example.com"),
                List.of("device-1"),
                ZoneId.of("Europe/Paris"),
                "FR",
                "fr",
                profile,
                List.of(consent("SMS"), consent("EMAIL")));
    }

    /** One to whom most offers of the demo ruleset fit, with the same contacts. */
    static Subscriber demoSubscriber(String id) {
        Instant asOf = NOW.minus(Duration.ofHours(3));
        Map<String, ProfileValue> profile = new HashMap<>();
        Map.of(
                        "tenure_months", "24",
                        "balance", "100",
                        "data_used_pct", "85",
                        "days_inactive", "50",
                        "churn_score", "0.8",
                        "line_count", "3",
                        "bill_change_pct", "30",
                        "loyalty_points", "2000",
                        "monthly_charges", "4500",
                        "accept_plan", "0.2")
                .forEach((name, number) ->
                        profile.put(name, new ProfileValue(new AttributeValue.Numeric(Fixed.parse(number)), asOf)));
        Map.of("plan", "HYBRID", "contract", "ONE_YEAR", "internet", "DSL")
                .forEach((name, text) -> profile.put(name, new ProfileValue(new AttributeValue.Text(text), asOf)));
        List.of("family", "in_outage_area", "has_app", "paperless")
                .forEach(name -> profile.put(name, new ProfileValue(new AttributeValue.Flag(true), asOf)));
        profile.put("contract_end", new ProfileValue(new AttributeValue.Day(LocalDate.parse("2026-12-10")), asOf));
        return new Subscriber(
                id,
                List.of("+33639980001"),
                List.of("someone@example.com"),
                List.of("device-1"),
                ZoneId.of("Europe/Paris"),
                "FR",
                "fr",
                profile,
                List.of(consent("SMS"), consent("EMAIL"), consent("IVR")));
    }

    private static Consent consent(String channel) {
        return new Consent(
                new Channel(channel), Purpose.MARKETING, null, null, true, NOW.minus(Duration.ofDays(90)), "web", null);
    }

    public static ContactHistory history(String subscriber) {
        return history(subscriber(subscriber));
    }

    /** Ten contacts of the last month. */
    static ContactHistory history(Subscriber owner) {
        String subscriber = owner.id();
        String[] channels = {"SMS", "PUSH", "EMAIL", "CALL_CENTRE"};
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Slot slot = new Slot(
                    new Channel(channels[i % 4]),
                    Direction.OUTBOUND,
                    Purpose.MARKETING,
                    i % 2 == 0 ? "DATA" : "LOYALTY",
                    null,
                    "northline",
                    SenderClass.CVM,
                    "C" + i,
                    "O" + i);
            contacts.add(new Contact(
                    "past-" + i,
                    subscriber,
                    "+33639980001",
                    slot,
                    "T" + i,
                    NOW.minus(Duration.ofHours(10 + 70L * (9 - i))),
                    null,
                    ContactState.DELIVERED,
                    List.of()));
        }
        return new ContactHistory(LedgerKey.ofSubscriber(subscriber), 1, Instant.EPOCH, List.of(owner), contacts);
    }
}
