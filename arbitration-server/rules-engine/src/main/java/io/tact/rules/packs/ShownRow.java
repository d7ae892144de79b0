package io.tact.rules.packs;

import io.tact.policy.RuleInfo;
import io.tact.rules.tables.Provenance;

/**
 * One row of a pack, for people.
 *
 * @param info what the row says of itself
 * @param words what it does, in a sentence or two
 * @param provenance where it comes from
 */
public record ShownRow(RuleInfo info, String words, Provenance provenance) {}
