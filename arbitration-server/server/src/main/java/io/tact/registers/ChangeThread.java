package io.tact.registers;

import io.tact.port.CouldNotDecideException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The thread that changes a register, one change after the other; it may wait for the store. */
final class ChangeThread implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService thread;

    ChangeThread(String name) {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Makes a change in its turn. The future fails with what the change throws. */
    <T extends @Nullable Object> CompletionStage<T> run(Supplier<T> change) {
        try {
            return CompletableFuture.supplyAsync(change, thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new CouldNotDecideException("the node is stopping", e));
        }
    }

    /**
     * Waits for the store.
     *
     * @throws CouldNotDecideException if it failed
     */
    static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof CouldNotDecideException known
                    ? known
                    : new CouldNotDecideException(
                            "it is not known whether that was stored (" + cause.getMessage() + "). Maybe say it again",
                            cause);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
