package io.tact.rules.tables;

import io.tact.model.Channel;
import io.tact.model.OutcomeType;
import io.tact.model.Span;
import io.tact.policy.CooloffRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code cooloffs}. */
final class CooloffsTable {
    private static final String INDEFINITE = "INDEFINITE";

    private CooloffsTable() {}

    static void read(Table table, PolicyRows policy) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Scope scope = policy.scope(row);
            Set<Channel> triggers = row.list("trigger_channel", CellTypes::channel);
            Set<OutcomeType> outcomes = row.list("outcomes", CellTypes.oneOf(OutcomeType.class));
            int times = row.get("times", CooloffsTable::times, 1);
            Span within = within(row, times, outcomes);
            Span length = length(row, outcomes);
            CooloffRule.Start start =
                    row.get("start", CellTypes.oneOf(CooloffRule.Start.class), CooloffRule.Start.INSTANT);
            Set<CooloffRule.Sharing> appliesTo = appliesTo(row, policy.part());
            if (info != null && !row.isBad()) {
                policy.add(
                        new CooloffRule(info, scope, triggers, outcomes, times, within, appliesTo, length, start), row);
            }
        }
    }

    /** What a message must share with what triggered it: in a pack the sender, unless it says otherwise. */
    private static Set<CooloffRule.Sharing> appliesTo(TableRow row, Part part) {
        Set<CooloffRule.Sharing> otherwise = part.isPack() ? Set.of(CooloffRule.Sharing.SAME_SENDER) : Set.of();
        return row.get("applies_to", CellTypes.setOrAll(CooloffRule.Sharing.class), otherwise);
    }

    private static int times(String text) {
        int times = CellTypes.whole(text);
        if (times < 1) {
            throw CellException.mustBe(text, "1 or more", "");
        }
        return times;
    }

    private static @Nullable Span within(TableRow row, int times, Set<OutcomeType> outcomes) {
        Span within = row.get("within", CellTypes.span(CapsTable.RETENTION_DAYS));
        if (times == 1) {
            row.refuse("within", "where times is 1", "Maybe give times: how many of the outcomes it takes");
        } else if (!row.has("within") && !forgotten(outcomes).isEmpty()) {
            row.error(
                    "within",
                    "within must not be empty where times is " + times + ": " + forgotten(outcomes)
                            + " is remembered for " + CapsTable.RETENTION_DAYS + " days only",
                    "Maybe P30D");
        }
        return within;
    }

    /** How long; null for ever. What is not a no is forgotten one day, and cannot silence anybody for longer. */
    private static @Nullable Span length(TableRow row, Set<OutcomeType> outcomes) {
        String forgotten = forgotten(outcomes);
        if (row.text("length").equalsIgnoreCase(INDEFINITE)) {
            if (!forgotten.isEmpty()) {
                row.error(
                        "length",
                        "length INDEFINITE is longer than " + forgotten + " is remembered",
                        "Maybe a row of its own for it, with at most P" + CapsTable.RETENTION_DAYS + "D");
            }
            return null;
        }
        int longest = forgotten.isEmpty() ? ConsentTable.LONGEST_VALIDITY : CapsTable.RETENTION_DAYS;
        return row.get("length", CellTypes.span(longest));
    }

    private static String forgotten(Set<OutcomeType> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.isStop())
                .map(Enum::name)
                .collect(Collectors.joining(", "));
    }
}
