package io.tact.grid;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A warning about what can happen with every request: said when it begins and then at most once in a while, with how often
 * it happened since. Safe for any thread.
 */
final class RareWarning {
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final Logger log;
    private final String what;
    private final LongSupplier nanos;
    private final AtomicLong lastSaid;
    private final LongAdder unsaid = new LongAdder();

    RareWarning(Logger log, String what) {
        this(log, what, System::nanoTime);
    }

    /** @param nanos a clock that only goes on, in nanoseconds */
    RareWarning(Logger log, String what, LongSupplier nanos) {
        this.log = log;
        this.what = what;
        this.nanos = nanos;
        this.lastSaid = new AtomicLong(nanos.getAsLong() - PAUSE.toNanos());
    }

    /** @param why what is known of this one */
    void happened(String why) {
        long now = nanos.getAsLong();
        long last = lastSaid.get();
        if (now - last < PAUSE.toNanos() || !lastSaid.compareAndSet(last, now)) {
            unsaid.increment();
            return;
        }
        long more = unsaid.sumThenReset();
        if (more == 0) {
            log.warn("{}: {}", what, why);
        } else {
            log.warn("{}: {} (and {} more since this was last said)", what, why, more);
        }
    }
}
