package io.tact.rules.scenarios;

import io.tact.arbitration.Locator;
import io.tact.policy.ExemptionRule;
import io.tact.policy.PolicyBook;
import io.tact.policy.PolicyRule;
import io.tact.port.CompiledRuleset;
import io.tact.ruleset.Ruleset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the exemptions without which some scenario would end otherwise: an exemption is never a reason, but what it lets through
 * would then be withheld. Stateless.
 */
final class ExemptionHits {
    /** How many scenarios are run at most, each once for every exemption. */
    private static final int MOST_RUNS = 20_000;

    private static final String TABLE = "exemptions";

    private ExemptionHits() {}

    /**
     * The names of the rows of {@code exemptions} of a ruleset and its packs; none if there are too many to look at each. What a
     * deadline lets pass is no row of its own.
     */
    static Set<String> names(Ruleset ruleset, List<Scenario> scenarios) {
        Set<String> names = new HashSet<>();
        ruleset.policy().rules().stream()
                .filter(rule ->
                        rule instanceof ExemptionRule && rule.info().table().equals(TABLE))
                .forEach(rule -> names.add(rule.info().name()));
        return names.size() * (long) scenarios.size() > MOST_RUNS ? Set.of() : names;
    }

    /** Those of some exemptions that make a difference. */
    static Set<String> of(CompiledRuleset compiled, Locator locator, List<Scenario> scenarios, Set<String> names) {
        Set<String> hits = new HashSet<>();
        if (names.isEmpty()) {
            return hits;
        }
        List<List<Object>> with = answers(compiled, locator, scenarios);
        for (String name : names) {
            if (!answers(without(compiled, name), locator, scenarios).equals(with)) {
                hits.add(name);
            }
        }
        return hits;
    }

    private static List<List<Object>> answers(CompiledRuleset compiled, Locator locator, List<Scenario> scenarios) {
        HitRecorder unheard = new HitRecorder(compiled.evaluator(), List.of());
        ScenarioRunner runner = new ScenarioRunner(compiled, unheard, locator);
        return scenarios.stream().map(runner::answers).toList();
    }

    private static CompiledRuleset without(CompiledRuleset compiled, String name) {
        Ruleset r = compiled.ruleset();
        List<PolicyRule> rules = r.policy().rules().stream()
                .filter(rule -> !rule.info().name().equals(name))
                .toList();
        return new CompiledRuleset(
                new Ruleset(
                        r.version(),
                        r.settings(),
                        r.dictionary(),
                        r.catalogue(),
                        new PolicyBook(rules),
                        r.packs(),
                        r.budgets()),
                compiled.evaluator());
    }
}
