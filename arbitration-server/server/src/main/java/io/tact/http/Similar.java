package io.tact.http;

import io.tact.model.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the known names that a mistyped one may have meant. */
final class Similar {
    private static final int MOST = 3;
    private static final int LONGEST = 64;

    private Similar() {}

    /** {@code ". Maybe A or B"} with the nearest names, or nothing if none is near. */
    static String maybe(String value, Collection<String> known) {
        if (value.length() > LONGEST) {
            return "";
        }
        String wanted = value.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, value.length() / 3);
        List<String> near = known.stream()
                .filter(name -> name.length() <= LONGEST
                        && EditDistance.between(wanted, name.toLowerCase(Locale.ROOT)) <= limit)
                .sorted(Comparator.<String>comparingInt(n -> EditDistance.between(wanted, n.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        return near.isEmpty() ? "" : ". Maybe " + String.join(" or ", near);
    }
}
