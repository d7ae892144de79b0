/**
 * Who did what: entries of the audit feed, single ones for changes, summed ones for traffic and for what was refused.
 *
 * <p>Knows the core; nothing of HTTP. Safe for any thread; nothing blocks.
 */
@NullMarked
package io.tact.audit;

import org.jspecify.annotations.NullMarked;
