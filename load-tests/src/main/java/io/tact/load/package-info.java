/**
 * Benchmarks: how long a decision takes, and what share of a bare HTTP server's throughput the whole path keeps.
 *
 * <p>Nothing here is a test; speed is never asserted in {@code mvn verify}. {@code load-tests/README.md} says how to run
 * them and what was measured.
 */
@NullMarked
package io.tact.load;

import org.jspecify.annotations.NullMarked;
