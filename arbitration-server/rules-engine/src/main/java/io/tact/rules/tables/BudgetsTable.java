package io.tact.rules.tables;

import io.tact.policy.BudgetRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Reads the table {@code budgets} of a ruleset. */
final class BudgetsTable {
    private BudgetsTable() {}

    /**
     * @param zone whose hours and days count where a row does not say
     * @param places gets where each row stands
     * @param budgets gets each row
     */
    static void read(
            Table table, PolicyRows policy, ZoneId zone, Map<String, RowPlace> places, List<BudgetRule> budgets) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Scope scope = policy.scope(row);
            BudgetRule.Period period = row.get("period", CellTypes.oneOf(BudgetRule.Period.class));
            ZoneId own = row.get("zone", CellTypes::zone, zone);
            Integer max = row.get("max", BudgetsTable::max);
            if (period == BudgetRule.Period.TOTAL) {
                row.refuse("zone", "for TOTAL, which does not end with a day", "Maybe leave it empty");
            }
            if (info != null && period != null && max != null && !row.isBad()) {
                budgets.add(new BudgetRule(info, scope, period, own, max));
                places.putIfAbsent(info.name(), row.place());
            }
        }
    }

    private static int max(String text) {
        int max = CellTypes.whole(text);
        if (max < 0) {
            throw CellException.mustBe(text, "0 or more", "Maybe 0, to grant nothing");
        }
        return max;
    }
}
