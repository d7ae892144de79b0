package io.tact.rules.simulation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A stream of wanted contacts in file order, kept small: a million rows are some sixteen megabytes.
 *
 * @param at when each is wanted, in milliseconds of the epoch
 * @param subscribers whom each is for, as an index into {@code ids}
 * @param wanted what each says, as an index into {@code messages}
 * @param ids the ids of the subscribers
 * @param messages what is said
 */
record ContactStream(long[] at, int[] subscribers, int[] wanted, List<String> ids, List<Wanted> messages) {

    int size() {
        return at.length;
    }

    Instant instant(int row) {
        return Instant.ofEpochMilli(at[row]);
    }

    Wanted message(int row) {
        return messages.get(wanted[row]);
    }

    /** The rows of each subscriber, from the earliest to the latest; rows of the same instant in file order. */
    int[][] bySubscriber() {
        int[] counts = new int[ids.size()];
        for (int subscriber : subscribers) {
            counts[subscriber]++;
        }
        int[][] rows = new int[ids.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new int[counts[i]];
        }
        int[] filled = new int[ids.size()];
        for (int row = 0; row < subscribers.length; row++) {
            int subscriber = subscribers[row];
            rows[subscriber][filled[subscriber]++] = row;
        }
        for (int[] own : rows) {
            sortByTime(own);
        }
        return rows;
    }

    /** All rows, from the earliest to the latest; rows of the same instant in file order. */
    int[] byTime() {
        int[] rows = new int[size()];
        Arrays.setAll(rows, row -> row);
        sortByTime(rows);
        return rows;
    }

    private void sortByTime(int[] rows) {
        boolean sorted = true;
        for (int i = 1; i < rows.length && sorted; i++) {
            sorted = at[rows[i - 1]] <= at[rows[i]];
        }
        if (!sorted) {
            Integer[] boxed = Arrays.stream(rows).boxed().toArray(Integer[]::new);
            Arrays.sort(boxed, (a, b) -> Long.compare(at[a], at[b]));
            for (int i = 0; i < rows.length; i++) {
                rows[i] = boxed[i];
            }
        }
    }
}
