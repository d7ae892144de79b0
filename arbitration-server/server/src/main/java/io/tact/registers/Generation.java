package io.tact.registers;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers of what lists are stored under: milliseconds and 20 bits of chance, so that nodes need not agree on the next one,
 * and its age can be told.
 */
final class Generation {
    private static final int CHANCE_BITS = 20;

    private Generation() {}

    /** A number that nobody else takes. */
    static long next(Instant now) {
        return before(now) | ThreadLocalRandom.current().nextInt(1 << CHANCE_BITS);
    }

    /** Above every number that was taken before an instant. */
    static long before(Instant when) {
        return when.toEpochMilli() << CHANCE_BITS;
    }
}
