package io.tact.rules.tables;

import io.tact.model.Relation;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import io.tact.policy.ConsentRule;
import io.tact.policy.ConsentRule.Model;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code consent}. */
final class ConsentTable {
    /** The longest time that a consent may hold, or that anything else may last that is never forgotten. */
    static final int LONGEST_VALIDITY = 36_600;

    /** What may lift the question whether an address is on a list. */
    enum ListLift {
        CONSENT
    }

    private ConsentTable() {}

    static void read(Table table, PolicyRows policy) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Scope scope = policy.scope(row);
            Model model = row.get("model", CellTypes.oneOf(Model.class));
            Span validFor = row.get("valid_for", CellTypes.span(LONGEST_VALIDITY));
            SpecialConsent special = row.get("special", CellTypes.oneOf(SpecialConsent.class));
            Set<Relation.Kind> softFor = row.list("soft_for", CellTypes.oneOf(Relation.Kind.class));
            ConsentRule.ListCheck list = list(row);
            if (model == null) {
                continue;
            }
            checkModel(row, model);
            if (info != null && !row.isBad()) {
                Set<Relation.Kind> soft = model == Model.SOFT_OPT_IN && softFor.isEmpty()
                        ? Set.of(Relation.Kind.OWN_SIMILAR_PRODUCT)
                        : softFor;
                policy.add(new ConsentRule(info, scope, model, validFor, special, soft, list), row);
            }
        }
    }

    private static void checkModel(TableRow row, Model model) {
        if (model != Model.OPT_IN) {
            row.refuse("special", "for model " + model, "Only OPT_IN asks for a special consent");
        }
        if (model != Model.SOFT_OPT_IN) {
            row.refuse("soft_for", "for model " + model, "Maybe the model should be SOFT_OPT_IN");
        }
        if (model == Model.PROHIBITED || model == Model.NONE) {
            row.refuse("valid_for", "for model " + model, "It asks for no consent");
        }
        if (model == Model.PROHIBITED) {
            row.refuse("list", "for model PROHIBITED", "It allows nobody, on a list or not");
        }
    }

    private static ConsentRule.@Nullable ListCheck list(TableRow row) {
        String name = row.get("list", CellTypes::id);
        Span maxAge = row.get("list_max_age", CellTypes.span(LONGEST_VALIDITY));
        ListLift lift = row.get("list_lifted_by", CellTypes.oneOf(ListLift.class));
        if (!row.has("list")) {
            row.refuse("list_max_age", "where list is", "Maybe name the list");
            row.refuse("list_lifted_by", "where list is", "Maybe name the list");
        }
        return name == null ? null : new ConsentRule.ListCheck(name, maxAge, lift != null);
    }
}
