/**
 * What the core needs of the world, as interfaces that adapters implement. Each has one contract test.
 *
 * <p>Knows every package of the core but {@code arbitration}. A future that completes exceptionally means "could not be
 * done, outcome unknown"; an expected "no" is a value.
 */
@NullMarked
package io.tact.port;

import org.jspecify.annotations.NullMarked;
