package io.tact.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Attributes of a subscriber, sorted by name, in two arrays: every record that is unpacked has one. Immutable. */
public final class SortedProfile extends AbstractMap<String, ProfileValue> {
    private final String[] names;
    private final ProfileValue[] values;

    private SortedProfile(String[] names, ProfileValue[] values) {
        this.names = names;
        this.values = values;
    }

    /** The attributes of a map. */
    static SortedProfile copyOf(Map<String, ProfileValue> map) {
        if (map instanceof SortedProfile profile) {
            return profile;
        }
        Map<String, ProfileValue> sorted = new TreeMap<>(map);
        return new SortedProfile(
                sorted.keySet().toArray(new String[0]), sorted.values().toArray(new ProfileValue[0]));
    }

    /**
     * Attributes in any order; of two with the same name, the later one.
     *
     * @param names not to be changed afterwards
     * @param values as many, not to be changed afterwards
     */
    public static SortedProfile of(String[] names, ProfileValue[] values) {
        for (int i = 1; i < names.length; i++) {
            if (names[i - 1].compareTo(names[i]) >= 0) {
                return sorted(names, values);
            }
        }
        return new SortedProfile(names, values);
    }

    private static SortedProfile sorted(String[] names, ProfileValue[] values) {
        Map<String, ProfileValue> map = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], values[i]);
        }
        return copyOf(map);
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public @Nullable ProfileValue get(@Nullable Object name) {
        int place = place(name);
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return place(name) >= 0;
    }

    private int place(@Nullable Object name) {
        return name instanceof String text ? Arrays.binarySearch(names, text) : -1;
    }

    @Override
    public Set<Map.Entry<String, ProfileValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Map.Entry<String, ProfileValue>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, ProfileValue>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Map.Entry<String, ProfileValue> next() {
            if (next == names.length) {
                throw new NoSuchElementException();
            }
            return Map.entry(names[next], values[next++]);
        }
    }
}
