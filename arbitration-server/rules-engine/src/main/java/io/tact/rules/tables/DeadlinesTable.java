package io.tact.rules.tables;

import io.tact.model.Direction;
import io.tact.model.Slot;
import io.tact.policy.ExemptionRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import io.tact.ruleset.Deadline;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code deadlines} of a pack. */
final class DeadlinesTable {
    private static final int LONGEST = 1_000;

    private DeadlinesTable() {}

    /** Reads a pack's deadlines; where one says that an opt-out may be confirmed, the pack's limits let that message pass. */
    static void read(Table table, PolicyRows policy, List<Deadline> deadlines) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Scope scope = policy.scope(row);
            Deadline.Unit unit = row.get("unit", CellTypes.oneOf(Deadline.Unit.class));
            int length = length(row, unit);
            Deadline.After after = row.get("after", CellTypes.oneOf(Deadline.After.class));
            boolean confirmation = row.get("confirmation", CellTypes::yesNo, false);
            if (info == null || unit == null || after == null || row.isBad()) {
                continue;
            }
            deadlines.add(new Deadline(info, scope, length, unit, after, confirmation));
            if (confirmation) {
                policy.add(passing(info, scope), row);
            }
        }
    }

    private static int length(TableRow row, Deadline.@Nullable Unit unit) {
        Integer length = row.get("days", CellTypes::count);
        if (unit == Deadline.Unit.IMMEDIATE) {
            if (length != null && length != 0) {
                row.error("days", "days (" + length + ") must be 0 or empty for IMMEDIATE", "");
            }
            return 0;
        }
        if (unit != null && !row.has("days")) {
            row.error("days", "days must not be empty for " + unit, "Maybe the unit should be IMMEDIATE");
        } else if (length != null && length > LONGEST) {
            row.error("days", "days (" + length + ") must be at most " + LONGEST, "");
        }
        return length == null ? 0 : length;
    }

    private static ExemptionRule passing(RuleInfo info, Scope scope) {
        Scope confirmations = new Scope(
                scope.channels(),
                Set.of(Direction.OUTBOUND),
                Set.of(),
                Set.of(Slot.OPT_OUT_CONFIRMATION),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
        return new ExemptionRule(
                info,
                confirmations,
                Set.of(),
                null,
                EnumSet.of(RuleKind.HOURS, RuleKind.CAPS, RuleKind.COOLOFFS),
                Set.of(),
                true);
    }
}
