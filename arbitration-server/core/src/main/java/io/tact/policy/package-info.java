/**
 * Contact policy as arithmetic: windows, caps, hours, consent and exclusions over a history and a local clock.
 *
 * <p>Knows {@code model} and {@code history}. Pure: no clock, no threads; a {@link io.tact.policy.PolicyCheck} belongs to
 * one decision and one thread. The strictest rule wins, every failing rule is reported, and each says when it will agree.
 */
@NullMarked
package io.tact.policy;

import org.jspecify.annotations.NullMarked;
