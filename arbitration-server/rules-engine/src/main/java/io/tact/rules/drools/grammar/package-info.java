/**
 * The language that authors' rules may be written in, checked before anything is built of them: what is not in the grammar is
 * refused by file, line and column. Knows {@code allowed} and {@code source}; works on one thread.
 *
 * <p>The grammar has no loops, no new objects, no changes of facts, and bounds on everything that can be repeated.
 */
@NullMarked
package io.tact.rules.drools.grammar;

import org.jspecify.annotations.NullMarked;
