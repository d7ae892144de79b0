package io.tact.rules.tables;

import java.util.List;

/**
 * One row of a CSV file.
 *
 * @param number its number as a spreadsheet shows it: 1 for the title row
 * @param cells its cells without surrounding spaces; trailing empty ones are left out
 */
public record CsvRow(int number, List<String> cells) {
    public CsvRow {
        cells = List.copyOf(cells);
    }

    /** The cell under the title with that index, counted from 0; empty if the row ends before it. */
    public String cell(int index) {
        return index >= 0 && index < cells.size() ? cells.get(index) : "";
    }
}
