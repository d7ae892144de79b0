package io.tact.server;

import io.tact.port.CouldNotDecideException;
import io.tact.store.StoreAwayException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patience of a node that starts and whose store is not there yet: what needs the store is tried again, ever less
 * often, until it works or patience is at its end. Patience is for all of the start together. For one thread.
 */
final class StoreWait {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWait.class);
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration SAID_EVERY = Duration.ofSeconds(10);

    private final Duration patience;
    private final LongSupplier nanos;
    private final Pause pause;
    private final long began;
    private Duration next = SHORTEST;
    private long saidAt;
    private boolean waiting;

    /** Something that needs the store. */
    @FunctionalInterface
    interface Step<T> {
        T take() throws StartupException;
    }

    /** Something that needs the store and has no result. */
    @FunctionalInterface
    interface Check {
        void run() throws StartupException;
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    /** @param patience zero: nothing is tried twice */
    StoreWait(Duration patience) {
        this(patience, System::nanoTime, time -> new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** @param nanos a clock that never goes back, in nanoseconds */
    StoreWait(Duration patience, LongSupplier nanos, Pause pause) {
        this.patience = patience;
        this.nanos = nanos;
        this.pause = pause;
        this.began = nanos.getAsLong();
    }

    /**
     * Takes a step until it works.
     *
     * @throws StartupException if it fails for another reason than that the store is away, if patience is at its end, or if
     *     this thread was interrupted; the message says why
     */
    <T> T until(Step<T> step) throws StartupException {
        while (true) {
            try {
                T done = step.take();
                arrived();
                return done;
            } catch (StartupException e) {
                if (!isAway(e)) {
                    throw e;
                }
                again(e);
            }
        }
    }

    /** As {@link #until}. */
    void untilDone(Check check) throws StartupException {
        until(() -> {
            check.run();
            return check;
        });
    }

    private static boolean isAway(StartupException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof StoreAwayException || at instanceof CouldNotDecideException) {
                return true;
            }
        }
        return false;
    }

    private void again(StartupException failure) throws StartupException {
        Duration waited = waited();
        if (patience.isZero()) {
            throw failure;
        }
        if (waited.compareTo(patience) >= 0) {
            throw new StartupException(
                    failure.getMessage() + ". It was waited for " + waited.toSeconds()
                            + " s, as store.postgresql.patience" + " (" + patience + ") says",
                    failure);
        }
        say(failure, waited);
        try {
            Duration left = patience.minus(waited);
            pause.pass(next.compareTo(left) < 0 ? next : left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("told to end while waiting for the store: " + failure.getMessage(), failure);
        }
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    }

    private void say(StartupException failure, Duration waited) {
        long now = nanos.getAsLong();
        if (!waiting || now - saidAt >= SAID_EVERY.toNanos()) {
            waiting = true;
            saidAt = now;
            LOG.warn(
                    "waiting for the store, {} s of {} so far: {}", waited.toSeconds(), patience, failure.getMessage());
        }
    }

    private void arrived() {
        if (waiting) {
            LOG.info("the store is there, after {} s", waited().toSeconds());
        }
        waiting = false;
        next = SHORTEST;
    }

    private Duration waited() {
        return Duration.ofNanos(nanos.getAsLong() - began);
    }
}
