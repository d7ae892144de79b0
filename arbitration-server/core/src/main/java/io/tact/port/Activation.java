package io.tact.port;

import io.tact.ruleset.RulesetVersion;

/**
 * One activation of a ruleset version.
 *
 * @param epoch its number, counted from 1
 * @param version what it made the active one
 */
public record Activation(long epoch, RulesetVersion version) {}
