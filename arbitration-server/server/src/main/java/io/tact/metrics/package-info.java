/**
 * What Prometheus is told. Counters and gauges only, never a subscriber's id. Safe for any thread.
 */
@NullMarked
package io.tact.metrics;

import org.jspecify.annotations.NullMarked;
