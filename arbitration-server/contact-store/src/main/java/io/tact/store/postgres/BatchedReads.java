package io.tact.store.postgres;

import io.tact.port.CouldNotDecideException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Reads by key, where all that wait while the readers are busy are asked for at once. When too many wait, a read fails at
 * once with {@link CouldNotDecideException}.
 *
 * @param <K> what is asked for
 * @param <V> what is found
 */
final class BatchedReads<K, V> {
    private static final int LARGEST_BATCH = 256;

    /** Finds the values of some keys. Blocks. */
    @FunctionalInterface
    interface Finder<K, V> {
        /** The values of those keys that have one. */
        Map<K, V> find(Set<K> keys);
    }

    private record Waiting<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

    private final Finder<K, V> finder;
    private final Executor readers;
    private final BlockingQueue<Waiting<K, V>> queue;

    BatchedReads(Executor readers, int capacity, Finder<K, V> finder) {
        this.readers = readers;
        this.finder = finder;
        queue = new ArrayBlockingQueue<>(capacity);
    }

    /** The value of a key; empty if there is none. */
    CompletionStage<Optional<V>> read(K key) {
        Waiting<K, V> waiting = new Waiting<>(key, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            return CompletableFuture.failedFuture(new CouldNotDecideException(
                    "the store is overloaded: " + queue.size() + " reads are waiting. Maybe ask fewer at once"));
        }
        try {
            // Each read brings a task, so none is left waiting; most tasks find their read already taken by another.
            readers.execute(this::readWaiting);
        } catch (RejectedExecutionException e) {
            waiting.answer().completeExceptionally(PostgresContactStore.closed());
        }
        return waiting.answer();
    }

    private void readWaiting() {
        List<Waiting<K, V>> batch = new ArrayList<>();
        queue.drainTo(batch, LARGEST_BATCH);
        if (batch.isEmpty()) {
            return;
        }
        Map<K, List<Waiting<K, V>>> byKey = new LinkedHashMap<>();
        batch.forEach(
                w -> byKey.computeIfAbsent(w.key(), k -> new ArrayList<>()).add(w));
        try {
            Map<K, V> found = finder.find(byKey.keySet());
            byKey.forEach(
                    (key, asking) -> asking.forEach(w -> w.answer().complete(Optional.ofNullable(found.get(key)))));
        } catch (RuntimeException | Error e) {
            batch.forEach(w -> w.answer().completeExceptionally(e));
        }
    }
}
