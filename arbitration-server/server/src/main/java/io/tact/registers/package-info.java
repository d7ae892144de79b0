/**
 * What operators keep beside the ruleset and change at any moment: kill switches and do-not-call lists.
 *
 * <p>Every change is durable before it has an effect, and has its effect on every decision after it was answered. A register
 * has one thread that changes it, so that changes keep their order; whoever decides reads a snapshot and waits for nobody.
 * Knows {@code core} only.
 */
@NullMarked
package io.tact.registers;

import org.jspecify.annotations.NullMarked;
