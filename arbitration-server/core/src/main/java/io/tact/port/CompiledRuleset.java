package io.tact.port;

import io.tact.ruleset.Ruleset;

/**
 * A ruleset that can decide.
 *
 * @param ruleset its data
 * @param evaluator its rules
 */
public record CompiledRuleset(Ruleset ruleset, RulesetEvaluator evaluator) {}
