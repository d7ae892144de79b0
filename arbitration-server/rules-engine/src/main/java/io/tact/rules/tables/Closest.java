package io.tact.rules.tables;

import io.tact.model.EditDistance;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Known names that look like an unknown one. */
public final class Closest {
    private static final int LONGEST = 64;

    private Closest() {}

    /** {@code Maybe SMS}, or nothing if no name is close. */
    public static String advice(String text, Collection<String> names) {
        List<String> close = names(text, names);
        return close.isEmpty() ? "" : "Maybe " + String.join(" or ", close);
    }

    /** As {@link #advice}, but it lists the first names where none is close. */
    public static String adviceOrList(String text, Collection<String> names) {
        String advice = advice(text, names);
        if (!advice.isEmpty() || names.isEmpty()) {
            return advice;
        }
        String some = names.stream().sorted().limit(8).collect(Collectors.joining(", "));
        return "There " + (names.size() == 1 ? "is " : "are ") + some + (names.size() > 8 ? ", …" : "");
    }

    /** {@code Maybe channel. The columns are …}: those that look alike first, and then all. */
    static String columns(String title, List<String> columns) {
        List<String> alike = alike(title, columns);
        String maybe = alike.isEmpty() ? "" : "Maybe " + String.join(" or ", alike) + ". ";
        return maybe + "The columns are " + String.join(", ", columns);
    }

    /** At most two columns whose titles look like one, or have a word in common with it. */
    static List<String> alike(String title, List<String> columns) {
        List<String> close = names(title, columns);
        return close.isEmpty()
                ? columns.stream().filter(c -> shareAWord(title, c)).limit(2).toList()
                : close;
    }

    private static boolean shareAWord(String a, String b) {
        List<String> words = words(b);
        return words(a).stream()
                .anyMatch(word -> words.stream().anyMatch(other -> word.startsWith(other) || other.startsWith(word)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= 3)
                .toList();
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

    private static int distance(String wanted, String name) {
        return EditDistance.between(wanted, name.toLowerCase(Locale.ROOT));
    }
}
