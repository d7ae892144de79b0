package io.tact.ruleset;

/**
 * The immutable, content-addressed state of a ruleset.
 *
 * @param name the ruleset's name
 * @param hash 16 hexadecimal digits that tell its content from any other, whichever way its tables are written
 */
public record RulesetVersion(String name, String hash) {}
