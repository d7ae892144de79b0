package io.tact.rules.spreadsheets;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What Drools writes of a column's cells: {@code $param} stands for the whole cell, {@code $1} for the first of the values that
 * commas separate, a lone {@code $} in {@code forall} for each of them. Immutable.
 */
final class Snippet {
    private static final Pattern LITERAL =
            Pattern.compile("((==|!=|<=?|>=?)\\s*)?(-?(0|[1-9][0-9]*)(\\.[0-9]+)?[LlBI]?|(?i:true|false|null)"
                    + "|[A-Z]\\w*\\.[A-Z][A-Z0-9_]*|\"[^\"\\\\]*\")");
    private static final Pattern PLACE = Pattern.compile("\\$(param|[0-9]{1,3}|(?![\\w$]))");
    private static final String WHOLE = "param";
    private static final String EACH = "";

    private final String text;
    private final boolean open;
    private final boolean each;
    private final int last;

    Snippet(String text) {
        this.text = text;
        List<MatchResult> places = PLACE.matcher(text).results().toList();
        open = places.stream().anyMatch(place -> isOpen(text, place.start()));
        each = places.stream().anyMatch(place -> place.group(1).equals(EACH));
        last = places.stream()
                .map(place -> place.group(1))
                .filter(name -> !name.equals(WHOLE) && !name.equals(EACH))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    /** Whether a place stands outside quotes. */
    private static boolean isOpen(String text, int place) {
        return text.substring(0, place).chars().filter(c -> c == '"').count() % 2 == 0;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Why a cell must not stand there: outside quotes it would be compiled. */
    Optional<String> compiled(String cell) {
        if (!open) {
            return Optional.empty();
        }
        return Arrays.stream(last > 0 || each ? cell.split(",") : new String[] {cell})
                .map(String::strip)
                .filter(part -> !LITERAL.matcher(part).matches())
                .map(part -> "\"" + part + "\" would be compiled as it stands")
                .findFirst();
    }

    /** Whether a cell has fewer values than are asked for, or more, which Drools would drop. */
    Optional<String> miscounted(String cell) {
        int values = cell.split("(?<!\\\\),", -1).length;
        return last == 0 || each || values == last
                ? Optional.empty()
                : Optional.of("this cell has " + values + (values == 1 ? " value" : " values, separated by commas")
                        + ", and the column asks for " + last);
    }
}
