package io.tact.history;

import java.util.Comparator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values in the order in which they came, and where each was first: what a packing has said and may refer to. However values are
 * chosen, finding one takes no more than {@value #CHAIN} comparisons and the logarithm of how many there are. Not for several
 * threads.
 *
 * @param <T> values that never change
 */
final class Places<T> {
    /** What {@link #of} says of a value that was not there. */
    static final int NEW = -1;

    /** In how many cells a value is looked for. Values that were not chosen to collide hardly ever need as many. */
    static final int CHAIN = 16;

    /** 2^32 divided by the golden ratio: what it multiplies has every bit of the hash in its upper bits. */
    private static final int SCATTER = 0x9E37_79B9;

    /** What {@link #cellOf} says where other values are in all cells of the chain. */
    private static final int CROWDED = -1;

    private final Comparator<? super T> order;

    // A hash table in which what collides goes to the next cell: the values, and the place of each.
    private @Nullable Object[] values;
    private int[] places;
    private int count;

    /** The places of values that found other values in all cells of their chain; null if there is none. */
    private @Nullable TreeMap<T, Integer> crowded;

    /**
     * @param few a power of two, twice as many as there usually are
     * @param order a total order in which equal values, and no others, are the same
     */
    Places(int few, Comparator<? super T> order) {
        this.order = order;
        values = new Object[few];
        places = new int[few];
    }

    /** The place of a value, counted from 0; {@link #NEW} for one that was not there and now has the next place. */
    int of(T value) {
        int cell = cellOf(value);
        if (cell == CROWDED) {
            return crowd(value);
        }
        if (values[cell] != null) {
            return places[cell];
        }
        values[cell] = value;
        places[cell] = count;
        counted();
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
        counted();
        return NEW;
    }

    private void counted() {
        count++;
        if (count > values.length / 2) {
            grow();
        }
    }

    /** Where the value is, or else where it belongs. A cell of the chain is never free again once it was taken. */
    private int cellOf(Object value) {
        int mask = values.length - 1;
        int cell = value.hashCode() * SCATTER >>> Integer.numberOfLeadingZeros(mask);
        for (int i = 0; i < CHAIN; i++) {
            Object found = values[cell];
            if (found == null || found == value || found.equals(value)) {
                return cell;
            }
            cell = (cell + 1) & mask;
        }
        return CROWDED;
    }

    @SuppressWarnings("unchecked") // only values of that kind are put there
    private void grow() {
        @Nullable Object[] before = values;
        int[] beforePlaces = places;
        TreeMap<T, Integer> crowdedBefore = crowded;
        values = new Object[before.length * 2];
        places = new int[before.length * 2];
        crowded = null;
        for (int i = 0; i < before.length; i++) {
            Object value = before[i];
            if (value != null) {
                put((T) value, beforePlaces[i]);
            }
        }
        if (crowdedBefore != null) {
            crowdedBefore.forEach(this::put);
        }
    }

    /** Puts a value that is not there. */
    private void put(T value, int place) {
        int cell = cellOf(value);
        if (cell != CROWDED) {
            values[cell] = value;
            places[cell] = place;
            return;
        }
        if (crowded == null) {
            crowded = new TreeMap<>(order);
        }
        crowded.put(value, place);
    }
}
