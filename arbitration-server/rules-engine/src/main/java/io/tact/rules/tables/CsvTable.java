package io.tact.rules.tables;

import java.util.List;
import java.util.Locale;

/**
 * A whole CSV file.
 *
 * @param file how messages call it
 * @param titles the titles as written, without surrounding spaces; a title's index plus one is its column
 * @param rows the rows below the titles, in order
 * @param whole whether these are all the rows; else an error, which was told, made the rest unreadable
 */
public record CsvTable(String file, List<String> titles, List<CsvRow> rows, boolean whole) {
    public CsvTable {
        titles = List.copyOf(titles);
        rows = List.copyOf(rows);
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
