package io.tact.identity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was used last, of bounded size: when so many are new, the half that was not used since is forgotten. Safe for any
 * thread.
 */
final class Recent<K, V> {
    private final int half;
    private volatile Map<K, V> young = new ConcurrentHashMap<>();
    private volatile Map<K, V> old = Map.of();

    /** @param most how many there are at most, about */
    Recent(int most) {
        this.half = Math.max(1, most / 2);
    }

    @Nullable V get(K key) {
        V value = young.get(key);
        if (value == null) {
            value = old.get(key);
            if (value != null) {
                put(key, value);
            }
        }
        return value;
    }

    void put(K key, V value) {
        makeRoom();
        young.put(key, value);
    }

    V getOrMake(K key, Function<K, V> maker) {
        V known = get(key);
        if (known != null) {
            return known;
        }
        makeRoom();
        return young.computeIfAbsent(key, maker);
    }

    private void makeRoom() {
        if (young.size() >= half) {
            synchronized (this) {
                if (young.size() >= half) {
                    old = young;
                    young = new ConcurrentHashMap<>();
                }
            }
        }
    }

    boolean isEmpty() {
        return young.isEmpty() && old.isEmpty();
    }

    int size() {
        return young.size() + old.size();
    }
}
