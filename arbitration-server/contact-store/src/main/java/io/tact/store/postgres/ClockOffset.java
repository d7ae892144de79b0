package io.tact.store.postgres;

import java.time.Duration;

/**
 * How the database's clock and this node's differ.
 *
 * @param ahead how far the database's is ahead of the node's; negative where it is behind
 * @param uncertainty the difference is this much more or less at most: half of the round trip it was measured by
 */
public record ClockOffset(Duration ahead, Duration uncertainty) {}
