package io.tact.grid;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether this process has been running all the time. A process that was stopped, or whose machine was, does not know for
 * how long; meanwhile others may have put it out of the cluster and gone on. So whoever is not renewed for 3 seconds is
 * not valid, and not for 3 more after that: within them it hears whether it is still a member. Safe for any thread.
 */
final class Lease {
    static final Duration LENGTH = Duration.ofSeconds(3);
    static final Duration RENEWED_EVERY = Duration.ofMillis(500);

    private final LongSupplier nanos;
    private volatile long renewed;
    private volatile long validFrom;

    /** @param nanos a clock that never goes back, in nanoseconds */
    Lease(LongSupplier nanos) {
        this.nanos = nanos;
        this.renewed = nanos.getAsLong();
        this.validFrom = renewed;
    }

    boolean isValid() {
        long now = nanos.getAsLong();
        return now - renewed < LENGTH.toNanos() && now - validFrom >= 0;
    }

    /** Renews it. @return whether it had lapsed: whatever was known then may be old */
    boolean renew() {
        long now = nanos.getAsLong();
        boolean lapsed = now - renewed >= LENGTH.toNanos();
        if (lapsed) {
            validFrom = now + LENGTH.toNanos();
        }
        renewed = now;
        return lapsed;
    }
}
