package io.tact.load.ledger;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** What came of the requests of one round. Safe for any thread. */
final class Tally {
    private final LongAdder granted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(3);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** A request that was asked at that {@link System#nanoTime} was answered. */
    void answered(boolean isGranted, long asked) {
        (isGranted ? granted : refused).increment();
        micros.recordValue((System.nanoTime() - asked) / 1_000);
    }

    void failed(Throwable why) {
        failure.compareAndSet(null, why);
    }

    /** How many contacts were granted and are durable. */
    long granted() {
        return granted.sum();
    }

    long percentileMicros(double percentile) {
        return micros.getValueAtPercentile(percentile);
    }

    /** @throws IllegalStateException if a request failed, or more than a tenth were refused, which no policy here asks for */
    void requireAlive(String who) {
        Throwable why = failure.get();
        if (why != null) {
            throw new IllegalStateException(who + ": a request failed", why);
        }
        if (refused.sum() * 9 > granted.sum()) {
            throw new IllegalStateException(who + ": " + refused + " requests were refused and " + granted
                    + " granted. Maybe there are too few subscribers for so many rounds");
        }
    }
}
