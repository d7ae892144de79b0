package io.tact.rules.drools;

import io.tact.facts.Factor;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Condition;
import io.tact.model.Counted;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Operand;
import io.tact.model.Operator;
import io.tact.model.Purpose;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Treatment;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import io.tact.rules.tables.EligibilityRow;
import io.tact.rules.tables.FactorSource;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.ScoringRow;
import io.tact.ruleset.RulesetSettings;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rulesets at random: small worlds of values, so that rows match often, with every kind of row and operator. */
final class RandomTables {
    static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    static final List<String> TEXTS = List.of("PREPAID", "POST\"PAID", "a\\b", "$1", "eval(true)", "x; //", "é' \n");
    static final List<String> NUMBERS = List.of("0", "-1", "0.1", "12.345678", "500", "3000000000", "-0.000001");
    static final List<Instant> INSTANTS = List.of(
            Instant.parse("2026-11-22T10:00:00Z"),
            Instant.parse("2026-11-23T10:00:00Z"),
            Instant.parse("2026-11-24T09:59:59.999Z"));
    static final List<String> CHANNELS = List.of("SMS", "PUSH", "IVR");
    static final List<String> CAMPAIGNS = List.of("C1", "C2", "C3");
    static final List<String> OFFERS = List.of("O1", "O2", "O3");
    static final List<String> CATEGORIES = List.of("DEVICE", "DATA \"5G\"");
    static final List<String> SENDERS = List.of("Tact", "Sister & Co");
    static final List<@Nullable String> JURISDICTIONS = java.util.Arrays.asList(null, "FR", "US-FL", "US");

    private final Random random;
    private final Dictionary dictionary;

    RandomTables(Random random) {
        this.random = random;
        List<Attribute> attributes = new ArrayList<>();
        for (AttributeType type : AttributeType.values()) {
            for (AttributeScope scope : AttributeScope.values()) {
                String name = scope.name().toLowerCase(java.util.Locale.ROOT) + "_"
                        + type.name().toLowerCase(java.util.Locale.ROOT);
                attributes.add(new Attribute(name, scope, type, null, Set.of(), null));
            }
        }
        this.dictionary = new Dictionary(attributes);
    }

    ParsedRuleset next() {
        return new ParsedRuleset(
                new RulesetSettings(
                        "random",
                        null,
                        null,
                        ZoneId.of("UTC"),
                        "en",
                        Fixed.ZERO,
                        Fixed.ZERO,
                        "salt",
                        Duration.ofHours(1),
                        Duration.ofDays(30),
                        List.of(ZoneId.of("UTC"))),
                dictionary,
                new Catalogue(IntStream.range(0, 12).mapToObj(this::treatment).toList()),
                Map.of(),
                IntStream.range(0, random.nextInt(9))
                        .mapToObj(this::eligibility)
                        .toList(),
                scoring(),
                IntStream.range(0, random.nextInt(10)).mapToObj(this::policy).toList(),
                List.of(),
                new TreeMap<>());
    }

    Slot slot() {
        return new Slot(
                new Channel(pick(CHANNELS)),
                random.nextInt(5) == 0 ? Direction.INBOUND : Direction.OUTBOUND,
                random.nextBoolean() ? Purpose.MARKETING : Purpose.SERVICE,
                maybe(CATEGORIES),
                null,
                maybe(SENDERS),
                random.nextBoolean() ? SenderClass.CVM : SenderClass.VAS,
                pick(CAMPAIGNS),
                pick(OFFERS));
    }

    private Treatment treatment(int i) {
        return new Treatment(
                "T" + i,
                slot(),
                null,
                null,
                null,
                0,
                Fixed.of(i),
                Fixed.ZERO,
                Fixed.ZERO,
                Fixed.ONE,
                Fixed.ZERO,
                null,
                null,
                Map.of());
    }

    private EligibilityRow eligibility(int i) {
        return new EligibilityRow(
                "e" + i,
                maybe(CAMPAIGNS),
                maybe(OFFERS),
                random.nextInt(4) == 0 ? "T" + random.nextInt(12) : null,
                conditions(random.nextInt(4)),
                random.nextInt(6) == 0 ? day() : null,
                random.nextInt(6) == 0 ? day() : null);
    }

    /** No two rows are equally specific: that is an authoring error. */
    private List<ScoringRow> scoring() {
        List<ScoringRow> rows = new ArrayList<>();
        Set<List<Object>> taken = new HashSet<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            Map<Factor, FactorSource> factors = new EnumMap<>(Factor.class);
            while (factors.isEmpty() || random.nextInt(3) == 0) {
                factors.put(Factor.values()[random.nextInt(4)], factorSource());
            }
            ScoringRow row = new ScoringRow(
                    "s" + i,
                    maybe(CAMPAIGNS),
                    maybe(OFFERS),
                    random.nextBoolean() ? new Channel(pick(CHANNELS)) : null,
                    conditions(random.nextInt(3)),
                    factors,
                    random.nextInt(6) == 0 ? day() : null,
                    random.nextInt(6) == 0 ? day() : null);
            if (taken.add(List.of(
                    String.valueOf(row.campaign()),
                    String.valueOf(row.offer()),
                    String.valueOf(row.channel()),
                    row.conditions().size()))) {
                rows.add(row);
            }
        }
        return rows;
    }

    private FactorSource factorSource() {
        return random.nextBoolean()
                ? new FactorSource.Literal(Fixed.parse(pick(NUMBERS)))
                : new FactorSource.FromAttribute(AttributeType.NUMBER.ordinal() * 2 + random.nextInt(2));
    }

    private PolicyRule policy(int i) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> new CapRule(
                    info("caps", i),
                    scope(),
                    pick(List.of(CapRule.Level.values())),
                    window(),
                    basis(),
                    random.nextInt(3),
                    pick(List.of(Counted.values())),
                    Set.of(pick(List.of(CapRule.Key.values()))));
            case 2 -> new HoursRule(info("hours", i), timetable(), HoursRule.Kind.ALLOW, days(), intervals(), basis());
            case 3 -> new HoursRule(info("hours", i), scope(), HoursRule.Kind.QUIET, days(), intervals(), basis());
            case 4 -> new ConsentRule(
                    info("consent", i),
                    scope(),
                    pick(List.of(ConsentRule.Model.OPT_IN, ConsentRule.Model.OPT_OUT)),
                    random.nextBoolean() ? Span.parse("P30D") : null);
            case 5 -> new ExclusionRule.Withholds(
                    info("exclusions", i), selector(), conditions(1 + random.nextInt(2)), directions());
            default -> random.nextBoolean()
                    ? new ExclusionRule.NeverTogether(
                            info("exclusions", i),
                            selector(),
                            selector(),
                            within(),
                            conditions(random.nextInt(2)),
                            directions())
                    : new ExclusionRule.OnePer(
                            info("exclusions", i),
                            Selector.Dimension.CATEGORY,
                            maybe(CATEGORIES),
                            within(),
                            conditions(random.nextInt(2)),
                            directions());
        };
    }

    private Set<Direction> directions() {
        return random.nextInt(4) == 0 ? Set.of() : Set.of(pick(List.of(Direction.values())));
    }

    private RuleInfo info(String table, int i) {
        boolean dated = random.nextInt(6) == 0;
        return new RuleInfo(
                table,
                "p" + i,
                "pack",
                maybe(JURISDICTIONS),
                dated ? day() : null,
                dated ? day().plusDays(1) : null,
                null);
    }

    private Scope scope() {
        return new Scope(
                random.nextBoolean() ? Set.of() : Set.of(new Channel(pick(CHANNELS)), new Channel("EMAIL")),
                Set.of(Direction.OUTBOUND),
                random.nextBoolean() ? Set.of() : Set.of(Purpose.MARKETING),
                random.nextInt(3) > 0 ? Set.of() : Set.of(pick(CATEGORIES)),
                random.nextInt(5) > 0 ? Set.of() : Set.of(pick(SENDERS)),
                random.nextInt(5) > 0 ? Set.of() : Set.of(SenderClass.CVM),
                random.nextInt(5) > 0 ? Set.of() : Set.of(pick(CAMPAIGNS)),
                random.nextInt(5) > 0 ? Set.of() : Set.of(pick(OFFERS)));
    }

    /** Few scopes, so that rows of allowed hours often unite. */
    private Scope timetable() {
        return random.nextInt(3) > 0 ? Scope.OUTBOUND : scope();
    }

    private Window window() {
        return switch (random.nextInt(3)) {
            case 0 -> new Window.Rolling(Span.parse(pick(List.of("P7D", "PT24H", "P1DT2H"))));
            case 1 -> new Window.Calendar(pick(List.of(Window.Unit.values())));
            default -> new Window.Gap(Span.parse(pick(List.of("PT12H", "P2D"))));
        };
    }

    private ZoneBasis basis() {
        return random.nextInt(3) > 0 ? ZoneBasis.SUBSCRIBER : new ZoneBasis(ZoneId.of("America/New_York"));
    }

    private Set<DayOfWeek> days() {
        return random.nextBoolean() ? Set.of() : EnumSet.of(pick(List.of(DayOfWeek.values())), TODAY.getDayOfWeek());
    }

    private List<HoursRule.Interval> intervals() {
        HoursRule.Interval one = new HoursRule.Interval(random.nextInt(1440), 1 + random.nextInt(1440));
        return random.nextBoolean() ? List.of(one) : List.of(one, new HoursRule.Interval(480, 600));
    }

    private Selector selector() {
        return switch (random.nextInt(8)) {
            case 0 -> Selector.ALL;
            case 1 -> new Selector(Selector.Dimension.OFFER, pick(OFFERS));
            case 2 -> new Selector(Selector.Dimension.CATEGORY, pick(CATEGORIES));
            case 3 -> new Selector(Selector.Dimension.CHANNEL, pick(CHANNELS));
            case 4 -> new Selector(Selector.Dimension.PURPOSE, "MARKETING");
            case 5 -> new Selector(Selector.Dimension.SENDER, pick(SENDERS));
            case 6 -> new Selector(Selector.Dimension.TREATMENT, "T" + random.nextInt(12));
            default -> new Selector(Selector.Dimension.CAMPAIGN, pick(CAMPAIGNS));
        };
    }

    private @Nullable Span within() {
        return random.nextInt(4) == 0 ? null : Span.parse(pick(List.of("P2D", "P60D", "PT6H")));
    }

    private List<Condition> conditions(int count) {
        List<Condition> conditions = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        while (conditions.size() < count) {
            Condition condition = condition();
            if (taken.add(condition.attribute() + " " + condition.operator())) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private Condition condition() {
        int attribute = random.nextInt(dictionary.size());
        AttributeType type = dictionary.attributes().get(attribute).type();
        Operator operator = pick(List.of(Operator.values()));
        boolean ordered = type != AttributeType.STRING && type != AttributeType.BOOLEAN;
        if (operator == Operator.IS_SET) {
            AttributeValue wanted = new AttributeValue.Flag(random.nextBoolean());
            return new Condition(attribute, operator, List.of(new Operand.Constant(wanted)));
        }
        if (operator.isOrder() && !ordered) {
            return condition();
        }
        boolean many = operator == Operator.IN || operator == Operator.NOT_IN;
        List<Operand> operands = IntStream.rangeClosed(0, many ? random.nextInt(3) : 0)
                .mapToObj(i -> operand(type))
                .toList();
        return new Condition(attribute, operator, operands);
    }

    private Operand operand(AttributeType type) {
        if ((type == AttributeType.DATE || type == AttributeType.INSTANT) && random.nextBoolean()) {
            return new Operand.FromNow(Span.parse(type == AttributeType.DATE ? "P2D" : "PT24H"));
        }
        return new Operand.Constant(value(type));
    }

    AttributeValue value(AttributeType type) {
        return switch (type) {
            case STRING -> new AttributeValue.Text(pick(TEXTS));
            case NUMBER -> new AttributeValue.Numeric(Fixed.of(new BigDecimal(pick(NUMBERS))));
            case BOOLEAN -> new AttributeValue.Flag(random.nextBoolean());
            case DATE -> new AttributeValue.Day(day());
            case INSTANT -> new AttributeValue.Moment(pick(INSTANTS));
        };
    }

    private LocalDate day() {
        return TODAY.plusDays(random.nextInt(5) - 2);
    }

    <T extends @Nullable Object> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <T extends @Nullable Object> @Nullable T maybe(List<T> values) {
        return random.nextBoolean() ? null : pick(values);
    }
}
