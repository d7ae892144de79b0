package io.tact.rules.spreadsheets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a table of rules stands in a sheet: below its start a row of column kinds, one of patterns, one of snippets and one of
 * labels, and then a rule in each row, to the first that is blank.
 *
 * @param startRow the row of the cell that begins it
 * @param startColumn the column of that cell
 * @param columns its columns, from left to right
 * @param lastRow the row of the last rule; that of the labels if there is none
 */
record RuleTable(int startRow, int startColumn, List<Column> columns, int lastRow) {
    private static final String START = "ruletable";
    private static final int HEADER_ROWS = 4;

    /** What a column is for. */
    enum Kind {
        CONDITION("C"),
        ACTION("A"),
        NAME("N"),
        DESCRIPTION("I"),
        PRIORITY("P"),
        NO_LOOP("U"),
        LOCK_ON_ACTIVE("L"),
        ACTIVATION_GROUP("X"),
        ENABLED("B"),
        /** A title that Drools takes for what it does not say. */
        UNKNOWN(""),
        /** One that Drools knows and Tact does not allow. */
        REFUSED("");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String title() {
            return name().replace('_', '-');
        }

        static Kind of(String title) {
            String upper = title.toUpperCase(Locale.ROOT);
            for (Kind kind : values()) {
                if (!kind.code.isEmpty()
                        && (kind.code.equals(upper) || kind.title().equals(upper))) {
                    return kind;
                }
            }
            return NOT_ALLOWED.contains(upper) ? REFUSED : UNKNOWN;
        }
    }

    private static final List<String> NOT_ALLOWED = List.of(
            "DURATION",
            "D",
            "TIMER",
            "T",
            "CALENDARS",
            "E",
            "AUTO-FOCUS",
            "F",
            "AGENDA-GROUP",
            "G",
            "RULEFLOW-GROUP",
            "R",
            "DATE-EFFECTIVE",
            "V",
            "DATE-EXPIRES",
            "Z",
            "METADATA",
            "@");

    /**
     * One column.
     *
     * @param number its number in the sheet
     * @param pattern the pattern or object above its snippet; empty if there is none
     * @param snippet what is written of each cell
     */
    record Column(int number, Kind kind, String pattern, String snippet) {}

    RuleTable {
        columns = List.copyOf(columns);
    }

    static boolean isStart(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return lower.equals(START) || lower.startsWith(START + " ");
    }

    /** Whether a cell looks as if it began a table, and does not. */
    static boolean isNearlyStart(String text) {
        return text.strip().toLowerCase(Locale.ROOT).startsWith(START) && !isStart(text);
    }

    /** All tables of a sheet, from top to bottom. */
    static List<RuleTable> in(Grid grid) {
        List<int[]> starts = new ArrayList<>();
        for (int r = 1; r <= grid.height(); r++) {
            for (int c = 1; c <= grid.width(r); c++) {
                if (isStart(grid.text(r, c))) {
                    starts.add(new int[] {r, c});
                    break;
                }
            }
        }
        List<RuleTable> tables = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1)[0] - 1 : grid.height();
            tables.add(at(grid, starts.get(i)[0], starts.get(i)[1], end));
        }
        return tables;
    }

    private static RuleTable at(Grid grid, int row, int column, int end) {
        List<Column> columns = new ArrayList<>();
        for (int c = column; c <= grid.width(row + 1); c++) {
            String title = grid.text(row + 1, c);
            if (title.isEmpty()) {
                break;
            }
            columns.add(new Column(c, Kind.of(title), grid.text(row + 2, c), grid.text(row + 3, c)));
        }
        RuleTable table = new RuleTable(row, column, columns, row + HEADER_ROWS);
        int last = row + HEADER_ROWS;
        while (last < end && !table.isBlank(grid, last + 1)) {
            last++;
        }
        return new RuleTable(row, column, columns, last);
    }

    int firstRow() {
        return startRow + HEADER_ROWS + 1;
    }

    /** Whether a row has nothing in the table's columns. */
    boolean isBlank(Grid grid, int row) {
        return columns.stream().allMatch(column -> grid.at(row, column.number()).isBlank());
    }

    List<Column> columns(Kind kind) {
        return columns.stream().filter(column -> column.kind() == kind).toList();
    }
}
