/**
 * Packs for people: their rows in words, and a page of them that a compliance officer can read, keep and print.
 *
 * <p>Reads packs through {@link io.tact.rules.RulesetFolder} and {@link io.tact.rules.tables.RulesetParser}, so what it says
 * of a row is what the row does, defaults included. No decision asks it. Stateless; for any thread.
 */
@NullMarked
package io.tact.rules.packs;

import org.jspecify.annotations.NullMarked;
