package io.tact.ruleset;

import java.util.Comparator;

/**
 * One thing that is wrong with a ruleset, and what to do about it.
 *
 * @param severity whether it stops the ruleset
 * @param file the file, by its path inside the ruleset
 * @param row the row or line, 1 for the first; 0 if it is about the whole file
 * @param column the column, 1 for the first; 0 if it is about the whole row
 * @param place how people find it: {@code F7} in a table, {@code line 12, column 3} in text; empty for the whole file
 * @param what what is wrong, naming the value
 * @param advice what to do; empty if that is plain
 */
public record Problem(Severity severity, String file, int row, int column, String place, String what, String advice) {

    /** By place: errors of one file together, from top to bottom. */
    public static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::row)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::what);

    /** Whether a problem stops the ruleset. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** A problem in one cell of a table. Row and column count from 1. */
    public static Problem atCell(String file, int row, int column, String what, String advice) {
        return new Problem(Severity.ERROR, file, row, column, columnName(column) + row, what, advice);
    }

    /** A problem in a line of text. Line and column count from 1; column 0 if unknown. */
    public static Problem atLine(String file, int line, int column, String what, String advice) {
        String place = line <= 0 ? "" : column <= 0 ? "line " + line : "line " + line + ", column " + column;
        return new Problem(Severity.ERROR, file, Math.max(line, 0), Math.max(column, 0), place, what, advice);
    }

    /** A problem of a whole file, or of a missing one. */
    public static Problem inFile(String file, String what, String advice) {
        return new Problem(Severity.ERROR, file, 0, 0, "", what, advice);
    }

    public Problem asWarning() {
        return new Problem(Severity.WARNING, file, row, column, place, what, advice);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code caps.csv!F7: what (advice)}, with {@code warning:} before what for a warning. */
    @Override
    public String toString() {
        String where = place.isEmpty() ? file : file + (place.startsWith("line") ? ":" : "!") + place;
        String kind = severity == Severity.WARNING ? "warning: " : "";
        return where + ": " + kind + what + (advice.isEmpty() ? "" : " (" + advice + ")");
    }

    /** A spreadsheet's name of a column: A for 1, AA for 27. */
    public static String columnName(int column) {
        StringBuilder name = new StringBuilder();
        for (int c = column; c > 0; c = (c - 1) / 26) {
            name.insert(0, (char) ('A' + (c - 1) % 26));
        }
        return name.toString();
    }
}
