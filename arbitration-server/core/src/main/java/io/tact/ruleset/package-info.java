/**
 * Rulesets as values: what one is, which version, and what is wrong with one that cannot be used.
 *
 * <p>Knows {@code model} and {@code policy}. Everything here is immutable.
 */
@NullMarked
package io.tact.ruleset;

import org.jspecify.annotations.NullMarked;
