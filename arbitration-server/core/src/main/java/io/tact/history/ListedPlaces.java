package io.tact.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Places that go on after known ones. A value is compared with every other one, which is less work than a table of them where
 * few are asked for. Not for several threads.
 */
final class ListedPlaces<T> implements Places<T> {
    private final List<T> values;

    /** @param known each at its place */
    ListedPlaces(Collection<T> known) {
        values = new ArrayList<>(known);
    }

    @Override
    public int of(T value) {
        int place = values.indexOf(value);
        if (place < 0) {
            values.add(value);
            return NEW;
        }
        return place;
    }
}
