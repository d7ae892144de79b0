package io.tact.store;

import io.tact.port.CouldNotDecideException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Where the embedded store reads what memory does not hold, and takes what concerns many keys at once. RocksDB must not be
 * asked after it is closed, so once this is closed nothing runs any more. Safe for any thread.
 */
final class StoreThreads {
    private static final String CLOSED = "the store is closed";

    private final ExecutorService readers = threads(2, "store-read");
    private final ExecutorService steps = threads(1, "store-steps");

    /** Whoever asks the database shares it; closing excludes them. */
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    private volatile boolean closed;

    /** What asks or changes the database. */
    @FunctionalInterface
    interface Step<T extends @Nullable Object> {
        T run() throws RocksDBException;
    }

    private static ExecutorService threads(int count, String name) {
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    boolean isClosed() {
        return closed;
    }

    /** Runs it on the caller's thread. */
    <T extends @Nullable Object> T here(Step<T> step) throws RocksDBException {
        closing.readLock().lock();
        try {
            if (closed) {
                throw new CouldNotDecideException(CLOSED);
            }
            return step.run();
        } finally {
            closing.readLock().unlock();
        }
    }

    /** Runs it on one of the reading threads; fails as it does. */
    <T> CompletionStage<T> onReader(Supplier<T> task) {
        return on(readers, task);
    }

    /** The reading threads, for what follows a read. */
    Executor readers() {
        return readers;
    }

    /** Runs it on the thread of whatever reads or changes many keys; fails with {@link CouldNotDecideException}. */
    <T> CompletionStage<T> inSteps(Step<T> step) {
        return on(steps, () -> run(step));
    }

    private <T> CompletionStage<T> on(ExecutorService threads, Supplier<T> task) {
        closing.readLock().lock();
        try {
            return closed
                    ? CompletableFuture.failedFuture(new CouldNotDecideException(CLOSED))
                    : CompletableFuture.supplyAsync(task, threads);
        } finally {
            closing.readLock().unlock();
        }
    }

    /** Runs it; fails with {@link CouldNotDecideException}. */
    static <T> T run(Step<T> step) {
        try {
            return step.run();
        } catch (RocksDBException e) {
            throw new CouldNotDecideException("the store could not be read or written: " + e.getMessage(), e);
        }
    }

    /**
     * Ends after all that was begun has ended. Idempotent.
     *
     * @return whether it was open until now
     * @throws IllegalStateException if that takes longer than a minute
     */
    boolean end() {
        closing.writeLock().lock();
        try {
            if (closed) {
                return false;
            }
            closed = true;
        } finally {
            closing.writeLock().unlock();
        }
        end(readers);
        end(steps);
        return true;
    }

    private static void end(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("reads of the store did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
