package io.tact.rules.packs;

import io.tact.policy.ExemptionRule;
import io.tact.policy.PolicyRule;
import io.tact.ruleset.Pack;
import java.util.List;

/**
 * One pack, for people.
 *
 * @param reference how rulesets include it, such as {@code legal/fr}
 * @param pack what it says of itself
 * @param rows every row of every table that it has, by table and then in file order
 * @param rules what decides, as the rows were read
 */
public record ShownPack(String reference, Pack pack, List<ShownRow> rows, List<PolicyRule> rules) {
    public ShownPack {
        rows = List.copyOf(rows);
        rules = List.copyOf(rules);
    }

    /** How many of its rows were not confirmed against their source. */
    public long unverified() {
        return rows.stream().filter(row -> !row.info().verified()).count();
    }

    List<ExemptionRule> exemptions() {
        return rules.stream()
                .filter(ExemptionRule.class::isInstance)
                .map(ExemptionRule.class::cast)
                .toList();
    }
}
