/**
 * Building rules in a JVM of its own, with bounded heap, time and class path: what author text makes of the compiler stays
 * there. Knows {@code allowed}; {@link io.tact.rules.drools.build.BuildProcess} may be used by any thread, one build at a time.
 */
@NullMarked
package io.tact.rules.drools.build;

import org.jspecify.annotations.NullMarked;
