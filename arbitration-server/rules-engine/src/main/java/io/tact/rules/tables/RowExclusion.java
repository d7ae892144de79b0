package io.tact.rules.tables;

import java.util.List;

/** Some rows, kept as the words that hold any, to be taken out of a set in time that grows with these rows only. */
final class RowExclusion {
    private final int[] places;
    private final long[] kept;

    /** @param rows the rows, ascending */
    RowExclusion(List<Integer> rows) {
        places = rows.stream().mapToInt(row -> row >>> 6).distinct().toArray();
        kept = new long[places.length];
        java.util.Arrays.fill(kept, -1L);
        int at = 0;
        for (int row : rows) {
            while (places[at] != row >>> 6) {
                at++;
            }
            kept[at] &= ~(1L << row);
        }
    }

    void remove(long[] rows) {
        for (int i = 0; i < places.length; i++) {
            rows[places[i]] &= kept[i];
        }
    }
}
