/**
 * Dry runs on their way to the durable log of decisions. Safe for any thread; never changes or delays an answer.
 */
@NullMarked
package io.tact.decisionlog;

import org.jspecify.annotations.NullMarked;
