package io.tact.port;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that keeps its contract in memory. Stores over the same {@link Disk} see the same values. */
public final class InMemoryOperatorStore implements OperatorStore {

    /** What outlives a store. */
    public static final class Disk {
        private final Map<String, TreeMap<String, byte[]>> values = new TreeMap<>();
    }

    private final Disk disk;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    public InMemoryOperatorStore(Disk disk) {
        this.disk = disk;
    }

    /** Makes every change fail, or with null succeed again. */
    public void failWith(@Nullable RuntimeException why) {
        failure = why;
    }

    @Override
    public CompletionStage<Void> put(String kind, String id, byte[] value) {
        check(kind, 255);
        check(id, 1_024);
        if (value.length > LARGEST_VALUE) {
            throw new IllegalArgumentException("too large: " + value.length);
        }
        return changed(() -> of(kind).put(id, value.clone()));
    }

    @Override
    public CompletionStage<byte[]> putIfAbsent(String kind, String id, byte[] value) {
        check(kind, 255);
        check(id, 1_024);
        if (value.length > LARGEST_VALUE) {
            throw new IllegalArgumentException("too large: " + value.length);
        }
        RuntimeException why = failure;
        return why != null
                ? CompletableFuture.failedFuture(why)
                : answer(() -> of(kind).computeIfAbsent(id, key -> value.clone()));
    }

    @Override
    public CompletionStage<Void> remove(String kind, String id) {
        check(kind, 255);
        check(id, 1_024);
        return changed(() -> of(kind).remove(id));
    }

    @Override
    public CompletionStage<Optional<byte[]>> find(String kind, String id) {
        check(kind, 255);
        check(id, 1_024);
        return answer(() -> Optional.ofNullable(of(kind).get(id)));
    }

    @Override
    public CompletionStage<SortedMap<String, byte[]>> all(String kind) {
        check(kind, 255);
        return answer(() -> new TreeMap<>(of(kind)));
    }

    @Override
    public CompletionStage<SortedSet<String>> ids(String kind) {
        check(kind, 255);
        return answer(() -> new TreeSet<>(of(kind).keySet()));
    }

    private TreeMap<String, byte[]> of(String kind) {
        return disk.values.computeIfAbsent(kind, k -> new TreeMap<>());
    }

    private static void check(String text, int most) {
        int length = text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (length < 1 || length > most) {
            throw new IllegalArgumentException("length " + length);
        }
    }

    private CompletionStage<Void> changed(Runnable change) {
        RuntimeException why = failure;
        if (why != null) {
            return CompletableFuture.failedFuture(why);
        }
        return answer(() -> {
            change.run();
            return null;
        });
    }

    private <T extends @Nullable Object> CompletionStage<T> answer(Supplier<T> value) {
        synchronized (disk) {
            return closed
                    ? CompletableFuture.failedFuture(new CouldNotDecideException("the store is closed"))
                    : CompletableFuture.completedFuture(value.get());
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
