/**
 * One account's contact history and the commands on it, as pure functions: state in, next state and result out.
 *
 * <p>Knows {@code model} only. No clock, no threads: every command is told the instant at which it happens.
 */
@NullMarked
package io.tact.history;

import org.jspecify.annotations.NullMarked;
