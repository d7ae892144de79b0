package io.tact.rules.drools;

import io.tact.facts.FactBuilder;
import io.tact.facts.Factors;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Contact;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSettings;
import io.tact.ruleset.RulesetVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small dictionary, facts made of plain values, and short ways to compile and to ask. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final RulesetVersion VERSION = new RulesetVersion("sample", "0123456789abcdef");
    static final Dictionary DICTIONARY = new Dictionary(List.of(
            profile("plan", AttributeType.STRING, Set.of("PREPAID", "POSTPAID")),
            profile("balance", AttributeType.NUMBER, Set.of()),
            profile("open_complaint", AttributeType.BOOLEAN, Set.of()),
            profile("contract_end", AttributeType.DATE, Set.of()),
            profile("last_topup", AttributeType.INSTANT, Set.of()),
            new Attribute("call_reason", AttributeScope.CONTEXT, AttributeType.STRING, null, Set.of(), null)));
    static final Vocabulary VOCABULARY = new Vocabulary(
            DICTIONARY,
            Map.of(
                    Selector.Dimension.CAMPAIGN, Set.of("TOPUP", "RENEWAL", "BILL-HELP"),
                    Selector.Dimension.OFFER, Set.of("TOPUP-10"),
                    Selector.Dimension.TREATMENT, Set.of("TOPUP-10-SMS", "TOPUP-10-PUSH"),
                    Selector.Dimension.CATEGORY, Set.of("DEVICE", "PLAN", "A", "B", "C", "D", "E", "F", "G"),
                    Selector.Dimension.CHANNEL, Set.of("SMS", "PUSH", "IVR")));
    static final RulesetSettings SETTINGS = new RulesetSettings(
            "sample",
            null,
            null,
            ZoneId.of("UTC"),
            "en",
            Fixed.ZERO,
            Fixed.ZERO,
            "salt",
            Duration.ofHours(1),
            Duration.ofDays(30),
            List.of(ZoneId.of("UTC")));
    static final Slot SMS = slot("SMS");
    static final TableHits NO_HITS = new Hits(Set.of());

    private Sample() {}

    private static Attribute profile(String name, AttributeType type, Set<String> allowed) {
        return new Attribute(name, AttributeScope.PROFILE, type, null, allowed, null);
    }

    static Slot slot(String channel) {
        return new Slot(
                new Channel(channel),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                "DEVICE",
                null,
                null,
                SenderClass.CVM,
                "SALE",
                "PHONE");
    }

    static AttributeValue value(Object plain) {
        if (plain instanceof Boolean flag) {
            return new AttributeValue.Flag(flag);
        } else if (plain instanceof Integer number) {
            return new AttributeValue.Numeric(Fixed.of(number));
        } else if (plain instanceof LocalDate day) {
            return new AttributeValue.Day(day);
        } else if (plain instanceof Instant instant) {
            return new AttributeValue.Moment(instant);
        }
        return new AttributeValue.Text(plain.toString());
    }

    static Facts facts(Map<String, Object> profile) {
        return facts(profile, Map.of(), List.of());
    }

    static Facts facts(Map<String, Object> profile, Map<String, Object> context, List<Contact> contacts) {
        Map<String, ProfileValue> stored = new TreeMap<>();
        profile.forEach((name, plain) -> stored.put(name, new ProfileValue(value(plain), Instant.EPOCH)));
        Map<String, AttributeValue> asked = new TreeMap<>();
        context.forEach((name, plain) -> asked.put(name, value(plain)));
        return facts(
                new Subscriber(
                        "s-1", List.of("+33600000001"), List.of(), List.of(), PARIS, null, "fr", stored, List.of()),
                asked,
                contacts);
    }

    static Facts facts(Subscriber subscriber, Map<String, AttributeValue> asked, List<Contact> contacts) {
        ContactHistory history = ContactHistory.empty(LedgerKey.ofSubscriber("s-1"))
                .with(subscriber)
                .plus(contacts);
        return new FactBuilder(DICTIONARY, PARIS).build(Direction.OUTBOUND, List.of(), asked, subscriber, history, NOW);
    }

    static DrlRules compile(String drl) {
        List<Problem> problems = new ArrayList<>();
        Optional<DrlRules> rules = DrlRules.compile(VOCABULARY, files(drl), problems);
        return rules.orElseThrow(() -> new AssertionError(problems.toString()));
    }

    /** What is wrong with files named {@code a.drl}, {@code b.drl} …, as people read it. */
    static List<String> problems(String... drls) {
        List<Problem> problems = new ArrayList<>();
        DrlRules.compile(VOCABULARY, files(drls), problems).ifPresent(DrlRules::close);
        return problems.stream().sorted(Problem.BY_PLACE).map(Problem::toString).toList();
    }

    static SortedMap<String, String> files(String... drls) {
        SortedMap<String, String> files = new TreeMap<>();
        for (int i = 0; i < drls.length; i++) {
            files.put((char) ('a' + i) + ".drl", drls[i]);
        }
        return files;
    }

    static List<Verdict> ask(String drl, Map<String, Object> profile) {
        try (DrlRules rules = compile(drl)) {
            return rules.verdicts(facts(profile), NO_HITS, List.of(SMS));
        }
    }

    /** Table hits that know only which rows matched. */
    record Hits(Set<String> rows) implements TableHits {
        @Override
        public BitSet eligible() {
            return new BitSet();
        }

        @Override
        public List<Reason> ineligibility(int treatment) {
            return List.of();
        }

        @Override
        public Factors factors(int treatment) {
            return new Factors(Fixed.ONE, Fixed.ONE, Fixed.ONE, Fixed.ZERO);
        }

        @Override
        public boolean matched(String row) {
            return rows.contains(row);
        }

        @Override
        public String toString() {
            return "TableHits";
        }
    }
}
