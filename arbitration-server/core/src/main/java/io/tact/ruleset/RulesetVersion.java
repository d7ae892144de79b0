package io.tact.ruleset;

/**
 * The immutable, content-addressed state of a ruleset.
 *
 * @param name the ruleset's name
 * @param hash the SHA-256 of its content, whichever way its tables are written, in 64 hexadecimal digits; what is stored may have
 *     only the first 16 of an older one
 */
public record RulesetVersion(String name, String hash) {}
