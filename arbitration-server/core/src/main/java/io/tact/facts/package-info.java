/**
 * What a rule may see and all it may write: the request, the profile and the slots of one decision; verdicts.
 *
 * <p>Knows {@code model}, {@code history} and {@code policy}. Facts are immutable; {@link io.tact.facts.Verdicts} collects
 * for one decision on one thread.
 */
@NullMarked
package io.tact.facts;

import org.jspecify.annotations.NullMarked;
