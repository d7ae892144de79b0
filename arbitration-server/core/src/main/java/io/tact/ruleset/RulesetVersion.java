package io.tact.ruleset;

/**
 * The immutable, content-addressed state of a ruleset.
 *
 * @param name the ruleset's name
 * @param hash the first 16 hexadecimal digits of the SHA-256 over its files, by name
 */
public record RulesetVersion(String name, String hash) {}
