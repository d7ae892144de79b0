package io.tact.http;

import io.tact.model.EditDistance;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the known names that a mistyped one may have meant. */
final class Similar {
    private static final int MOST = 3;
    private static final int LONGEST = 64;

    private Similar() {}

    /** {@code ". Maybe A or B"} with the names than which no other is nearer, or nothing if none is near. */
    static String maybe(String value, Collection<String> known) {
        if (value.length() > LONGEST) {
            return "";
        }
        String wanted = value.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, value.length() / 3);
        SortedMap<Integer, List<String>> byDistance = known.stream()
                .filter(name -> name.length() <= LONGEST)
                .sorted()
                .collect(Collectors.groupingBy(
                        name -> EditDistance.between(wanted, name.toLowerCase(Locale.ROOT)),
                        TreeMap::new,
                        Collectors.toList()));
        if (byDistance.isEmpty() || byDistance.firstKey() > limit) {
            return "";
        }
        List<String> nearest = Objects.requireNonNull(byDistance.get(byDistance.firstKey()));
        return ". Maybe " + nearest.stream().limit(MOST).collect(Collectors.joining(" or "));
    }
}
