package io.tact.history;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What very many records say alike, once in memory: names of attributes and channels, offers, slots. Without it most of an
 * unpacked record would be copies of them. It takes up the first that come, each in one of the few cells where its hash allows;
 * others are left as they are. Changes nothing but identities. Safe for any thread.
 *
 * @param <T> values that never change
 */
class Shared<T> {
    /** In how many cells a value is looked for. */
    static final int CHAIN = 8;

    private final AtomicReferenceArray<T> cells;

    /** @param most a power of two: how many it can take up */
    Shared(int most) {
        cells = new AtomicReferenceArray<>(most);
    }

    /** The one that is equal to it. */
    final T of(T value) {
        int hash = value.hashCode();
        for (int i = 0; i < CHAIN; i++) {
            T known = known(hash, i);
            if (known == null) {
                known = takeUp(hash, i, value);
            }
            if (known.equals(value)) {
                return known;
            }
        }
        return value;
    }

    /** What is in a cell of the chain of a hash, if anything. */
    final @Nullable T known(int hash, int link) {
        return cells.get(cell(hash, link));
    }

    /** What is in that cell afterwards: a value, or what another thread was quicker to put there. */
    private T takeUp(int hash, int link, T value) {
        T quicker = cells.compareAndExchange(cell(hash, link), null, value);
        return quicker == null ? value : quicker;
    }

    private int cell(int hash, int link) {
        return (hash ^ hash >>> 16) + link & cells.length() - 1;
    }
}
