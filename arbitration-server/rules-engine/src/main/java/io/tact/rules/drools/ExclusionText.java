package io.tact.rules.drools;

import io.tact.model.Selector;
import io.tact.policy.ExclusionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of exclusions: the messages they may withhold as a pattern, and what they ask of {@link Policy}. */
final class ExclusionText {
    private ExclusionText() {}

    /** What is asked about {@code $slot}; null for nothing. */
    static @Nullable String call(ExclusionRule row) {
        if (row instanceof ExclusionRule.NeverTogether pair) {
            return "notTogether($slot, " + pair(pair.a(), pair.b()) + ", " + DrlText.quotedOrNull(pair.within()) + ")";
        }
        if (row instanceof ExclusionRule.OnePer one) {
            return "onlyOnePer($slot, \"" + one.dimension() + "\", " + DrlText.quotedOrNull(one.only()) + ", "
                    + DrlText.quotedOrNull(one.within()) + ")";
        }
        if (row instanceof ExclusionRule.NotAfter order) {
            return "tooSoonAfter($slot, " + pair(order.a(), order.b()) + ", " + DrlText.quotedOrNull(order.within())
                    + ")";
        }
        if (row instanceof ExclusionRule.OnlyAfter order) {
            return "withoutBefore($slot, " + pair(order.a(), order.b()) + ", " + DrlText.quotedOrNull(order.within())
                    + ")";
        }
        return null;
    }

    private static String pair(Selector a, Selector b) {
        return DrlText.selector(a) + ", " + DrlText.selector(b);
    }

    /** The slots of the row's directions that one of its selectors covers. */
    static String slot(ExclusionRule row) {
        List<Selector> selectors = selectors(row);
        List<String> constraints = new ArrayList<>();
        String direction = RowText.oneOf("direction.name()", row.directions());
        if (direction != null) {
            constraints.add(direction);
        }
        if (!selectors.contains(Selector.ALL)) {
            String either = selectors.stream()
                    .map(ExclusionText::constraint)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" || "));
            // A slot has no treatment: a row about nothing else is about no slot.
            constraints.add(either.isEmpty() ? "channel == null" : either);
        }
        return ConditionPrinter.pattern("Slot", constraints);
    }

    private static List<Selector> selectors(ExclusionRule row) {
        if (row instanceof ExclusionRule.NeverTogether pair) {
            return List.of(pair.a(), pair.b());
        }
        if (row instanceof ExclusionRule.OnePer one) {
            return List.of(one.only() == null ? Selector.ALL : new Selector(one.dimension(), one.only()));
        }
        if (row instanceof ExclusionRule.NotAfter order) {
            return List.of(order.a());
        }
        if (row instanceof ExclusionRule.OnlyAfter order) {
            return List.of(order.a());
        }
        return List.of(((ExclusionRule.Withholds) row).what());
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
}
