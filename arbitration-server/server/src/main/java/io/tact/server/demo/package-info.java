/**
 * The subscribers of {@code ./tact demo}: a published sample of a fictional operator, with what it lacks invented by rule.
 *
 * <p>Pure but for reading one file. Safe for any thread.
 */
@NullMarked
package io.tact.server.demo;

import org.jspecify.annotations.NullMarked;
