package io.tact.rules.spreadsheets;

import io.tact.rules.spreadsheets.RuleTable.Column;
import io.tact.rules.spreadsheets.RuleTable.Kind;
import io.tact.ruleset.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tells, by cell, what Drools would pass over in a table of rules or take for something else. */
final class TableCheck {
    private static final Snippet NOTHING = new Snippet("");

    private final String file;
    private final Grid grid;
    private final RuleTable table;
    private final List<Problem> problems;
    private final CellCheck cells;
    private final Map<Integer, Snippet> snippets = new HashMap<>();

    TableCheck(String file, Grid grid, RuleTable table, List<Problem> problems) {
        this.file = file;
        this.grid = grid;
        this.table = table;
        this.problems = problems;
        this.cells = new CellCheck(file, grid, table.startRow() + 3, problems);
        table.columns().forEach(column -> snippets.put(column.number(), new Snippet(column.snippet())));
    }

    /** @param end the last row before the next table */
    void look(int end) {
        if (table.columns().isEmpty()) {
            add(
                    table.startRow() + 1,
                    table.startColumn(),
                    "the table has no columns",
                    "Write CONDITION or ACTION here");
            return;
        }
        lookForAnother();
        table.columns().forEach(this::lookAtHead);
        for (int r = table.firstRow(); r <= table.lastRow(); r++) {
            lookAtRow(r);
        }
        lookForNames();
        lookBehind(end);
        lookForHidden();
    }

    /** Drools makes one table of two that begin in one row, and pairs their rows. */
    private void lookForAnother() {
        for (int c = table.startColumn() + 1; c <= grid.width(table.startRow()); c++) {
            if (RuleTable.isStart(grid.text(table.startRow(), c))) {
                add(
                        table.startRow(),
                        c,
                        "another table begins in this row, and Drools would make one of both",
                        "Move it below the other, with a blank row between them");
                return;
            }
        }
    }

    private void lookAtHead(Column column) {
        int titles = table.startRow() + 1;
        String title = grid.text(titles, column.number());
        if (column.kind() == Kind.UNKNOWN) {
            add(
                    titles,
                    column.number(),
                    "\"" + title + "\" is no kind of column, and Drools would go by its first letter",
                    "There are " + kinds());
        } else if (column.kind() == Kind.REFUSED) {
            add(titles, column.number(), title + " is not allowed in rules of Tact", "There are " + kinds());
        }
        boolean written = column.kind() == Kind.CONDITION || column.kind() == Kind.ACTION;
        if (written && column.snippet().isEmpty()) {
            add(
                    titles + 2,
                    column.number(),
                    "nothing says what becomes of this column's cells",
                    "Write what Drools is to read, with $param for the cell");
        }
        for (int r = titles + 1; r <= titles + 2; r++) {
            cells.lookForQuotes(r, column.number());
        }
    }

    private static String kinds() {
        return Stream.of(Kind.values())
                .filter(kind -> kind != Kind.UNKNOWN && kind != Kind.REFUSED)
                .map(Kind::title)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private void lookAtRow(int row) {
        for (Column column : table.columns()) {
            cells.look(row, column, snippets.getOrDefault(column.number(), NOTHING));
        }
        List<Column> conditions = table.columns(Kind.CONDITION);
        List<Column> actions = table.columns(Kind.ACTION);
        int first = table.columns().get(0).number();
        if (allBlank(row, actions)) {
            add(row, first, "this row does nothing: it has no action", "Fill in an action, or delete the row");
        } else if (!conditions.isEmpty() && allBlank(row, conditions)) {
            add(
                    row,
                    conditions.get(0).number(),
                    "this row has no condition, and would hold for everybody",
                    "Fill in a condition; who means everybody writes one that says so");
        }
    }

    private boolean allBlank(int row, List<Column> columns) {
        return columns.stream().allMatch(column -> grid.at(row, column.number()).isBlank());
    }

    private void lookForNames() {
        Map<String, Integer> rows = new HashMap<>();
        for (Column column : table.columns(Kind.NAME)) {
            for (int r = table.firstRow(); r <= table.lastRow(); r++) {
                String name = grid.text(r, column.number());
                Integer before = name.isEmpty() ? null : rows.putIfAbsent(name, r);
                if (before != null) {
                    add(
                            r,
                            column.number(),
                            "row " + before + " has the name \"" + name + "\" too",
                            "Give each rule a name of its own");
                }
            }
        }
    }

    /** What comes after a blank row is no rule to Drools, which does not say so. */
    private void lookBehind(int end) {
        for (int r = table.lastRow() + 2; r <= end; r++) {
            int row = r;
            if (!table.isBlank(grid, row)) {
                int column = table.columns().stream()
                        .filter(c -> !grid.at(row, c.number()).isBlank())
                        .findFirst()
                        .orElseThrow()
                        .number();
                add(
                        row,
                        column,
                        "row " + (table.lastRow() + 1) + " is blank, and the table ends there: this row is no rule",
                        "Delete the blank row; move what is no rule beside or above the table");
                return;
            }
        }
    }

    private void lookForHidden() {
        for (int r = table.firstRow(); r <= table.lastRow(); r++) {
            if (grid.hiddenRows().contains(r)) {
                warn(r, table.columns().get(0).number(), "row " + r + " is hidden, and in force like any other");
            }
        }
        for (Column column : table.columns()) {
            if (grid.hiddenColumns().contains(column.number())) {
                warn(
                        table.startRow() + 1,
                        column.number(),
                        "column " + Problem.columnName(column.number()) + " is hidden, and in force like any other");
            }
        }
    }

    private void add(int row, int column, String what, String advice) {
        problems.add(Problem.atCell(file, row, column, what, advice));
    }

    private void warn(int row, int column, String what) {
        problems.add(Problem.atCell(file, row, column, what, "Maybe that is not meant")
                .asWarning());
    }
}
