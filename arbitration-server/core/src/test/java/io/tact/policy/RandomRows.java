package io.tact.policy;

import io.tact.model.AttributeValue;
import io.tact.model.Binding;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows of contact policy at random, whose times lie around one instant on the clock of one zone. */
final class RandomRows {
    private static final List<Selector.Dimension> DIMENSIONS = List.of(
            Selector.Dimension.CAMPAIGN,
            Selector.Dimension.OFFER,
            Selector.Dimension.CATEGORY,
            Selector.Dimension.CHANNEL,
            Selector.Dimension.SENDER);

    private final Dice dice;
    private final LocalDate today;
    private final int minute;
    private final Map<String, HolidayCalendar> calendars;
    private int made;

    /** @param calendars by pack, so that the rows of one timetable share theirs */
    RandomRows(Dice dice, Instant now, ZoneId zone, Map<String, HolidayCalendar> calendars) {
        this.dice = dice;
        this.today = LocalDate.ofInstant(now, zone);
        LocalTime shown = LocalTime.ofInstant(now.plusMillis(1_000), zone);
        this.minute = shown.getHour() * 60 + shown.getMinute();
        this.calendars = calendars;
    }

    PolicyRule row() {
        return switch (dice.below(12)) {
            case 0, 1, 2 -> cap();
            case 3, 4, 5 -> hours();
            case 6, 7 -> consent();
            case 8, 9 -> cooloff();
            default -> exclusion();
        };
    }

    private RuleInfo info() {
        String pack = dice.of("p", "p", "q");
        return new RuleInfo(
                dice.of("a", "b", "c"),
                "r" + made++,
                pack,
                dice.oneIn(2) ? null : dice.of("FR", "US", "US-FL", "US-NY"),
                dice.oneIn(6) ? today.plusDays(dice.below(4) - 1L) : null,
                dice.oneIn(5) ? today.plusDays(dice.below(5) - 1L) : null,
                null,
                dice.of(Binding.LAW, Binding.OPERATOR, Binding.DRAFT),
                !dice.oneIn(3));
    }

    private ZoneBasis basis() {
        return dice.oneIn(4) ? new ZoneBasis(dice.any(Dice.ZONES)) : ZoneBasis.SUBSCRIBER;
    }

    CapRule cap() {
        Window window =
                switch (dice.below(4)) {
                    case 0 -> new Window.Calendar(dice.of(Window.Unit.values()));
                    case 1 -> new Window.Gap(dice.span());
                    default -> new Window.Rolling(dice.span());
                };
        boolean counted = window instanceof Window.Gap || dice.oneIn(2);
        CapRule.Mode mode = counted ? CapRule.Mode.COUNT : dice.of(CapRule.Mode.values());
        Fixed max = new Fixed(dice.oneIn(12) ? 0 : 1_000_000L * (1 + dice.below(3)) + (dice.oneIn(3) ? 500_000 : 0));
        Set<CapRule.Key> keys = EnumSet.noneOf(CapRule.Key.class);
        for (int i = dice.below(3); i > 0; i--) {
            keys.add(dice.of(CapRule.Key.values()));
        }
        return new CapRule(
                info(),
                scope(),
                dice.of(CapRule.Level.values()),
                window,
                basis(),
                max,
                dice.of(Counted.values()),
                keys,
                mode);
    }

    HoursRule hours() {
        HoursRule.Kind kind = dice.oneIn(3) ? HoursRule.Kind.QUIET : HoursRule.Kind.ALLOW;
        RuleInfo info = info();
        HolidayCalendar calendar = dice.oneIn(3) ? null : calendars.get(info.pack());
        HoursRule.Days days = dice.oneIn(4)
                ? HoursRule.Days.WEEK
                : new HoursRule.Days(dice.days(), calendar != null && dice.oneIn(2), calendar != null && dice.oneIn(3));
        List<HoursRule.Interval> intervals = new ArrayList<>();
        for (int i = dice.oneIn(8) ? 0 : 1 + dice.below(2); i > 0; i--) {
            intervals.add(interval());
        }
        Scope scope = dice.oneIn(4) ? scope() : Scope.OUTBOUND;
        ZoneBasis basis = dice.oneIn(6) ? new ZoneBasis(dice.any(Dice.ZONES)) : ZoneBasis.SUBSCRIBER;
        return new HoursRule(info, scope, kind, days, intervals, basis, calendar, special(3));
    }

    /** Times of day of which one is often the present. */
    HoursRule.Interval interval() {
        int open = dice.oneIn(2) ? minute : 30 * dice.below(48);
        int close = dice.oneIn(2) ? minute : 30 + 30 * dice.below(48);
        return new HoursRule.Interval(open, close == 0 ? 1440 : close);
    }

    private @Nullable SpecialConsent special(int times) {
        return dice.oneIn(times) ? dice.of(SpecialConsent.NIGHT, SpecialConsent.OUTSIDE_HOURS) : null;
    }

    private ConsentRule consent() {
        return consent(dice.of(ConsentRule.Model.values()));
    }

    ConsentRule consent(ConsentRule.Model model) {
        ConsentRule.ListCheck list = dice.oneIn(3)
                ? new ConsentRule.ListCheck(dice.of("L", "L", "M"), dice.perhapsSpan(), dice.oneIn(2))
                : null;
        return new ConsentRule(info(), scope(), model, dice.oneIn(3) ? dice.span() : null, special(4), kinds(1), list);
    }

    /** Kinds of relations, so many at least. */
    private Set<Relation.Kind> kinds(int least) {
        Set<Relation.Kind> kinds = EnumSet.noneOf(Relation.Kind.class);
        for (int i = least + dice.below(2); i > 0; i--) {
            kinds.add(dice.of(Relation.Kind.EXISTING_CUSTOMER, Relation.Kind.EXPRESS_REQUEST));
        }
        return kinds;
    }

    CooloffRule cooloff() {
        Set<CooloffRule.Sharing> sharing = EnumSet.noneOf(CooloffRule.Sharing.class);
        for (int i = dice.below(3); i > 0; i--) {
            sharing.add(dice.of(CooloffRule.Sharing.values()));
        }
        return new CooloffRule(
                info(),
                scope(),
                dice.oneIn(3) ? Set.of(dice.any(Dice.CHANNELS)) : Set.of(),
                Set.of(
                        dice.of(OutcomeType.REFUSED, OutcomeType.OPTED_OUT),
                        dice.of(OutcomeType.CONVERSATION, OutcomeType.NO_ANSWER)),
                dice.oneIn(3) ? 2 : 1,
                dice.perhapsSpan(),
                sharing,
                dice.oneIn(5) ? null : dice.span(),
                dice.of(CooloffRule.Start.values()));
    }

    private ExclusionRule exclusion() {
        @Nullable Span within = dice.perhapsSpan();
        Condition condition = condition();
        List<Condition> when = dice.oneIn(3) ? List.of(condition) : List.of();
        Set<Direction> directions =
                dice.oneIn(4) ? Set.of() : Set.of(dice.of(Direction.OUTBOUND, Direction.OUTBOUND, Direction.INBOUND));
        return switch (dice.below(6)) {
            case 0, 1 -> new ExclusionRule.NeverTogether(info(), selector(), selector(), within, when, directions);
            case 2 -> {
                Selector selector = selector();
                String only = dice.oneIn(2) ? selector.value() : null;
                yield new ExclusionRule.OnePer(info(), selector.dimension(), only, within, when, directions);
            }
            case 3 -> new ExclusionRule.NotAfter(info(), selector(), selector(), dice.span(), when, directions);
            case 4 -> new ExclusionRule.OnlyAfter(info(), selector(), selector(), within, when, directions);
            default -> new ExclusionRule.Withholds(info(), selector(), List.of(condition), directions);
        };
    }

    private Condition condition() {
        return switch (dice.below(4)) {
            case 0 -> new Condition(0, Operator.EQ, List.of(new Operand.Constant(new AttributeValue.Text("A"))));
            case 1 -> new Condition(
                    0, Operator.IS_SET, List.of(new Operand.Constant(new AttributeValue.Flag(dice.oneIn(2)))));
            default -> fromNow();
        };
    }

    /** That a date or an instant lies so far ahead, or nearer, or farther. */
    private Condition fromNow() {
        boolean date = dice.oneIn(2);
        Span ahead = dice.oneIn(4) ? Span.ZERO : dice.span();
        return new Condition(
                date ? RandomCase.DATE : RandomCase.MOMENT,
                dice.of(Operator.GE, Operator.GT, Operator.LE, Operator.LT, Operator.EQ, Operator.NE),
                List.of(new Operand.FromNow(date ? new Span(ahead.period(), Duration.ZERO) : ahead)));
    }

    private Selector selector() {
        Selector.Dimension dimension = dice.any(DIMENSIONS);
        return dimension == Selector.Dimension.CHANNEL
                ? new Selector(dimension, dice.any(Dice.CHANNELS).name())
                : new Selector(dimension, dice.of("A", "B"));
    }

    /** An exemption from rows of its pack, some of them by kind or by name. */
    ExemptionRule exemption(List<PolicyRule> rows) {
        Set<RuleKind> lifts = EnumSet.noneOf(RuleKind.class);
        for (int i = 1 + dice.below(3); i > 0; i--) {
            lifts.add(dice.of(RuleKind.values()));
        }
        RuleInfo named = dice.any(rows).info();
        return new ExemptionRule(
                info(),
                scope(),
                dice.oneIn(3) ? Set.of() : kinds(1),
                dice.perhapsSpan(),
                lifts,
                dice.oneIn(2) ? Set.of(named.name()) : Set.of(),
                dice.oneIn(2));
    }

    private Scope scope() {
        return new Scope(
                dice.oneIn(6) ? Set.of(dice.any(Dice.CHANNELS)) : Set.of(),
                dice.oneIn(4) ? Set.of() : Set.of(Direction.OUTBOUND),
                dice.oneIn(8) ? Set.of(Purpose.MARKETING) : Set.of(),
                someName(),
                someName(),
                Set.of(),
                someName(),
                someName(),
                someName());
    }

    private Set<String> someName() {
        return dice.oneIn(16) ? Set.of("A") : Set.of();
    }
}
