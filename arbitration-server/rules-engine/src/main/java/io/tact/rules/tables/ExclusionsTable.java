package io.tact.rules.tables;

import io.tact.model.Condition;
import io.tact.model.Direction;
import io.tact.model.Selector;
import io.tact.model.Selector.Dimension;
import io.tact.model.Span;
import io.tact.policy.ExclusionRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code exclusions}. */
final class ExclusionsTable {
    private static final Set<Dimension> EACH =
            EnumSet.of(Dimension.CATEGORY, Dimension.CAMPAIGN, Dimension.OFFER, Dimension.CHANNEL);

    private enum Kind {
        NEVER_TOGETHER,
        NOT_AFTER,
        ONLY_AFTER,
        ONE_PER,
        WITHHOLDS
    }

    private final PolicyRows policy;
    private final ConditionReader conditions;
    private final SelectorReader selectors;

    ExclusionsTable(PolicyRows policy, ConditionReader conditions) {
        this.policy = policy;
        this.conditions = conditions;
        this.selectors = new SelectorReader(policy.names());
    }

    void read(Table table, List<PolicyRule> rules) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Kind kind = row.get("kind", CellTypes.oneOf(Kind.class));
            if (kind == null) {
                continue;
            }
            ExclusionRule rule =
                    switch (kind) {
                        case NEVER_TOGETHER -> neverTogether(row, info);
                        case ONE_PER -> onePer(row, info);
                        case WITHHOLDS -> withholds(row, info);
                        case NOT_AFTER, ONLY_AFTER -> {
                            row.error(
                                    "kind",
                                    "kind " + kind + " is not supported yet",
                                    "Only NEVER_TOGETHER, ONE_PER and WITHHOLDS are");
                            yield null;
                        }
                    };
            if (rule != null) {
                rules.add(rule);
                policy.stands(rule, row);
            }
        }
    }

    private @Nullable ExclusionRule neverTogether(TableRow row, @Nullable RuleInfo info) {
        Selector a = selectors.selector(row, "a");
        Selector b = selectors.selector(row, "b");
        if (!row.has("b")) {
            row.error("b", "b must not be empty for NEVER_TOGETHER", "Name the other side, such as category:DEVICE");
        }
        if (a != null && a.equals(b)) {
            row.error("b", "b is the same as a", "Maybe the kind should be ONE_PER");
        }
        Span within = within(row);
        List<Condition> when = conditions(row, "when");
        Set<Direction> directions = PolicyRows.directions(row);
        return info == null || a == null || b == null || row.isBad()
                ? null
                : new ExclusionRule.NeverTogether(info, a, b, within, when, directions);
    }

    private @Nullable ExclusionRule onePer(TableRow row, @Nullable RuleInfo info) {
        Selector a = row.get("a", text -> each(row, text));
        mustBeEmpty(row, "b", "ONE_PER");
        Span within = within(row);
        List<Condition> when = conditions(row, "when");
        Set<Direction> directions = PolicyRows.directions(row);
        if (info == null || a == null || row.isBad()) {
            return null;
        }
        String only = a.value().isEmpty() ? null : a.value();
        return new ExclusionRule.OnePer(info, a.dimension(), only, within, when, directions);
    }

    /** A dimension, as a selector without a value; else a selector. */
    private Selector each(TableRow row, String text) {
        Dimension dimension = SelectorReader.dimension(text);
        if (dimension != null && EACH.contains(dimension)) {
            return new Selector(dimension, "");
        }
        if (text.equals("*")) {
            throw CellException.mustBe(text, "category, campaign, offer, channel, or a selector", "");
        }
        return selectors.selector(row, "a", text);
    }

    /** {@code a} is what must hold and {@code b} what is withheld; or {@code a} is withheld, and {@code when} must hold. */
    private @Nullable ExclusionRule withholds(TableRow row, @Nullable RuleInfo info) {
        boolean conditionFirst = ConditionReader.looksLike(row.text("a"));
        List<Condition> when = new ArrayList<>();
        if (conditionFirst) {
            when.addAll(conditions(row, "a"));
            if (!row.has("b")) {
                row.error("b", "b must not be empty: it is what is withheld", "Maybe * for everything");
            }
        } else {
            mustBeEmpty(row, "b", "WITHHOLDS unless a is a condition");
            if (!row.has("when")) {
                row.error(
                        "when",
                        "WITHHOLDS needs a condition, in when or in a",
                        "Write one such as open_complaint = true");
            }
        }
        Selector what = selectors.selector(row, conditionFirst ? "b" : "a");
        when.addAll(conditions(row, "when"));
        mustBeEmpty(row, "within", "WITHHOLDS");
        Set<Direction> directions = PolicyRows.directions(row);
        return info == null || what == null || row.isBad()
                ? null
                : new ExclusionRule.Withholds(info, what, when, directions);
    }

    private static void mustBeEmpty(TableRow row, String column, String where) {
        if (row.has(column)) {
            row.error(column, column + " must be empty for " + where, "");
        }
    }

    private static @Nullable Span within(TableRow row) {
        return row.get("within", CellTypes.span(CapsTable.RETENTION_DAYS));
    }

    private List<Condition> conditions(TableRow row, String column) {
        return row.get(column, conditions::conditions, List.of());
    }
}
