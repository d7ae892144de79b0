package io.tact.rules.drools;

import io.tact.model.Selector;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of contact policy as rules that withhold slots. */
final class PolicyPrinter {
    private final ConditionPrinter conditions;

    PolicyPrinter(ConditionPrinter conditions) {
        this.conditions = conditions;
    }

    /** The rule of one row; of a row of allowed hours, that of its whole timetable. */
    DrlRule rule(List<PolicyRule> rows) {
        PolicyRule row = rows.get(0);
        if (row instanceof CapRule cap) {
            return simple(cap, slot(cap.scope()), List.of(), cap(cap));
        }
        if (row instanceof ConsentRule consent) {
            String call = "lacksConsent($slot, "
                    + DrlText.quoted(consent.model().name()) + ", " + DrlText.quotedOrNull(consent.validFor()) + ")";
            return simple(consent, slot(consent.scope()), List.of(), call);
        }
        if (row instanceof HoursRule first) {
            return hours(rows.stream().map(HoursRule.class::cast).toList(), first);
        }
        return exclusion((ExclusionRule) row);
    }

    private DrlRule simple(PolicyRule row, String slot, List<io.tact.model.Condition> when, @Nullable String call) {
        RuleInfo info = row.info();
        List<String> patterns = new ArrayList<>();
        patterns.add("$slot : " + slot);
        patterns.addAll(conditions.patterns(when, info.effectiveFrom(), info.effectiveTo()));
        List<String> asked =
                Stream.of(binds(info), call).filter(Objects::nonNull).toList();
        if (!asked.isEmpty()) {
            patterns.add(ConditionPrinter.pattern("Policy", asked));
        }
        return new DrlRule(
                info.name(), 0, patterns, List.of("table.withhold($slot, " + DrlText.quoted(info.name()) + ");"));
    }

    private static @Nullable String binds(RuleInfo info) {
        return info.jurisdiction() == null ? null : "binds(" + DrlText.quoted(info.jurisdiction()) + ")";
    }

    private static String cap(CapRule cap) {
        return "capReached($slot, " + messages(cap.scope()) + ", "
                + DrlText.quoted(cap.level().name()) + ", "
                + DrlText.quoted(cap.window().toString()) + ", "
                + zone(cap.zoneBasis().fixed()) + ", " + cap.max().micros() / 1_000_000 + ", "
                + DrlText.quoted(cap.counts().name()) + ", "
                + DrlText.quoted(cap.keys().stream().sorted().map(Enum::name).collect(Collectors.joining(" "))) + ")";
    }

    private static String zone(@Nullable ZoneId fixed) {
        return DrlText.quotedOrNull(fixed == null ? null : fixed.getId());
    }

    private static String messages(Scope scope) {
        return "messages()" + narrowed("channels", scope.channels()) + narrowed("directions", scope.directions())
                + narrowed("purposes", scope.purposes()) + narrowed("categories", scope.categories())
                + narrowed("senders", scope.senders()) + narrowed("senderClasses", scope.senderClasses())
                + narrowed("campaigns", scope.campaigns()) + narrowed("offers", scope.offers());
    }

    private static String narrowed(String dimension, Set<?> values) {
        return values.isEmpty() ? "" : "." + dimension + "(" + DrlText.list(values) + ")";
    }

    /** A timetable says no as one, and names the row that governs the day. */
    private DrlRule hours(List<HoursRule> rows, HoursRule first) {
        boolean quiet = first.kind() == HoursRule.Kind.QUIET;
        String zone = zone(first.zoneBasis().fixed());
        String written = rows.stream().map(PolicyPrinter::hoursRow).collect(Collectors.joining(", "));
        List<String> asked = new ArrayList<>();
        if (binds(first.info()) != null) {
            asked.add(binds(first.info()));
        }
        asked.add("$row : " + (quiet ? "withinQuietHours" : "outsideHours") + "(" + zone + ", " + written + ")");
        asked.add("$row != null");
        String name = rows.stream().map(r -> r.info().name()).collect(Collectors.joining(" + "));
        return new DrlRule(
                name,
                0,
                List.of("$slot : " + slot(first.scope()), ConditionPrinter.pattern("Policy", asked)),
                List.of("table.withhold($slot, $row);"));
    }

    private static String hoursRow(HoursRule row) {
        String days = row.days().weekdays().stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
        String times = row.intervals().stream()
                .map(i -> time(i.open()) + "-" + time(i.close()))
                .collect(Collectors.joining(" "));
        RuleInfo info = row.info();
        boolean always = info.effectiveFrom() == null && info.effectiveTo() == null;
        String force = always
                ? ""
                : ", " + DrlText.quotedOrNull(info.effectiveFrom()) + ", " + DrlText.quotedOrNull(info.effectiveTo());
        return "hours(" + DrlText.quoted(info.name()) + ", \"" + days + "\", \"" + times + "\"" + force + ")";
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    private DrlRule exclusion(ExclusionRule row) {
        if (row instanceof ExclusionRule.NeverTogether pair) {
            String call = "notTogether($slot, " + DrlText.selector(pair.a()) + ", " + DrlText.selector(pair.b()) + ", "
                    + DrlText.quotedOrNull(pair.within()) + ")";
            return simple(pair, slot(pair, List.of(pair.a(), pair.b())), pair.when(), call);
        }
        if (row instanceof ExclusionRule.OnePer one) {
            String call = "onlyOnePer($slot, \"" + one.dimension() + "\", " + DrlText.quotedOrNull(one.only()) + ", "
                    + DrlText.quotedOrNull(one.within()) + ")";
            List<Selector> covered =
                    one.only() == null ? List.of(Selector.ALL) : List.of(new Selector(one.dimension(), one.only()));
            return simple(one, slot(one, covered), one.when(), call);
        }
        ExclusionRule.Withholds withholds = (ExclusionRule.Withholds) row;
        return simple(withholds, slot(withholds, List.of(withholds.what())), withholds.when(), null);
    }

    /** The slots of the row's directions that one of the selectors covers. */
    private static String slot(ExclusionRule row, List<Selector> selectors) {
        List<String> constraints = new ArrayList<>();
        String direction = oneOf("direction.name()", row.directions());
        if (direction != null) {
            constraints.add(direction);
        }
        if (!selectors.contains(Selector.ALL)) {
            String either = selectors.stream()
                    .map(PolicyPrinter::constraint)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" || "));
            // A slot has no treatment: a row about nothing else is about no slot.
            constraints.add(either.isEmpty() ? "channel == null" : either);
        }
        return ConditionPrinter.pattern("Slot", constraints);
    }

    private static @Nullable String constraint(Selector selector) {
        String value = DrlText.quoted(selector.value());
        return switch (selector.dimension()) {
            case ALL, TREATMENT -> null;
            case CHANNEL -> "channel.name == " + value;
            case PURPOSE -> "purpose.name() == " + value;
            case CAMPAIGN, OFFER, CATEGORY, SENDER -> selector.dimension()
                            .name()
                            .toLowerCase(Locale.ROOT) + " == " + value;
        };
    }

    private static String slot(Scope scope) {
        List<String> constraints = Stream.of(
                        oneOf("channel.name", scope.channels()),
                        oneOf("direction.name()", scope.directions()),
                        oneOf("purpose.name()", scope.purposes()),
                        oneOf("category", scope.categories()),
                        oneOf("sender", scope.senders()),
                        oneOf("senderClass.name()", scope.senderClasses()),
                        oneOf("campaign", scope.campaigns()),
                        oneOf("offer", scope.offers()))
                .filter(Objects::nonNull)
                .toList();
        return ConditionPrinter.pattern("Slot", constraints);
    }

    private static @Nullable String oneOf(String dimension, Collection<?> values) {
        if (values.isEmpty()) {
            return null;
        }
        return values.size() == 1
                ? dimension + " == " + DrlText.list(values)
                : dimension + " in (" + DrlText.list(values) + ")";
    }
}
