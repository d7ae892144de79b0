package io.tact.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time between being told to stop and the end of connections: not ready, but still answering. Safe for any thread. */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Duration length;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();

    /** @param length how long; zero for no time at all */
    Drain(Duration length) {
        this.length = length;
    }

    /** Why the node is not ready, once it was told to stop. */
    Optional<String> unready() {
        return begun.get() ? Optional.of("the node was told to stop") : Optional.empty();
    }

    /** Whether it was told to stop. */
    boolean isBegun() {
        return begun.get();
    }

    /** Says not ready from now on, and returns when the time is over. Only the first call waits; an interrupt ends it. */
    void await() {
        if (!begun.compareAndSet(false, true) || length.isZero()) {
            return;
        }
        LOG.info("told to stop: not ready, connections end in {}", length);
        try {
            over.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
