package io.tact.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Places in a table. However values are chosen, finding one takes no more than {@value #CHAIN} comparisons and the logarithm of
 * how many there are. Not for several threads.
 *
 * @param <T> values that never change
 */
final class HashedPlaces<T> implements Places<T> {
    /** In how many cells a value is looked for. Values that were not chosen to collide hardly ever need as many. */
    static final int CHAIN = 16;

    /** 2^32 divided by the golden ratio: what it multiplies has every bit of the hash in its upper bits. */
    private static final int SCATTER = 0x9E37_79B9;

    /** What {@link #cellOf} says where other values are in all cells of the chain. */
    private static final int CROWDED = -1;

    private final Comparator<? super T> order;

    /** The values, each at its place. */
    private @Nullable Object[] values;

    private int count;

    // A hash table in which what collides goes to the next cell: places, counted from 1; 0 where a cell is free.
    private int[] cells;

    /** The places of values that found other values in all cells of their chain; null if there is none. */
    private @Nullable TreeMap<T, Integer> crowded;

    /**
     * @param few a power of two, twice as many as there usually are
     * @param order a total order in which equal values, and no others, are the same
     */
    HashedPlaces(int few, Comparator<? super T> order) {
        this.order = order;
        values = new Object[few / 2];
        cells = new int[few];
    }

    @Override
    public int of(T value) {
        int cell = cellOf(value);
        if (cell == CROWDED) {
            return crowd(value);
        }
        if (cells[cell] != 0) {
            return cells[cell] - 1;
        }
        cells[cell] = count + 1;
        counted(value);
        return NEW;
    }

    private int crowd(T value) {
        if (crowded == null) {
            crowded = new TreeMap<>(order);
        }
        Integer known = crowded.putIfAbsent(value, count);
        if (known != null) {
            return known;
        }
        counted(value);
        return NEW;
    }

    private void counted(T value) {
        values[count++] = value;
        if (count == values.length) {
            grow();
        }
    }

    /** Where the value is, or else where it belongs. A cell of the chain is never free again once it was taken. */
    private int cellOf(Object value) {
        int mask = cells.length - 1;
        int cell = value.hashCode() * SCATTER >>> Integer.numberOfLeadingZeros(mask);
        for (int i = 0; i < CHAIN; i++) {
            int place = cells[cell] - 1;
            if (place < 0 || value == values[place] || value.equals(values[place])) {
                return cell;
            }
            cell = (cell + 1) & mask;
        }
        return CROWDED;
    }

    @SuppressWarnings("unchecked") // only values of that kind are put there
    private void grow() {
        values = Arrays.copyOf(values, values.length * 2);
        cells = new int[values.length * 2];
        crowded = null;
        for (int place = 0; place < count; place++) {
            T value = (T) Objects.requireNonNull(values[place]);
            int cell = cellOf(value);
            if (cell != CROWDED) {
                cells[cell] = place + 1;
            } else {
                if (crowded == null) {
                    crowded = new TreeMap<>(order);
                }
                crowded.put(value, place);
            }
        }
    }
}
