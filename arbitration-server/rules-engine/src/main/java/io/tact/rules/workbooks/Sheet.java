package io.tact.rules.workbooks;

import java.util.List;
import java.util.Set;

/**
 * The cells of one sheet.
 *
 * @param rows its rows that are not blank, in order
 * @param turned cells that a spreadsheet may have made of text which looked like something else
 * @param wrong cells of which an error was told
 * @param whole whether these are all cells; else an error, which was told, made the rest unreadable
 */
public record Sheet(List<Row> rows, List<TurnedCell> turned, Set<Place> wrong, boolean whole) {
    public Sheet {
        rows = List.copyOf(rows);
        turned = List.copyOf(turned);
        wrong = Set.copyOf(wrong);
    }

    /**
     * A row.
     *
     * @param number its number as it is shown, from 1
     * @param cells its texts without blanks around them; trailing empty ones are left out
     */
    public record Row(int number, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** Where a cell is; row and column count from 1. */
    public record Place(int row, int column) {}

    /** A cell that shows a date, or a number such as 1.00E+05. */
    public record TurnedCell(Place place, String text, boolean date) {}
}
