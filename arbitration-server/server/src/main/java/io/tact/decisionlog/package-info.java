/**
 * The latest dry runs, kept in memory so that they can be explained. Safe for any thread; never changes an answer.
 */
@NullMarked
package io.tact.decisionlog;

import org.jspecify.annotations.NullMarked;
