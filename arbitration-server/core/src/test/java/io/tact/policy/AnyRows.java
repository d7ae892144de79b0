package io.tact.policy;

import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Condition;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Operand;
import io.tact.model.Operator;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Selector;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of every kind at random, of one part of a ruleset: of a pack, or of an operator. */
final class AnyRows {
    private static final List<Span> SPANS =
            List.of(Span.parse("PT6H"), Span.parse("P1D"), Span.parse("P7D"), Span.parse("P1M"));

    private final Random random;
    private final String pack;
    private final HolidayCalendar calendar;
    private final List<String> others;
    private int made;

    /**
     * @param pack the part that the rows belong to
     * @param calendar the holidays that its hours are kept by
     * @param others names of rows that its exemptions may try to lift beside its own
     */
    AnyRows(Random random, String pack, HolidayCalendar calendar, List<String> others) {
        this.random = random;
        this.pack = pack;
        this.calendar = calendar;
        this.others = others;
    }

    List<PolicyRule> some(int most) {
        List<PolicyRule> rows = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            rows.add(
                    switch (random.nextInt(7)) {
                        case 0 -> cap();
                        case 1, 2 -> hours();
                        case 3 -> cooloff();
                        case 4 -> consent();
                        case 5 -> exclusion();
                        default -> exemption();
                    });
        }
        return rows;
    }

    private RuleInfo info(String table) {
        made++;
        LocalDate day = LocalDate.of(2026, 5, 1 + random.nextInt(20));
        return new RuleInfo(
                table,
                pack + made,
                pack,
                any(Arrays.asList(null, "US", "US-FL", "FR")),
                random.nextInt(6) == 0 ? day : null,
                random.nextInt(6) == 0 ? day.plusDays(10) : null,
                null);
    }

    private CapRule cap() {
        Window window =
                switch (random.nextInt(3)) {
                    case 0 -> new Window.Calendar(any(List.of(Window.Unit.values())));
                    case 1 -> new Window.Gap(any(SPANS));
                    default -> new Window.Rolling(any(SPANS));
                };
        boolean isGap = window instanceof Window.Gap;
        return new CapRule(
                info("caps"),
                scope(),
                any(List.of(CapRule.Level.values())),
                window,
                ZoneBasis.SUBSCRIBER,
                Fixed.of(isGap ? 1 : random.nextInt(3)),
                any(List.of(Counted.values())),
                random.nextBoolean() ? Set.of() : Set.of(any(List.of(CapRule.Key.values()))),
                isGap ? CapRule.Mode.COUNT : any(List.of(CapRule.Mode.values())));
    }

    private HoursRule hours() {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(3) > 0) {
                days.add(day);
            }
        }
        boolean holidays = random.nextInt(3) == 0;
        boolean eves = random.nextInt(6) == 0;
        List<HoursRule.Interval> intervals = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            intervals.add(new HoursRule.Interval(60 * random.nextInt(24), 60 + 60 * random.nextInt(24)));
        }
        return new HoursRule(
                info("hours"),
                random.nextBoolean() ? Scope.OUTBOUND : scope(),
                any(List.of(HoursRule.Kind.values())),
                new HoursRule.Days(days, holidays, eves),
                intervals,
                ZoneBasis.SUBSCRIBER,
                holidays || eves || random.nextBoolean() ? calendar : null,
                random.nextInt(4) == 0 ? any(List.of(SpecialConsent.values())) : null);
    }

    private CooloffRule cooloff() {
        return new CooloffRule(
                info("cooloffs"),
                scope(),
                Set.of(),
                EnumSet.of(OutcomeType.REFUSED, any(List.of(OutcomeType.values()))),
                1 + random.nextInt(2),
                random.nextBoolean() ? any(SPANS) : null,
                random.nextBoolean() ? Set.of() : Set.of(any(List.of(CooloffRule.Sharing.values()))),
                random.nextInt(4) == 0 ? null : any(SPANS),
                any(List.of(CooloffRule.Start.values())));
    }

    private ConsentRule consent() {
        return new ConsentRule(
                info("consent"),
                scope(),
                any(List.of(ConsentRule.Model.values())),
                random.nextInt(4) == 0 ? any(SPANS) : null,
                random.nextInt(4) == 0 ? any(List.of(SpecialConsent.values())) : null,
                Set.of(any(List.of(Relation.Kind.values()))),
                random.nextInt(3) == 0 ? new ConsentRule.ListCheck("dnc", any(SPANS), random.nextBoolean()) : null);
    }

    private ExclusionRule exclusion() {
        Selector a = new Selector(Selector.Dimension.OFFER, any(List.of("A", "B")));
        Selector b = new Selector(Selector.Dimension.OFFER, any(List.of("A", "B")));
        Set<Direction> directions = Set.of(Direction.OUTBOUND);
        RuleInfo info = info("exclusions");
        return switch (random.nextInt(5)) {
            case 0 -> new ExclusionRule.NeverTogether(info, a, b, any(SPANS), List.of(), directions);
            case 1 -> new ExclusionRule.NotAfter(info, a, b, any(SPANS), List.of(), directions);
            case 2 -> new ExclusionRule.OnlyAfter(info, a, b, any(SPANS), List.of(), directions);
            case 3 -> new ExclusionRule.OnePer(info, Selector.Dimension.OFFER, null, any(SPANS), List.of(), directions);
            default -> new ExclusionRule.Withholds(
                    info,
                    a,
                    List.of(new Condition(
                            0,
                            Operator.EQ,
                            List.of(new Operand.Constant(new AttributeValue.Text(any(List.of("A", "B"))))))),
                    directions);
        };
    }

    private ExemptionRule exemption() {
        Set<RuleKind> kinds = EnumSet.noneOf(RuleKind.class);
        for (RuleKind kind : RuleKind.values()) {
            if (random.nextBoolean()) {
                kinds.add(kind);
            }
        }
        Set<String> rows = new HashSet<>();
        for (String other : others) {
            if (random.nextBoolean()) {
                rows.add(other);
            }
        }
        return new ExemptionRule(
                info("exemptions"),
                random.nextBoolean() ? Scope.OUTBOUND : scope(),
                random.nextBoolean() ? Set.of() : Set.of(any(List.of(Relation.Kind.values()))),
                random.nextBoolean() ? null : any(SPANS),
                kinds,
                rows,
                random.nextBoolean());
    }

    private Scope scope() {
        return new Scope(
                random.nextInt(3) == 0 ? Set.of(any(List.of(new Channel("SMS"), new Channel("PUSH")))) : Set.of(),
                Set.of(Direction.OUTBOUND),
                random.nextInt(3) == 0 ? Set.of(Purpose.MARKETING) : Set.of(),
                Set.of(),
                random.nextInt(4) == 0 ? Set.of("A") : Set.of(),
                Set.of(),
                Set.of(),
                random.nextInt(4) == 0 ? Set.of("A") : Set.of());
    }

    private <T extends @Nullable Object> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
