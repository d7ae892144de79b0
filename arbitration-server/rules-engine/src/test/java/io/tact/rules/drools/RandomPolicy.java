package io.tact.rules.drools;

import io.tact.model.Binding;
import io.tact.model.Channel;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.OverriddenCalendar;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import io.tact.policy.TightenedCalendar;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of contact policy at random, of the operator's and of two packs, of every kind. */
final class RandomPolicy {
    static final List<String> LISTS = List.of("bloctel", "the \"other\" list");

    private static final List<String> PACKS = List.of("operator", "legal/fr", "legal/us");
    private static final LocalDate TODAY = RandomTables.TODAY;

    private final Random random;
    private final RandomTables values;
    private final Map<String, HolidayCalendar> calendars;

    RandomPolicy(Random random, RandomTables values) {
        this.random = random;
        this.values = values;
        HolidayCalendar changed = calendar();
        this.calendars = Map.of(
                "operator",
                changed,
                "legal/fr",
                calendar(),
                "legal/us",
                new TightenedCalendar(calendar(), overrides()));
    }

    /** All by the same name; what they say of the days around today differs. */
    private HolidayCalendar calendar() {
        Set<LocalDate> holidays = Set.of(values.day(), LocalDate.parse("2026-12-25"));
        return new OverriddenCalendar(
                "FR",
                year -> holidays.stream().filter(day -> day.getYear() == year).collect(Collectors.toSet()),
                overrides());
    }

    private Map<LocalDate, OverriddenCalendar.Kind> overrides() {
        return random.nextBoolean()
                ? Map.of()
                : Map.of(values.day(), values.pick(List.of(OverriddenCalendar.Kind.values())));
    }

    List<PolicyRule> rows() {
        List<PolicyRule> rows = new ArrayList<>();
        for (int i = 8 + random.nextInt(16); i > 0; i--) {
            rows.add(row("p" + i));
        }
        List<PolicyRule> lifted = List.copyOf(rows);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            rows.add(exemption("x" + i, values.pick(lifted)));
        }
        return rows;
    }

    private PolicyRule row(String id) {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> cap(id);
            case 3, 4 -> allowed(id);
            case 5 -> quiet(id);
            case 6, 7, 8 -> cooloff(id);
            case 9, 10, 11 -> consent(id);
            default -> exclusion(info("exclusions", id));
        };
    }

    private CapRule cap(String id) {
        Window window = window();
        CapRule.Mode mode = window instanceof Window.Gap || random.nextBoolean()
                ? CapRule.Mode.COUNT
                : values.pick(List.of(CapRule.Mode.values()));
        return new CapRule(
                info("caps", id),
                scope(),
                values.pick(List.of(CapRule.Level.values())),
                window,
                basis(),
                Fixed.parse(values.pick(List.of("0", "1", "2", "0.5", "3.75"))),
                values.pick(List.of(Counted.values())),
                some(CapRule.Key.values()),
                mode);
    }

    private Window window() {
        return switch (random.nextInt(3)) {
            case 0 -> new Window.Rolling(Span.parse(values.pick(List.of("P7D", "PT24H", "P1DT2H"))));
            case 1 -> new Window.Calendar(values.pick(List.of(Window.Unit.values())));
            default -> new Window.Gap(Span.parse(values.pick(List.of("PT12H", "P2D"))));
        };
    }

    /** Few scopes, so that rows of allowed hours often unite. */
    private HoursRule allowed(String id) {
        RuleInfo info = info("hours", id);
        Scope scope = random.nextInt(3) > 0 ? Scope.OUTBOUND : scope();
        List<HoursRule.Interval> intervals = random.nextInt(4) == 0 ? List.of() : intervals();
        return hours(info, scope, HoursRule.Kind.ALLOW, intervals);
    }

    private HoursRule quiet(String id) {
        return hours(info("hours", id), scope(), HoursRule.Kind.QUIET, intervals());
    }

    private HoursRule hours(RuleInfo info, Scope scope, HoursRule.Kind kind, List<HoursRule.Interval> intervals) {
        Set<DayOfWeek> weekdays = random.nextBoolean()
                ? Set.of(DayOfWeek.values())
                : EnumSet.of(values.pick(List.of(DayOfWeek.values())), TODAY.getDayOfWeek());
        boolean kept = random.nextBoolean();
        HoursRule.Days days = kept
                ? new HoursRule.Days(
                        random.nextInt(3) == 0 ? Set.of() : weekdays, random.nextBoolean(), random.nextBoolean())
                : HoursRule.Days.of(weekdays);
        return new HoursRule(
                info,
                scope,
                kind,
                days,
                intervals,
                basis(),
                kept ? calendars.get(info.pack()) : null,
                random.nextInt(4) == 0 ? values.pick(List.of(SpecialConsent.values())) : null);
    }

    private List<HoursRule.Interval> intervals() {
        HoursRule.Interval one = new HoursRule.Interval(random.nextInt(1440), 1 + random.nextInt(1440));
        return random.nextBoolean() ? List.of(one) : List.of(one, new HoursRule.Interval(480, 600));
    }

    private CooloffRule cooloff(String id) {
        int times = random.nextInt(3) == 0 ? 2 : 1;
        Set<OutcomeType> outcomes = new HashSet<>(Set.of(OutcomeType.REFUSED));
        outcomes.add(values.pick(List.of(OutcomeType.values())));
        return new CooloffRule(
                info("cooloffs", id),
                scope(),
                random.nextInt(3) > 0
                        ? Set.of()
                        : Set.of(new Channel("USSD"), new Channel(values.pick(RandomTables.CHANNELS))),
                outcomes,
                times,
                times > 1 && random.nextBoolean() ? Span.parse("P3D") : null,
                some(CooloffRule.Sharing.values()),
                random.nextInt(4) == 0 ? null : Span.parse(values.pick(List.of("P2D", "P5D", "PT36H", "P1DT2H"))),
                values.pick(List.of(CooloffRule.Start.values())));
    }

    private ConsentRule consent(String id) {
        ConsentRule.ListCheck list = random.nextBoolean()
                ? null
                : new ConsentRule.ListCheck(
                        values.pick(LISTS), random.nextBoolean() ? null : Span.parse("P30D"), random.nextBoolean());
        return new ConsentRule(
                info("consent", id),
                scope(),
                values.pick(List.of(ConsentRule.Model.values())),
                random.nextBoolean() ? Span.parse("P30D") : null,
                random.nextInt(4) == 0 ? values.pick(List.of(SpecialConsent.values())) : null,
                some(Relation.Kind.values()),
                list);
    }

    private ExclusionRule exclusion(RuleInfo info) {
        return switch (random.nextInt(5)) {
            case 0 -> new ExclusionRule.Withholds(
                    info, selector(), values.conditions(1 + random.nextInt(2)), directions());
            case 1 -> new ExclusionRule.NeverTogether(
                    info, selector(), selector(), within(), values.conditions(random.nextInt(2)), directions());
            case 2 -> new ExclusionRule.OnePer(
                    info,
                    Selector.Dimension.CATEGORY,
                    values.maybe(RandomTables.CATEGORIES),
                    within(),
                    values.conditions(random.nextInt(2)),
                    directions());
            case 3 -> new ExclusionRule.NotAfter(
                    info,
                    selector(),
                    selector(),
                    Span.parse("P2D"),
                    values.conditions(random.nextInt(2)),
                    directions());
            default -> new ExclusionRule.OnlyAfter(
                    info, selector(), selector(), within(), values.conditions(random.nextInt(2)), directions());
        };
    }

    /** An exemption of the pack of some row, which it lifts itself, or by its kind, or not at all. */
    private ExemptionRule exemption(String id, PolicyRule row) {
        boolean single = random.nextInt(row instanceof HoursRule ? 2 : 4) == 0;
        return new ExemptionRule(
                info("exemptions", id, row.info().pack()),
                random.nextBoolean() ? Scope.OUTBOUND : scope(),
                random.nextInt(3) == 0 ? Set.of() : some(Relation.Kind.values()),
                random.nextBoolean() ? Span.parse("P10D") : null,
                single ? Set.of() : EnumSet.of(kind(), kind(), kind()),
                single ? Set.of(row.info().name()) : Set.of(),
                random.nextBoolean());
    }

    private RuleKind kind() {
        return values.pick(List.of(RuleKind.values()));
    }

    private RuleInfo info(String table, String id) {
        return info(table, id, values.pick(PACKS));
    }

    private RuleInfo info(String table, String id, String pack) {
        boolean dated = random.nextInt(6) == 0;
        boolean law = !pack.equals("operator");
        return new RuleInfo(
                table,
                id,
                pack,
                random.nextInt(3) > 0 ? null : values.pick(RandomTables.JURISDICTIONS),
                dated ? values.day() : null,
                dated ? values.day().plusDays(1) : null,
                random.nextBoolean() ? null : "art. 1\n rule \"x\" when then end // */\u2028rule",
                law ? values.pick(List.of(Binding.values())) : Binding.OPERATOR,
                !law || random.nextBoolean());
    }

    private Scope scope() {
        return new Scope(
                random.nextBoolean()
                        ? Set.of()
                        : Set.of(new Channel(values.pick(RandomTables.CHANNELS)), new Channel("EMAIL")),
                Set.of(Direction.OUTBOUND),
                random.nextBoolean() ? Set.of() : Set.of(Purpose.MARKETING),
                random.nextInt(5) > 0 ? Set.of() : Set.of(values.pick(RandomTables.CATEGORIES)),
                random.nextInt(8) > 0 ? Set.of() : Set.of(values.pick(RandomTables.SENDERS)),
                random.nextInt(8) > 0 ? Set.of() : Set.of(SenderClass.CVM),
                random.nextInt(8) > 0 ? Set.of() : Set.of(values.pick(RandomTables.CAMPAIGNS)),
                random.nextInt(8) > 0 ? Set.of() : Set.of(values.pick(RandomTables.OFFERS)),
                random.nextInt(8) > 0 ? Set.of() : Set.of(values.pick(RandomTables.SUBJECTS)));
    }

    private ZoneBasis basis() {
        return random.nextInt(3) > 0 ? ZoneBasis.SUBSCRIBER : new ZoneBasis(ZoneId.of("America/New_York"));
    }

    private Selector selector() {
        return switch (random.nextInt(8)) {
            case 0 -> Selector.ALL;
            case 1 -> new Selector(Selector.Dimension.OFFER, values.pick(RandomTables.OFFERS));
            case 2 -> new Selector(Selector.Dimension.CATEGORY, values.pick(RandomTables.CATEGORIES));
            case 3 -> new Selector(Selector.Dimension.CHANNEL, values.pick(RandomTables.CHANNELS));
            case 4 -> new Selector(Selector.Dimension.PURPOSE, "MARKETING");
            case 5 -> new Selector(Selector.Dimension.SENDER, values.pick(RandomTables.SENDERS));
            case 6 -> new Selector(Selector.Dimension.TREATMENT, "T" + random.nextInt(12));
            default -> new Selector(Selector.Dimension.CAMPAIGN, values.pick(RandomTables.CAMPAIGNS));
        };
    }

    private Set<Direction> directions() {
        return random.nextInt(4) == 0 ? Set.of() : Set.of(values.pick(List.of(Direction.values())));
    }

    private @Nullable Span within() {
        return random.nextInt(4) == 0 ? null : Span.parse(values.pick(List.of("P2D", "P60D", "PT6H")));
    }

    /** None, one or two of them. */
    private <T> Set<T> some(T[] all) {
        Set<T> some = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            some.add(values.pick(Arrays.asList(all)));
        }
        return some;
    }
}
