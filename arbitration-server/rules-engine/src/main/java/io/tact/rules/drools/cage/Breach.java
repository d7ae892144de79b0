package io.tact.rules.drools.cage;

import org.jspecify.annotations.Nullable;

/**
 * Something in a generated class that must not be there.
 *
 * @param rule the rule of which the class was made; null if that cannot be told
 * @param what what is there
 */
public record Breach(@Nullable String rule, String what) {}
