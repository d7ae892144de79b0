package io.tact.policy;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import io.tact.model.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A marketing SMS to one subscriber, told in a few words: rules, contacts, consents, and what policy says of it. */
final class Story {
    static final Channel SMS = new Channel("SMS");
    static final Channel PUSH = new Channel("PUSH");
    static final Channel EMAIL = new Channel("EMAIL");
    static final Channel CALL = new Channel("CALL_CENTRE");

    private final ZoneId zone;
    private final List<PreferredHours> preferred = new ArrayList<>();
    private final List<PolicyRule> rules = new ArrayList<>();
    private final List<Contact> contacts = new ArrayList<>();
    private final List<Contact> picks = new ArrayList<>();
    private final List<Consent> consents = new ArrayList<>();
    private final List<ZoneId> zones = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();
    private final List<Suppression> suppressions = new ArrayList<>();
    private DoNotCallLists lists = DoNotCallLists.NONE;
    private @Nullable String jurisdiction;
    private @Nullable AttributeValue attribute;
    private Slot slot = slot(SMS, "TOPUP", "TOPUP-10");
    private @Nullable String line = "+33600000001";

    private Story(ZoneId zone) {
        this.zone = zone;
        zones.add(zone);
    }

    static Story in(String zone) {
        return new Story(ZoneId.of(zone));
    }

    /** They may also be in that zone. */
    Story alsoIn(String other) {
        zones.add(ZoneId.of(other));
        return this;
    }

    Story preferring(PreferredHours... hours) {
        preferred.addAll(Arrays.asList(hours));
        return this;
    }

    Story rules(PolicyRule... more) {
        rules.addAll(Arrays.asList(more));
        return this;
    }

    /** An SMS of the same offer that was delivered then. */
    Story sent(String at) {
        return contact(delivered("c" + contacts.size(), instant(at)));
    }

    Story contact(Contact contact) {
        contacts.add(contact);
        return this;
    }

    Story picked(Contact contact) {
        picks.add(contact);
        return this;
    }

    Story said(Consent consent) {
        consents.add(consent);
        return this;
    }

    Story bound(Relation relation) {
        relations.add(relation);
        return this;
    }

    Story suppressed(Suppression suppression) {
        suppressions.add(suppression);
        return this;
    }

    Story lists(DoNotCallLists loaded) {
        lists = loaded;
        return this;
    }

    Story of(String place) {
        jurisdiction = place;
        return this;
    }

    Story attribute(AttributeValue value) {
        attribute = value;
        return this;
    }

    Story asking(Slot asked) {
        slot = asked;
        return this;
    }

    Story line(@Nullable String to) {
        line = to;
        return this;
    }

    PolicyCheck check(String now) {
        Subscriber subscriber = subscriber();
        ContactHistory history =
                ContactHistory.empty(LedgerKey.ofAccount("a1")).with(subscriber).plus(contacts);
        Whereabouts where = new Whereabouts(zones, jurisdiction == null ? Set.of() : Set.of(jurisdiction));
        PolicyCheck check = new PolicyCheck(new Situation(
                instant(now), where, subscriber, history, ordinal -> attribute, new Registers(lists, List.of())));
        picks.forEach(check::pick);
        return check;
    }

    List<Reason> reasons(String now) {
        return check(now).reasons(policy(), line);
    }

    /** What is left of every cap. */
    List<CapAllowance> caps(String now) {
        return check(now).caps(policy(), line);
    }

    /** The names of the rules that say no. */
    List<String> objections(String now) {
        return reasons(now).stream().map(Reason::rule).toList();
    }

    /** When all rules would agree, as the subscriber's clock shows it; null within a year. */
    @Nullable String next(String now) {
        Instant from = instant(now);
        Optional<Instant> next = check(now).nextAllowedAt(policy(), line, from, from.plus(Duration.ofDays(366)));
        return next.map(this::shown).orElse(null);
    }

    /** When open hours close, as the subscriber's clock shows it; null within two days. */
    @Nullable String closes(String now) {
        Optional<Instant> closing = check(now).closesAt(policy(), instant(now).plus(Duration.ofDays(2)));
        return closing.map(this::shown).orElse(null);
    }

    SlotPolicy policy() {
        return new PolicyBook(rules).policyFor(slot);
    }

    private String shown(Instant at) {
        return at.atZone(zone).toOffsetDateTime().toString();
    }

    private Subscriber subscriber() {
        Circumstances circumstances =
                new Circumstances(Place.UNKNOWN, Place.UNKNOWN, relations, preferred, suppressions);
        List<String> emails = List.of("someone@example.org");
        return new Subscriber(
                "s1", List.of(), emails, List.of(), zone, jurisdiction, null, Map.of(), consents, circumstances);
    }

    private Instant instant(String at) {
        return at.endsWith("Z") || at.matches(".*[+-]\\d\\d:\\d\\d$")
                ? ZonedDateTime.parse(at).toInstant()
                : java.time.LocalDateTime.parse(at).atZone(zone).toInstant();
    }

    static Slot slot(Channel channel, @Nullable String campaign, @Nullable String offer) {
        return new Slot(
                channel, Direction.OUTBOUND, Purpose.MARKETING, null, null, "OP", SenderClass.CVM, campaign, offer);
    }

    static Contact delivered(String id, Instant at) {
        return new Contact(
                id,
                "s1",
                "+33600000001",
                slot(SMS, "TOPUP", "TOPUP-10"),
                null,
                at,
                null,
                ContactState.DELIVERED,
                List.of());
    }

    static Contact delivered(String id, Instant at, Slot slot) {
        return new Contact(id, "s1", "+33600000001", slot, null, at, null, ContactState.DELIVERED, List.of());
    }

    /** A contact that came to such an outcome at once. */
    static Contact answered(String id, Instant at, Slot slot, OutcomeType type) {
        return delivered(id, at, slot).with(new Outcome(id + "-" + type, type, at, null));
    }

    static Slot slot(Channel channel, Purpose purpose, @Nullable String category, @Nullable String sender) {
        return new Slot(channel, Direction.OUTBOUND, purpose, category, null, sender, SenderClass.CVM, null, null);
    }

    static RuleInfo row(String table, String id) {
        return new RuleInfo(table, id, "own", null, null, null, null);
    }

    static CapRule cap(String id, Window window, int max) {
        return cap(id, CapRule.Level.SUBSCRIBER, window, max, Set.of());
    }

    static CapRule cap(String id, CapRule.Level level, Window window, int max, Set<CapRule.Key> key) {
        return new CapRule(
                row("caps", id), Scope.OUTBOUND, level, window, ZoneBasis.SUBSCRIBER, max, Counted.ATTEMPTS, key);
    }

    static Window rolling(String length) {
        return new Window.Rolling(Span.parse(length));
    }

    static Window gap(String length) {
        return new Window.Gap(Span.parse(length));
    }
}
