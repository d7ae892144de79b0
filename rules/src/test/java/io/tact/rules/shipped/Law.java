package io.tact.rules.shipped;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.MessageDecider;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Place;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import io.tact.model.Subscriber;
import io.tact.policy.DoNotCallLists;
import io.tact.policy.Registers;
import io.tact.port.RulesetCompiler;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One subscriber under shipped legal packs, and whether ACME may send them a marketing message. Every list is loaded and empty. */
final class Law {
    private final ActiveRuleset active;
    private final List<Contact> contacts = new ArrayList<>();
    private final List<Consent> consents = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();
    private @Nullable ZoneId zone;
    private @Nullable String jurisdiction;
    private Place residence = Place.UNKNOWN;
    private Place location = Place.UNKNOWN;
    private String line = "+999";
    private Instant listed = Instant.EPOCH;

    private Law(ActiveRuleset active) {
        this.active = active;
    }

    /** @param packs names of packs under {@code legal/} */
    static Law of(String... packs) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        StringBuilder includes = new StringBuilder();
        for (String pack : packs) {
            includes.append(includes.isEmpty() ? "" : ", ").append("legal/").append(pack);
            try (Stream<Path> content =
                    Files.list(Shipped.PACKS.resolve("legal").resolve(pack))) {
                for (Path file : content.filter(Files::isRegularFile).toList()) {
                    files.put("packs/legal/" + pack + "/" + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        String settings = "name: edge\nzone: UTC\nincludes: [" + includes + "]\n";
        files.put("ruleset.yaml", settings.getBytes(StandardCharsets.UTF_8));
        RulesetCompiler.Compilation compiled = Shipped.compiler().compile(new RulesetSource("edge", files));
        return new Law(new ActiveRuleset(
                compiled.ruleset().orElseThrow(() -> new IllegalStateException("" + compiled.problems())),
                1,
                Shipped.LOCATOR));
    }

    /** Where the subscriber declares to be. */
    Law in(String place, String clock) {
        jurisdiction = place;
        zone = ZoneId.of(clock);
        return this;
    }

    Law living(String place, String clock) {
        residence = new Place(place, ZoneId.of(clock), null);
        return this;
    }

    Law roaming(String place, String clock) {
        location = new Place(place, ZoneId.of(clock), null);
        return this;
    }

    Law line(String msisdn) {
        line = msisdn;
        return this;
    }

    /** The lists were obtained then. */
    Law listsOf(String at) {
        listed = instant(at);
        return this;
    }

    Law granted(String at) {
        return said(null, true, at);
    }

    Law refused(String at) {
        return said(null, false, at);
    }

    Law granted(SpecialConsent special, String at) {
        return said(special, true, at);
    }

    private Law said(@Nullable SpecialConsent special, boolean granted, String at) {
        consents.add(new Consent(null, Purpose.MARKETING, null, null, special, granted, instant(at), null, null));
        return this;
    }

    Law related(Relation.Kind kind, String since) {
        relations.add(new Relation(kind, "ACME", null, instant(since), null));
        return this;
    }

    /** ACME reached them then, and this is what became of it, the latest last. */
    Law contacted(String channel, String at, OutcomeType... outcomes) {
        Contact contact = new Contact(
                "c" + contacts.size(),
                "S-1",
                line,
                slot(channel),
                null,
                instant(at),
                null,
                ContactState.SENT,
                List.of());
        for (OutcomeType type : outcomes) {
            contact = contact.with(new Outcome("o-" + type, type, instant(at), null));
        }
        contacts.add(contact);
        return this;
    }

    /** The rows that say no. */
    List<String> objections(String channel, String now) {
        return ask(channel, now).reasons().stream().map(Reason::rule).toList();
    }

    /** When the message would be allowed; null if it is, or if time alone will not cure it. */
    @Nullable Instant next(String channel, String now) {
        return ask(channel, now).nextAllowedAt();
    }

    private MessageDecider.Answer ask(String channel, String now) {
        Subscriber subscriber = new Subscriber(
                "S-1",
                List.of(line),
                List.of(),
                List.of(),
                zone,
                jurisdiction,
                null,
                Map.of(),
                consents,
                new Circumstances(residence, location, relations, List.of(), List.of()));
        ContactHistory history = ContactHistory.empty(LedgerKey.ofSubscriber("S-1"))
                .with(subscriber)
                .plus(contacts);
        return new MessageDecider(active, new Registers(lists(), List.of()))
                .judge(slot(channel), "message", subscriber, history, instant(now));
    }

    private DoNotCallLists lists() {
        return name -> new DoNotCallLists.Listing() {
            @Override
            public Instant asOf() {
                return listed;
            }

            @Override
            public boolean contains(String address) {
                return false;
            }
        };
    }

    private static Slot slot(String channel) {
        return new Slot(
                new Channel(channel),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                null,
                null,
                "ACME",
                SenderClass.CVM,
                null,
                null);
    }

    private static Instant instant(String at) {
        return OffsetDateTime.parse(at).toInstant();
    }
}
