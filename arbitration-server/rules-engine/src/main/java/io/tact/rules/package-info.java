/**
 * Rulesets: from the files of a folder to something that can decide.
 *
 * <p>Knows {@code core}. Tables are evaluated by an index, DRL by Drools; nothing outside this module names Drools.
 */
@NullMarked
package io.tact.rules;

import org.jspecify.annotations.NullMarked;
