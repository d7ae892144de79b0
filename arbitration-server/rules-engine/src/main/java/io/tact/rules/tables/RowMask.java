package io.tact.rules.tables;

import java.util.Arrays;

/**
 * A set of rows, kept as what differs from a shared set where that is little, so that memory grows with the cells of a
 * table and not with rows times distinct values. Immutable.
 */
final class RowMask {
    private final long[] common;
    private final int[] places;
    private final long[] words;

    private RowMask(long[] common, int[] places, long[] words) {
        this.common = common;
        this.places = places;
        this.words = words;
    }

    /** The set {@code rows}, which is not to be changed any more. */
    static RowMask of(long[] rows) {
        return new RowMask(rows, new int[0], new long[0]);
    }

    /** The set {@code common} with some words replaced; neither array is to be changed any more. */
    static RowMask differing(long[] common, int[] places, long[] words) {
        if (places.length <= common.length / 2) {
            return new RowMask(common, places, words);
        }
        long[] own = Arrays.copyOf(common, common.length);
        for (int i = 0; i < places.length; i++) {
            own[places[i]] = words[i];
        }
        return of(own);
    }

    /** Leaves in {@code rows} only what is in this set too. */
    void retain(long[] rows) {
        int from = 0;
        for (int i = 0; i < places.length; i++) {
            retain(rows, from, places[i]);
            rows[places[i]] &= words[i];
            from = places[i] + 1;
        }
        retain(rows, from, rows.length);
    }

    private void retain(long[] rows, int from, int to) {
        for (int i = from; i < to; i++) {
            rows[i] &= common[i];
        }
    }
}
