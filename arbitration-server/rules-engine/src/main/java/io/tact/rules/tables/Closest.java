package io.tact.rules.tables;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Known names that look like an unknown one. */
final class Closest {
    private static final int LONGEST = 64;

    private Closest() {}

    /** {@code Maybe SMS}, or nothing if no name is close. */
    static String advice(String text, Collection<String> names) {
        List<String> close = names(text, names);
        return close.isEmpty() ? "" : "Maybe " + String.join(" or ", close);
    }

    /** As {@link #advice}, but it lists the first names where none is close. */
    static String adviceOrList(String text, Collection<String> names) {
        String advice = advice(text, names);
        if (!advice.isEmpty() || names.isEmpty()) {
            return advice;
        }
        String some = names.stream().sorted().limit(8).collect(Collectors.joining(", "));
        return "There " + (names.size() == 1 ? "is " : "are ") + some + (names.size() > 8 ? ", …" : "");
    }

    /** At most two names at a small distance, the nearest first. */
    static List<String> names(String text, Collection<String> names) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, wanted.length() / 4 + 1);
        List<String> close = names.stream()
                .filter(name -> Math.abs(name.length() - wanted.length()) <= limit)
                .filter(name -> distance(wanted, name) <= limit)
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(2)
                .toList();
        boolean alike = close.size() < 2 || distance(wanted, close.get(1)) - distance(wanted, close.get(0)) <= 1;
        return alike ? close : close.subList(0, 1);
    }

    /** How many letters must be put, taken or changed to make one text of the other. */
    private static int distance(String a, String name) {
        String b = name.toLowerCase(Locale.ROOT);
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] here = new int[b.length() + 1];
            here[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                here[j] = Math.min(change, Math.min(before[j], here[j - 1]) + 1);
            }
            before = here;
        }
        return before[b.length()];
    }
}
