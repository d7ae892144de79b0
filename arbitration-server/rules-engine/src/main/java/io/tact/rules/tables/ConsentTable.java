package io.tact.rules.tables;

import io.tact.model.Span;
import io.tact.policy.ConsentRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import java.util.List;

/** Reads the table {@code consent}. */
final class ConsentTable {
    private static final int LONGEST_VALIDITY = 36_600;

    private enum Model {
        OPT_IN,
        OPT_OUT,
        SOFT_OPT_IN,
        PROHIBITED,
        NONE
    }

    private ConsentTable() {}

    static void read(Table table, PolicyRows policy, List<PolicyRule> rules) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Scope scope = policy.scope(row);
            Model model = row.get("model", CellTypes.oneOf(Model.class));
            if (model != null && model != Model.OPT_IN && model != Model.OPT_OUT) {
                row.error("model", "model " + model + " is not supported yet", "Only OPT_IN and OPT_OUT are");
            }
            Span validFor = row.get("valid_for", CellTypes.span(LONGEST_VALIDITY));
            row.refuse("list");
            row.refuse("list_max_age");
            if (info != null && model != null && !row.isBad()) {
                ConsentRule rule = new ConsentRule(info, scope, ConsentRule.Model.valueOf(model.name()), validFor);
                rules.add(rule);
                policy.stands(rule, row);
            }
        }
    }
}
