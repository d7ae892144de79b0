package io.tact.rules.spreadsheets;

import java.util.List;
import java.util.Set;

/**
 * The cells of a spreadsheet's first sheet, as people see them. Rows and columns count from 1.
 *
 * @param rows the rows from the first, blank ones included; none ends with blank cells
 * @param hiddenRows rows that are hidden
 * @param hiddenColumns columns that are hidden
 */
record Grid(List<List<Cell>> rows, Set<Integer> hiddenRows, Set<Integer> hiddenColumns) {

    /** What a cell holds beside its text. */
    enum Kind {
        PLAIN,
        /** A date or a time, which is a number that is shown as one. */
        DATE,
        /** Computed: the text is what was saved. */
        FORMULA,
        /** A number that is shown in another way: as a percentage, or with fewer digits. */
        SHOWN_OTHERWISE,
        /** A failed computation, such as {@code #REF!}. */
        FAILED
    }

    /** @param text without surrounding blanks */
    record Cell(String text, Kind kind) {
        static final Cell BLANK = new Cell("", Kind.PLAIN);

        boolean isBlank() {
            return text.isEmpty();
        }
    }

    Grid {
        rows = rows.stream().map(List::copyOf).toList();
        hiddenRows = Set.copyOf(hiddenRows);
        hiddenColumns = Set.copyOf(hiddenColumns);
    }

    int height() {
        return rows.size();
    }

    /** How many columns a row has. */
    int width(int row) {
        return row < 1 || row > rows.size() ? 0 : rows.get(row - 1).size();
    }

    Cell at(int row, int column) {
        return column < 1 || column > width(row)
                ? Cell.BLANK
                : rows.get(row - 1).get(column - 1);
    }

    String text(int row, int column) {
        return at(row, column).text();
    }
}
