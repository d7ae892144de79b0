package io.tact.history;

import org.jspecify.annotations.Nullable;

/**
 * Values in the order in which they came, and where each was first: what a packing has said and may refer to. Not for several
 * threads.
 *
 * @param <T> values that never change
 */
final class Places<T> {
    /** What {@link #of} says of a value that was not there. */
    static final int NEW = -1;

    /** 2^32 divided by the golden ratio: what it multiplies has every bit of the hash in its upper bits. */
    private static final int SCATTER = 0x9E37_79B9;

    // A hash table in which what collides goes to the next cell: the values, and the place of each.
    private @Nullable Object[] values;
    private int[] places;
    private int count;

    /** @param few a power of two, twice as many as there usually are */
    Places(int few) {
        values = new Object[few];
        places = new int[few];
    }

    /** The place of a value, counted from 0; {@link #NEW} for one that was not there and now has the next place. */
    int of(T value) {
        int cell = cellOf(value);
        if (values[cell] != null) {
            return places[cell];
        }
        values[cell] = value;
        places[cell] = count++;
        if (count > values.length / 2) {
            grow();
        }
        return NEW;
    }

    /** Where the value is, or else where it belongs. */
    private int cellOf(Object value) {
        int mask = values.length - 1;
        int cell = value.hashCode() * SCATTER >>> Integer.numberOfLeadingZeros(mask);
        Object found = values[cell];
        while (found != null && found != value && !found.equals(value)) {
            cell = (cell + 1) & mask;
            found = values[cell];
        }
        return cell;
    }

    private void grow() {
        @Nullable Object[] before = values;
        int[] beforePlaces = places;
        values = new Object[before.length * 2];
        places = new int[before.length * 2];
        for (int i = 0; i < before.length; i++) {
            Object value = before[i];
            if (value != null) {
                int cell = cellOf(value);
                values[cell] = value;
                places[cell] = beforePlaces[i];
            }
        }
    }
}
