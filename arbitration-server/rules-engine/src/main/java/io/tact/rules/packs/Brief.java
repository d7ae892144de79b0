package io.tact.rules.packs;

import io.tact.policy.RuleInfo;

/**
 * A row in a few words, for the overview.
 *
 * @param aspect what it is about
 * @param words the words
 * @param row the row, or the first of those that say it together
 * @param verified whether all of these were confirmed
 */
record Brief(Aspect aspect, String words, RuleInfo row, boolean verified) {}
