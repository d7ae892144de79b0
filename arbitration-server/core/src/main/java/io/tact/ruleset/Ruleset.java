package io.tact.ruleset;

import io.tact.model.Catalogue;
import io.tact.model.Dictionary;
import io.tact.policy.PolicyBook;

/**
 * The data of a ruleset: everything but what decides eligibility, scores and DRL.
 *
 * @param version which state of it
 * @param settings what {@code ruleset.yaml} says
 * @param dictionary the attributes rules may read
 * @param catalogue the treatments
 * @param policy the contact policy
 */
public record Ruleset(
        RulesetVersion version,
        RulesetSettings settings,
        Dictionary dictionary,
        Catalogue catalogue,
        PolicyBook policy) {}
