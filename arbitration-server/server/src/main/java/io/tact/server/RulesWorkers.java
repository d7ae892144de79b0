package io.tact.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that rules run on: as many as there are cores, with a bounded queue that rejects when it is full. */
final class RulesWorkers implements Executor, AutoCloseable {
    /** Enough for a burst; what waits longer would be answered too late. */
    private static final int QUEUE = 1_024;

    private static final long PATIENCE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    RulesWorkers(int threads) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread thread = new Thread(task, "rules-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    int waiting() {
        return pool.getQueue().size();
    }

    /** Waits for the tasks under way. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
