package io.tact.rules.drools;

import io.tact.facts.Factor;
import io.tact.model.Amounts;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Condition;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Operand;
import io.tact.model.Operator;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Treatment;
import io.tact.rules.tables.EligibilityRow;
import io.tact.rules.tables.FactorSource;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.ScoringRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
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
    static final List<String> CATEGORIES = List.of("DEVICE", "DATA \"5G\"", Slot.OPT_OUT_CONFIRMATION);
    static final List<String> SUBJECTS = List.of("DEBT", "the \\ contract");
    static final List<String> SENDERS = List.of("Tact", "Sister & Co");
    static final List<String> JURISDICTIONS = List.of("FR", "FR-974", "US-FL", "US");

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
                Sample.SETTINGS,
                dictionary,
                new Catalogue(IntStream.range(0, 12).mapToObj(this::treatment).toList()),
                Map.of(),
                IntStream.range(0, random.nextInt(9))
                        .mapToObj(this::eligibility)
                        .toList(),
                scoring(),
                new RandomPolicy(random, this).rows(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new TreeMap<>());
    }

    Slot slot() {
        Amounts amounts = random.nextInt(3) == 0 ? null : new Amounts(amount(), amount(), amount());
        return new Slot(
                new Channel(pick(CHANNELS)),
                random.nextInt(5) == 0 ? Direction.INBOUND : Direction.OUTBOUND,
                random.nextBoolean() ? Purpose.MARKETING : Purpose.SERVICE,
                maybe(CATEGORIES),
                maybe(SUBJECTS),
                maybe(SENDERS),
                random.nextBoolean() ? SenderClass.CVM : SenderClass.VAS,
                pick(CAMPAIGNS),
                pick(OFFERS),
                amounts);
    }

    private Fixed amount() {
        return Fixed.parse(pick(List.of("0", "0.5", "1.25", "3")));
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

    List<Condition> conditions(int count) {
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

    LocalDate day() {
        return TODAY.plusDays(random.nextInt(5) - 2);
    }

    <T extends @Nullable Object> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <T extends @Nullable Object> @Nullable T maybe(List<T> values) {
        return random.nextBoolean() ? null : pick(values);
    }
}
