package io.tact.rules.tables;

import io.tact.rules.workbooks.Sheet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A whole table: a CSV file, or a sheet of a workbook as the same text.
 *
 * @param file how messages call it: {@code caps.csv}, or {@code policy.xlsx[caps]}
 * @param titles the titles as written, without surrounding spaces; a title's index plus one is its column
 * @param rows the rows below the titles, in order
 * @param told cells of which an error was told already: what follows from it need not be
 * @param dates cells that a spreadsheet shows as dates, where it may have made them of other text
 * @param whole whether these are all the rows; else an error, which was told, made the rest unreadable
 */
public record CsvTable(
        String file,
        List<String> titles,
        List<CsvRow> rows,
        Set<Sheet.Place> told,
        Set<Sheet.Place> dates,
        boolean whole) {
    public CsvTable {
        titles = List.copyOf(titles);
        rows = List.copyOf(rows);
        told = Set.copyOf(told);
        dates = Set.copyOf(dates);
    }

    /** A table of whose cells nothing was told. */
    CsvTable(String file, List<String> titles, List<CsvRow> rows, boolean whole) {
        this(file, titles, rows, Set.of(), Set.of(), whole);
    }

    /** A whole table that was made, and not read. */
    public static CsvTable of(String name, List<String> titles, List<CsvRow> rows) {
        return new CsvTable(name, titles, rows, true);
    }

    /** The index of a title, whatever its case, counted from 0; −1 if there is none. */
    public int index(String title) {
        return index(titles, title);
    }

    static int index(List<String> titles, String title) {
        String wanted = title.toLowerCase(Locale.ROOT);
        for (int i = 0; i < titles.size(); i++) {
            if (titles.get(i).toLowerCase(Locale.ROOT).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
