/**
 * Who asks: API keys and tokens, the roles and limits that come with them, and how often each may ask.
 *
 * <p>Knows the core's {@code Mandate} and nothing of HTTP or of configuration. Safe for any thread; nothing blocks a caller: what
 * has to be fetched is fetched on a thread of its own. Time is a parameter. Signatures are verified by Nimbus JOSE+JWT and the JDK.
 */
@NullMarked
package io.tact.identity;

import org.jspecify.annotations.NullMarked;
