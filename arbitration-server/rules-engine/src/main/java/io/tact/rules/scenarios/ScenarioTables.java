package io.tact.rules.scenarios;

import io.tact.model.Catalogue;
import io.tact.model.Dictionary;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.RulesetParser;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSettings;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What scenarios name things of.
 *
 * @param settings what {@code ruleset.yaml} says
 * @param dictionary the attributes
 * @param catalogue the treatments
 * @param budgets the ids of the budgets
 * @param allAttributes whether the table of attributes has no error: else what the dictionary lacks may stand in it
 * @param allTreatments whether the catalogue's table has no error: else what the catalogue lacks may stand in it
 * @param allBudgets whether the table of budgets has no error
 */
record ScenarioTables(
        RulesetSettings settings,
        Dictionary dictionary,
        Catalogue catalogue,
        Set<String> budgets,
        boolean allAttributes,
        boolean allTreatments,
        boolean allBudgets) {

    /** @param problems what is wrong with the tables */
    static ScenarioTables of(ParsedRuleset parsed, Collection<Problem> problems) {
        return new ScenarioTables(
                parsed.settings(),
                parsed.dictionary(),
                parsed.catalogue(),
                parsed.budgets().stream()
                        .map(budget -> budget.info().id())
                        .collect(Collectors.toCollection(TreeSet::new)),
                hasNoError("attributes", problems),
                hasNoError("catalogue", problems),
                hasNoError("budgets", problems));
    }

    private static boolean hasNoError(String table, Collection<Problem> problems) {
        return problems.stream().noneMatch(p -> p.isError() && RulesetParser.isOf(table, p));
    }
}
