package io.tact.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places that go on after known ones. A value is compared with every other one, which is less work than a table of them where
 * few are asked for. Not for several threads.
 */
final class ListedPlaces<T> implements Places<T> {
    private final Listed<T> known;
    private final List<T> more = new ArrayList<>();

    ListedPlaces(Listed<T> known) {
        this.known = known;
    }

    /**
     * Values at their places.
     *
     * @param values not to be changed; may have room at its end
     * @param count how many there are
     */
    record Listed<T>(@Nullable Object[] values, int count) {
        static <T> Listed<T> of(List<T> values) {
            return new Listed<>(values.toArray(), values.size());
        }

        @Override
        public String toString() {
            return Arrays.toString(Arrays.copyOf(values, count));
        }
    }

    @Override
    public int of(T value) {
        for (int i = 0; i < known.count(); i++) {
            if (value.equals(known.values()[i])) {
                return i;
            }
        }
        int place = more.indexOf(value);
        if (place >= 0) {
            return known.count() + place;
        }
        more.add(value);
        return NEW;
    }
}
