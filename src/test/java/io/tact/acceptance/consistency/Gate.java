package io.tact.acceptance.consistency;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where everything waits that a relay carries: it is let through, held back, or turned away. Safe for any thread. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.OPEN;
    private Duration delay = Duration.ZERO;

    /** What becomes of what arrives. */
    enum State {
        OPEN,
        STALLED,
        CUT
    }

    void set(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void delay(Duration each) {
        lock.lock();
        try {
            delay = each;
        } finally {
            lock.unlock();
        }
    }

    boolean isCut() {
        lock.lock();
        try {
            return state == State.CUT;
        } finally {
            lock.unlock();
        }
    }

    /** Waits as long as everything is slowed down, then as {@link #pass(Duration)}. */
    boolean pass() {
        lock.lock();
        try {
            return pass(delay);
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, and while everything is held back; false if it was cut or this thread is to end. */
    boolean pass(Duration wait) {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (left > 0 && state != State.CUT) {
                left = changed.awaitNanos(left);
            }
            while (state == State.STALLED) {
                // Looked at again now and then, so that nothing depends on one signal.
                changed.await(1, TimeUnit.SECONDS);
            }
            return state == State.OPEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
