package io.tact.rules.simulation;

import io.tact.rules.tables.CsvReader;
import io.tact.rules.tables.CsvRow;
import io.tact.ruleset.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of one file by title, and the problems of their cells. */
final class Columns {
    private final String file;
    private final FirstProblems problems;
    private final boolean titled;
    private final Map<String, Integer> indexes = new HashMap<>();

    Columns(String file, CsvReader reader, List<String> known, FirstProblems problems) {
        this.file = file;
        this.problems = problems;
        this.titled = !reader.titles().isEmpty();
        for (String title : known) {
            int index = reader.index(title);
            if (index >= 0) {
                indexes.put(title, index);
            }
        }
    }

    /** Notes a problem unless there is such a column, or there are no titles at all, which was told already. */
    void require(String title) {
        if (titled && !indexes.containsKey(title)) {
            problems.add(
                    Problem.atCell(file, 1, 1, "there is no column " + title, "Maybe add it, or correct its title"));
        }
    }

    /** The cell; null if it is empty or there is no such column. */
    @Nullable String text(CsvRow row, String title) {
        Integer index = indexes.get(title);
        String cell = index == null ? "" : row.cell(index);
        return cell.isEmpty() ? null : cell;
    }

    /** The cell; null, with a problem noted, if it is empty. */
    @Nullable String required(CsvRow row, String title) {
        String text = text(row, title);
        if (text == null) {
            problem(row, title, title + " is empty", "Each row needs one");
        }
        return text;
    }

    /** The cell as a value; null if it is empty, or, with a problem noted, if {@code parser} refuses it. */
    <T> @Nullable T parsed(CsvRow row, String title, Function<String, T> parser) {
        String text = text(row, title);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            problem(row, title, title + " \"" + brief(text) + "\": " + e.getMessage(), "");
            return null;
        }
    }

    /** The cell as a word of an enumeration; null if it is empty, or, with a problem noted, if it is none. */
    <E extends Enum<E>> @Nullable E word(CsvRow row, String title, Class<E> type) {
        String text = text(row, title);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        problem(
                row,
                title,
                title + " \"" + brief(text) + "\" is not known",
                "Maybe one of " + List.of(type.getEnumConstants()));
        return null;
    }

    void problem(CsvRow row, String title, String what, String advice) {
        int column = indexes.getOrDefault(title, 0) + 1;
        problems.add(Problem.atCell(file, row.number(), column, what, advice));
    }

    long problemCount() {
        return problems.total();
    }

    static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
