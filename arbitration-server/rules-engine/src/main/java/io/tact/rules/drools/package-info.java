/**
 * DRL: compiling it, finding the line of every error, running it; and the DRL that a table is equal to.
 *
 * <p>Only Drools' executable model is used. Rules see the request, the profile, the slots, the history and the table hits,
 * and write verdicts; they never see candidates. Authors are not trusted: a grammar admits their rules, a JVM of its own
 * compiles them, their byte code is verified and burns fuel. One list says what they may use: {@code allowed}.
 *
 * <p>Compiling takes seconds and belongs on one thread; {@link io.tact.rules.drools.DrlRules} is safe for any thread, but
 * runs author code, so never on an event loop.
 */
@NullMarked
package io.tact.rules.drools;

import org.jspecify.annotations.NullMarked;
