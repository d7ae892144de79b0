package io.tact.policy;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Condition;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Operand;
import io.tact.model.Operator;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Subscriber;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes policies and situations at random, crowding what happens around the boundaries of what the rules say. */
final class RandomCase {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Paris"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Africa/Cairo"),
            ZoneId.of("America/Santiago"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Asia/Beirut"),
            ZoneId.of("UTC"));
    private static final List<Span> SPANS = List.of(
            Span.parse("PT1H"),
            Span.parse("PT24H"),
            Span.parse("P1D"),
            Span.parse("P2D"),
            Span.parse("P7D"),
            Span.parse("P1W"),
            Span.parse("P14D"),
            Span.parse("P1M"),
            Span.parse("P1DT12H"),
            Span.parse("PT0.5S"));
    private static final List<Channel> CHANNELS = List.of(new Channel("SMS"), new Channel("PUSH"));
    private static final List<@Nullable String> NAMES = Arrays.asList("A", "B", null);

    private final Random random;
    final ZoneId zone;
    final Instant now;
    final Slot slot;
    final @Nullable String line;
    final List<PolicyRule> rules = new ArrayList<>();
    final Situation situation;
    final List<Contact> picks = new ArrayList<>();

    RandomCase(long seed) {
        random = new Random(seed);
        zone = any(ZONES);
        now = instant();
        slot = slot();
        line = any(NAMES);
        int rows = 1 + random.nextInt(6);
        for (int i = 0; i < rows; i++) {
            rules.add(rule(i));
        }
        List<Contact> contacts = new ArrayList<>();
        int made = random.nextInt(9);
        for (int i = 0; i < made; i++) {
            contacts.add(contact("c" + i, contactTime()));
        }
        String jurisdiction = any(Arrays.asList("FR", "US-FL", null));
        Subscriber subscriber =
                new Subscriber("s1", List.of(), List.of(), List.of(), null, jurisdiction, null, Map.of(), consents());
        ContactHistory history =
                ContactHistory.empty(LedgerKey.ofAccount("a1")).with(subscriber).plus(contacts);
        @Nullable AttributeValue plan = any(Arrays.asList(text("A"), text("B"), null));
        situation = new Situation(now, zone, subscriber, history, ordinal -> plan);
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            picks.add(contact("p" + i, now));
        }
    }

    NaivePolicy naive() {
        return new NaivePolicy(rules, situation, picks, slot, line);
    }

    PolicyCheck check() {
        PolicyCheck check = new PolicyCheck(situation);
        picks.forEach(check::pick);
        return check;
    }

    /** Whether the present lies within a second of an instant at which some rule may change its mind. */
    boolean isAtBoundary() {
        Instant before = now.minusSeconds(1);
        Instant after = now.plusSeconds(1);
        return boundaries().stream().anyMatch(b -> !b.isBefore(before) && !b.isAfter(after));
    }

    /** Instants at which a contact leaves a window or hours begin or end, in the days around the present. */
    List<Instant> boundaries() {
        List<Instant> all = new ArrayList<>();
        for (PolicyRule rule : rules) {
            if (rule instanceof CapRule cap && !(cap.window() instanceof Window.Calendar)) {
                Span length =
                        cap.window() instanceof Window.Rolling r ? r.length() : ((Window.Gap) cap.window()).length();
                ZoneId clock = cap.zoneBasis().zone(zone);
                situation.history().contacts().forEach(c -> all.add(NaivePolicy.plus(c.at(), length, clock)));
            } else if (rule instanceof HoursRule hours) {
                addHours(hours, all);
            }
        }
        return all;
    }

    private void addHours(HoursRule hours, List<Instant> all) {
        ZoneId clock = hours.zoneBasis().zone(zone);
        LocalDate today = LocalDate.ofInstant(now, clock);
        for (int day = -1; day <= 8; day++) {
            for (HoursRule.Interval i : hours.intervals()) {
                for (int minute : new int[] {i.open(), i.close()}) {
                    ZonedDateTime at = today.plusDays(day)
                            .atStartOfDay()
                            .plusMinutes(minute)
                            .atZone(clock);
                    all.add(at.toInstant());
                    all.add(at.withLaterOffsetAtOverlap().toInstant());
                }
            }
        }
    }

    /** An instant at which something is likely to change, up to a millisecond aside, within {@code days} from now. */
    Instant interesting(int days) {
        Instant at = now.plusMillis((long) (random.nextDouble() * days * 86_400_000L));
        if (random.nextInt(3) > 0) {
            ZonedDateTime shown = at.atZone(zone).truncatedTo(ChronoUnit.HOURS);
            at = shown.plusMinutes(30L * random.nextInt(2)).toInstant().plusMillis(random.nextInt(3) - 1);
        }
        return at.isBefore(now) ? now : at;
    }

    private Instant instant() {
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(365 * 1440)));
        ZoneOffsetTransition change = zone.getRules().nextTransition(at);
        if (change != null && random.nextBoolean()) {
            at = change.getInstant().plus(Duration.ofMinutes(random.nextInt(6 * 1440) - 3 * 1440L));
        }
        at = at.atZone(zone)
                .truncatedTo(ChronoUnit.HOURS)
                .toInstant()
                .plus(Duration.ofMinutes(30L * random.nextInt(2)));
        return at.plusMillis(jitter());
    }

    private long jitter() {
        return switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> -1;
            case 2 -> random.nextInt(3_600_000);
            default -> 0;
        };
    }

    private Instant contactTime() {
        Span span = any(SPANS);
        Instant around =
                switch (random.nextInt(8)) {
                    case 0 -> now.plus(Duration.ofMinutes(random.nextInt(3000)));
                    case 1 -> now.minus(Duration.ofMinutes(random.nextInt(20 * 1440)));
                    case 2 -> now;
                    default -> span.before(now, zone);
                };
        return around.plusMillis(random.nextInt(3) - 1L).plusMillis(random.nextInt(4) == 0 ? jitter() : 0);
    }

    private Slot slot() {
        return new Slot(
                any(CHANNELS),
                random.nextInt(8) == 0 ? Direction.INBOUND : Direction.OUTBOUND,
                random.nextInt(4) == 0 ? Purpose.SERVICE : Purpose.MARKETING,
                any(NAMES),
                any(NAMES),
                any(NAMES),
                SenderClass.CVM,
                any(NAMES),
                any(NAMES));
    }

    private Contact contact(String id, Instant at) {
        ContactState state = any(List.of(
                ContactState.RESERVED,
                ContactState.SENT,
                ContactState.DELIVERED,
                ContactState.DELIVERED,
                ContactState.FAILED,
                ContactState.RELEASED));
        OutcomeType type = any(List.of(OutcomeType.NO_ANSWER, OutcomeType.CONVERSATION, OutcomeType.READ));
        List<Outcome> outcomes = random.nextBoolean() ? List.of() : List.of(new Outcome("o", type, at, null));
        String whose = random.nextInt(4) == 0 ? "s2" : "s1";
        return new Contact(id, whose, any(NAMES), slot(), null, at, null, state, outcomes);
    }

    private List<Consent> consents() {
        List<Consent> all = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            all.add(new Consent(
                    random.nextBoolean() ? any(CHANNELS) : null,
                    random.nextBoolean() ? Purpose.MARKETING : null,
                    any(NAMES),
                    any(NAMES),
                    random.nextInt(3) > 0,
                    random.nextInt(4) == 0 ? now.plus(Duration.ofHours(random.nextInt(40))) : contactTime(),
                    null,
                    random.nextInt(3) == 0 ? now.plus(Duration.ofHours(random.nextInt(80) - 8L)) : null));
        }
        return all;
    }

    private PolicyRule rule(int i) {
        RuleInfo info = new RuleInfo(
                any(List.of("a", "b", "c")),
                "r" + i,
                any(List.of("p", "p", "q")),
                any(Arrays.asList("FR", "US", null, null)),
                random.nextInt(6) == 0 ? LocalDate.ofInstant(now, zone).plusDays(random.nextInt(5) - 2L) : null,
                random.nextInt(5) == 0 ? LocalDate.ofInstant(now, zone).plusDays(random.nextInt(6) - 1L) : null,
                null);
        ZoneBasis basis = random.nextInt(3) == 0 ? new ZoneBasis(any(ZONES)) : ZoneBasis.SUBSCRIBER;
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> cap(info, basis);
            case 3, 4 -> hours(info, basis);
            case 5 -> consent(info);
            default -> exclusion(info);
        };
    }

    private CapRule cap(RuleInfo info, ZoneBasis basis) {
        Window window =
                switch (random.nextInt(4)) {
                    case 0 -> new Window.Calendar(any(List.of(Window.Unit.values())));
                    case 1 -> new Window.Gap(any(SPANS));
                    default -> new Window.Rolling(any(SPANS));
                };
        Set<CapRule.Key> keys = random.nextBoolean() ? Set.of() : Set.of(any(List.of(CapRule.Key.values())));
        int max = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3);
        return new CapRule(
                info,
                scope(),
                any(List.of(CapRule.Level.values())),
                window,
                basis,
                max,
                any(List.of(Counted.values())),
                keys);
    }

    private HoursRule hours(RuleInfo info, ZoneBasis basis) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (int i = random.nextInt(6); i > 0; i--) {
            days.add(any(List.of(DayOfWeek.values())));
        }
        List<HoursRule.Interval> intervals = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            intervals.add(new HoursRule.Interval(30 * random.nextInt(48), 30 + 30 * random.nextInt(48)));
        }
        HoursRule.Kind kind = random.nextInt(3) == 0 ? HoursRule.Kind.QUIET : HoursRule.Kind.ALLOW;
        return new HoursRule(info, random.nextBoolean() ? Scope.OUTBOUND : scope(), kind, days, intervals, basis);
    }

    private ConsentRule consent(RuleInfo info) {
        return new ConsentRule(
                info,
                scope(),
                any(List.of(ConsentRule.Model.OPT_IN, ConsentRule.Model.OPT_OUT)),
                random.nextInt(3) == 0 ? any(SPANS) : null);
    }

    private ExclusionRule exclusion(RuleInfo info) {
        @Nullable Span within = random.nextInt(3) == 0 ? null : any(SPANS);
        Condition condition = random.nextBoolean()
                ? new Condition(0, Operator.EQ, List.of(new Operand.Constant(text("A"))))
                : new Condition(
                        0,
                        Operator.IS_SET,
                        List.of(new Operand.Constant(new AttributeValue.Flag(random.nextBoolean()))));
        List<Condition> when = random.nextInt(3) == 0 ? List.of(condition) : List.of();
        return switch (random.nextInt(5)) {
            case 0, 1 -> new ExclusionRule.NeverTogether(info, selector(), selector(), within, when, directions());
            case 2, 3 -> {
                Selector selector = selector();
                String only = random.nextBoolean() ? selector.value() : null;
                yield new ExclusionRule.OnePer(info, selector.dimension(), only, within, when, directions());
            }
            default -> new ExclusionRule.Withholds(info, selector(), List.of(condition), directions());
        };
    }

    private Set<Direction> directions() {
        return random.nextInt(4) == 0 ? Set.of() : Set.of(any(List.of(Direction.values())));
    }

    private Selector selector() {
        Selector.Dimension dimension = any(List.of(
                Selector.Dimension.CAMPAIGN,
                Selector.Dimension.OFFER,
                Selector.Dimension.CATEGORY,
                Selector.Dimension.CHANNEL,
                Selector.Dimension.SENDER));
        return dimension == Selector.Dimension.CHANNEL
                ? new Selector(dimension, any(CHANNELS).name())
                : new Selector(dimension, random.nextBoolean() ? "A" : "B");
    }

    private Scope scope() {
        return new Scope(
                random.nextInt(3) == 0 ? Set.of(any(CHANNELS)) : Set.of(),
                random.nextInt(4) > 0 ? Set.of(Direction.OUTBOUND) : Set.of(),
                random.nextInt(3) == 0 ? Set.of(Purpose.MARKETING) : Set.of(),
                someName(),
                someName(),
                Set.of(),
                someName(),
                someName());
    }

    private Set<String> someName() {
        return random.nextInt(6) == 0 ? Set.of("A") : Set.of();
    }

    private static AttributeValue text(String value) {
        return new AttributeValue.Text(value);
    }

    private <T extends @Nullable Object> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
