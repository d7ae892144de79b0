package io.tact.rules.scenarios;

import io.tact.model.Catalogue;
import io.tact.model.Dictionary;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSettings;
import java.util.Collection;

/**
 * What scenarios name things of.
 *
 * @param settings what {@code ruleset.yaml} says
 * @param dictionary the attributes
 * @param catalogue the treatments
 * @param allAttributes whether the table of attributes has no error: else what the dictionary lacks may stand in it
 * @param allTreatments whether the catalogue's table has no error: else what the catalogue lacks may stand in it
 */
record ScenarioTables(
        RulesetSettings settings,
        Dictionary dictionary,
        Catalogue catalogue,
        boolean allAttributes,
        boolean allTreatments) {

    /** @param problems what is wrong with the tables */
    static ScenarioTables of(ParsedRuleset parsed, Collection<Problem> problems) {
        return new ScenarioTables(
                parsed.settings(),
                parsed.dictionary(),
                parsed.catalogue(),
                hasNoError("attributes.csv", problems),
                hasNoError("catalogue.csv", problems));
    }

    private static boolean hasNoError(String file, Collection<Problem> problems) {
        return problems.stream().noneMatch(p -> p.isError() && p.file().equals(file));
    }
}
