package io.tact.rules.tables;

import io.tact.model.Condition;
import io.tact.model.Direction;
import io.tact.model.Selector;
import io.tact.model.Selector.Dimension;
import io.tact.model.Span;
import io.tact.policy.ExclusionRule;
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

    /** What a row may say. */
    enum Kind {
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

    void read(Table table) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Kind kind = row.get("kind", CellTypes.oneOf(Kind.class));
            if (kind == null) {
                continue;
            }
            if (policy.part().isPack() && kind != Kind.WITHHOLDS) {
                row.refuse("when", "in a pack", "A pack knows no attributes");
            }
            ExclusionRule rule =
                    switch (kind) {
                        case NEVER_TOGETHER -> neverTogether(row, info);
                        case ONE_PER -> onePer(row, info);
                        case WITHHOLDS -> withholds(row, info);
                        case NOT_AFTER -> notAfter(row, info);
                        case ONLY_AFTER -> onlyAfter(row, info);
                    };
            if (rule != null) {
                policy.add(rule, row);
            }
        }
    }

    private @Nullable ExclusionRule neverTogether(TableRow row, @Nullable RuleInfo info) {
        Selector a = selectors.selector(row, "a");
        Selector b = otherSide(row, "NEVER_TOGETHER");
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

    private @Nullable Selector otherSide(TableRow row, String kind) {
        Selector b = selectors.selector(row, "b");
        if (!row.has("b")) {
            row.error("b", "b must not be empty for " + kind, "Name the other side, such as category:DEVICE");
        }
        return b;
    }

    private @Nullable ExclusionRule notAfter(TableRow row, @Nullable RuleInfo info) {
        Selector a = selectors.selector(row, "a");
        Selector b = otherSide(row, "NOT_AFTER");
        Span within = within(row);
        if (!row.has("within")) {
            row.error("within", "within must not be empty for NOT_AFTER", "Maybe P7D: how long a is withheld after b");
        }
        List<Condition> when = conditions(row, "when");
        Set<Direction> directions = PolicyRows.directions(row);
        return info == null || a == null || b == null || within == null || row.isBad()
                ? null
                : new ExclusionRule.NotAfter(info, a, b, within, when, directions);
    }

    private @Nullable ExclusionRule onlyAfter(TableRow row, @Nullable RuleInfo info) {
        Selector a = selectors.selector(row, "a");
        Selector b = otherSide(row, "ONLY_AFTER");
        if (a != null && a.equals(b)) {
            row.error("b", "b is the same as a: there could never be a first one", "Name what must come before");
        }
        Span within = within(row);
        List<Condition> when = conditions(row, "when");
        Set<Direction> directions = PolicyRows.directions(row);
        return info == null || a == null || b == null || row.isBad()
                ? null
                : new ExclusionRule.OnlyAfter(info, a, b, within, when, directions);
    }

    private @Nullable ExclusionRule onePer(TableRow row, @Nullable RuleInfo info) {
        Selector a = row.get("a", text -> each(row, text));
        row.refuse("b", "for ONE_PER", "");
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
        if (policy.part().isPack()) {
            row.error(
                    "kind",
                    "kind WITHHOLDS needs a condition, and a pack knows no attributes",
                    "Maybe an own row of the ruleset");
            return null;
        }
        boolean conditionFirst = ConditionReader.looksLike(row.text("a"));
        List<Condition> when = new ArrayList<>();
        if (conditionFirst) {
            when.addAll(conditions(row, "a"));
            if (!row.has("b")) {
                row.error("b", "b must not be empty: it is what is withheld", "Maybe * for everything");
            }
        } else {
            row.refuse("b", "for WITHHOLDS unless a is a condition", "");
            if (!row.has("when")) {
                row.error(
                        "when",
                        "WITHHOLDS needs a condition, in when or in a",
                        "Write one such as open_complaint = true");
            }
        }
        Selector what = selectors.selector(row, conditionFirst ? "b" : "a");
        when.addAll(conditions(row, "when"));
        row.refuse("within", "for WITHHOLDS", "");
        Set<Direction> directions = PolicyRows.directions(row);
        return info == null || what == null || row.isBad()
                ? null
                : new ExclusionRule.Withholds(info, what, when, directions);
    }

    private static @Nullable Span within(TableRow row) {
        return row.get("within", CellTypes.span(CapsTable.RETENTION_DAYS));
    }

    private List<Condition> conditions(TableRow row, String column) {
        return row.get(column, conditions::conditions, List.of());
    }
}
