package io.tact.http;

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
                .filter(name -> name.length() <= LONGEST && distance(wanted, name.toLowerCase(Locale.ROOT)) <= limit)
                .sorted(Comparator.<String>comparingInt(n -> distance(wanted, n.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        return near.isEmpty() ? "" : ". Maybe " + String.join(" or ", near);
    }

    /** How many letters must be put in, taken out or replaced. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
