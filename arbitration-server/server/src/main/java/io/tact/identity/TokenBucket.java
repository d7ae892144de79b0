package io.tact.identity;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many requests pass in a second, and as many at once after a second of silence: a bucket that fills evenly, kept as the
 * instant at which it would be full again. Without locks; safe for any thread. Instants are those of a clock that never goes
 * back, as {@link System#nanoTime}.
 */
public final class TokenBucket {
    private static final long SECOND = 1_000_000_000L;

    private final long interval;
    private final long tolerance;
    private final AtomicLong full;

    /**
     * A full one.
     *
     * @param perSecond 1 to 1,000,000
     * @param nanos now
     */
    public TokenBucket(int perSecond, long nanos) {
        if (perSecond < 1 || perSecond > 1_000_000) {
            throw new IllegalArgumentException("perSecond (" + perSecond + ") must be 1 to 1000000");
        }
        interval = SECOND / perSecond;
        tolerance = SECOND - interval;
        full = new AtomicLong(nanos);
    }

    /**
     * How long until there is one; takes none.
     *
     * @param nanos now
     * @return 0 if there is one, else in how many nanoseconds there will be
     */
    public long waitAt(long nanos) {
        return Math.max(0, full.get() - nanos - tolerance);
    }

    /**
     * Takes one, if there is one.
     *
     * @param nanos now
     * @return 0 if it was taken, else in how many nanoseconds there will be one
     */
    public long take(long nanos) {
        while (true) {
            long before = full.get();
            long ahead = Math.max(0, before - nanos);
            if (ahead > tolerance) {
                return ahead - tolerance;
            }
            if (full.compareAndSet(before, nanos + ahead + interval)) {
                return 0;
            }
        }
    }
}
