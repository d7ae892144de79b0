package io.tact.rules.tables;

import io.tact.facts.FactBuilder;
import io.tact.facts.Factor;
import io.tact.facts.Facts;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
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
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Subscriber;
import io.tact.model.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes tables and facts by chance. Values come from small sets, so that thresholds are often met exactly. */
final class RandomTables {
    /** Instants around the hours that clocks skip and repeat, in Paris and in New York. */
    private static final List<Instant> NOWS = List.of(
            Instant.parse("2026-03-29T00:59:59.999Z"),
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-10-24T23:30:00Z"),
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-10-25T01:30:00Z"),
            Instant.parse("2026-03-08T06:59:59Z"),
            Instant.parse("2026-11-01T05:30:00Z"),
            Instant.parse("2026-12-31T23:00:00Z"));

    private static final List<String> ZONES =
            List.of("Europe/Paris", "America/New_York", "Pacific/Kiritimati", "UTC", "Asia/Kathmandu");
    private static final List<String> SPANS = List.of("P1D", "P2D", "P1M", "P30D", "PT1H", "PT24H", "P1DT1H");
    private static final List<String> CHANNELS = List.of("SMS", "PUSH", "EMAIL");

    private final Random random;
    final Dictionary dictionary;
    final Catalogue catalogue;
    final List<EligibilityRow> eligibility = new ArrayList<>();
    final List<ScoringRow> scoring = new ArrayList<>();

    RandomTables(Random random, int mostRows) {
        this.random = random;
        this.dictionary = dictionary();
        this.catalogue = catalogue();
        int rows = random.nextInt(mostRows);
        for (int i = 0; i < rows; i++) {
            eligibility.add(eligibilityRow(i));
        }
        Set<List<Object>> taken = new HashSet<>();
        for (int i = 0; i < rows; i++) {
            addScoringRow(i, taken);
        }
    }

    private Dictionary dictionary() {
        List<Attribute> attributes = new ArrayList<>();
        int size = 1 + random.nextInt(7);
        for (int i = 0; i < size; i++) {
            attributes.add(new Attribute(
                    "a" + i, any(AttributeScope.values()), any(AttributeType.values()), null, Set.of(), null));
        }
        return new Dictionary(attributes);
    }

    private Catalogue catalogue() {
        List<Treatment> treatments = new ArrayList<>();
        int size = 1 + random.nextInt(90);
        for (int i = 0; i < size; i++) {
            Slot slot = new Slot(
                    new Channel(any(CHANNELS)),
                    Direction.OUTBOUND,
                    Purpose.MARKETING,
                    null,
                    null,
                    null,
                    SenderClass.CVM,
                    "C" + random.nextInt(6),
                    "O" + random.nextInt(9));
            treatments.add(new Treatment(
                    "T" + i,
                    slot,
                    null,
                    null,
                    null,
                    0,
                    Fixed.of(random.nextInt(50)),
                    Fixed.ZERO,
                    Fixed.ZERO,
                    Fixed.ONE,
                    Fixed.of(random.nextInt(5)),
                    null,
                    null,
                    Map.of()));
        }
        return new Catalogue(treatments);
    }

    private EligibilityRow eligibilityRow(int i) {
        Treatment t = catalogue.get(random.nextInt(catalogue.size()));
        LocalDate from = random.nextInt(8) == 0 ? day() : null;
        LocalDate to = random.nextInt(8) == 0 ? day() : null;
        return new EligibilityRow(
                "e" + i, maybe(2, t.campaign()), maybe(2, t.offer()), maybe(2, t.id()), conditions(), from, to);
    }

    private void addScoringRow(int i, Set<List<Object>> taken) {
        Treatment t = catalogue.get(random.nextInt(catalogue.size()));
        String campaign = maybe(2, t.campaign());
        String offer = maybe(2, t.offer());
        Channel channel = maybe(2, t.slot().channel());
        List<Condition> conditions = conditions();
        Map<Factor, FactorSource> factors = new EnumMap<>(Factor.class);
        for (Factor factor : Factor.values()) {
            List<Object> key = List.of(
                    String.valueOf(campaign),
                    String.valueOf(offer),
                    String.valueOf(channel),
                    conditions.size(),
                    factor);
            if (random.nextBoolean() && taken.add(key)) {
                int attribute = random.nextInt(dictionary.size());
                factors.put(
                        factor,
                        random.nextBoolean()
                                ? new FactorSource.Literal(Fixed.of(random.nextInt(1000)))
                                : new FactorSource.FromAttribute(attribute));
            }
        }
        if (!factors.isEmpty()) {
            LocalDate from = random.nextInt(9) == 0 ? day() : null;
            scoring.add(new ScoringRow("s" + i, campaign, offer, channel, conditions, factors, from, null));
        }
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            conditions.add(condition(random.nextInt(dictionary.size())));
        }
        return conditions;
    }

    private Condition condition(int attribute) {
        AttributeType type = dictionary.attributes().get(attribute).type();
        boolean ordered = type != AttributeType.STRING && type != AttributeType.BOOLEAN;
        Operator operator = any(Operator.values());
        while (operator.isOrder() && !ordered) {
            operator = any(Operator.values());
        }
        if (operator == Operator.IS_SET) {
            return new Condition(
                    attribute, operator, List.of(new Operand.Constant(new AttributeValue.Flag(random.nextBoolean()))));
        }
        boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
        List<Operand> operands = new ArrayList<>();
        for (int i = list ? 1 + random.nextInt(3) : 1; i > 0; i--) {
            operands.add(operand(type));
        }
        return new Condition(attribute, operator, operands);
    }

    private Operand operand(AttributeType type) {
        if ((type == AttributeType.DATE || type == AttributeType.INSTANT) && random.nextInt(3) == 0) {
            Span span = Span.parse(any(SPANS));
            return new Operand.FromNow(type == AttributeType.DATE ? new Span(span.period(), Duration.ZERO) : span);
        }
        return new Operand.Constant(value(type));
    }

    private AttributeValue value(AttributeType type) {
        return switch (type) {
            case STRING -> new AttributeValue.Text("v" + random.nextInt(5));
            case NUMBER -> new AttributeValue.Numeric(new Fixed(random.nextInt(12) * 500_000L - 2_000_000L));
            case BOOLEAN -> new AttributeValue.Flag(random.nextBoolean());
            case DATE -> new AttributeValue.Day(day());
            case INSTANT -> new AttributeValue.Moment(any(NOWS)
                    .plus(Duration.ofHours(random.nextInt(4) * 12L - 12))
                    .plusMillis(random.nextInt(3) - 1L));
        };
    }

    private LocalDate day() {
        LocalDate near = any(NOWS).atZone(ZoneId.of("UTC")).toLocalDate();
        return near.plusDays(random.nextInt(5) - 1L).plusMonths(random.nextInt(2));
    }

    Facts facts() {
        Map<String, ProfileValue> profile = new HashMap<>();
        Map<String, AttributeValue> context = new HashMap<>();
        Instant now = any(NOWS);
        for (Attribute attribute : dictionary.attributes()) {
            if (random.nextInt(5) > 0) {
                AttributeValue value = value(attribute.type());
                if (attribute.scope() == AttributeScope.PROFILE) {
                    profile.put(attribute.name(), new ProfileValue(value, now));
                } else {
                    context.put(attribute.name(), value);
                }
            }
        }
        Subscriber subscriber = new Subscriber(
                "s", List.of(), List.of(), List.of(), ZoneId.of(any(ZONES)), null, null, profile, List.of());
        return new FactBuilder(dictionary, ZoneId.of("UTC"))
                .build(
                        Direction.OUTBOUND,
                        List.of(),
                        context,
                        subscriber,
                        ContactHistory.empty(LedgerKey.ofSubscriber("s")),
                        now);
    }

    private <T> @Nullable T maybe(int oneIn, T value) {
        return random.nextInt(oneIn) == 0 ? value : null;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
