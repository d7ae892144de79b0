package io.tact.rules.spreadsheets;

import io.tact.rules.spreadsheets.Grid.Cell;
import io.tact.rules.spreadsheets.RuleTable.Column;
import io.tact.rules.spreadsheets.RuleTable.Kind;
import io.tact.ruleset.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells, by cell, what Drools would pass over in a table of rules or take for something else. */
final class TableCheck {
    private static final Pattern PRIORITY = Pattern.compile("-?[0-9]{1,9}");
    private static final String QUOTES = "\u201C\u201D\u201E\u2018\u2019\u00AB\u00BB";

    private final String file;
    private final Grid grid;
    private final RuleTable table;
    private final List<Problem> problems;

    TableCheck(String file, Grid grid, RuleTable table, List<Problem> problems) {
        this.file = file;
        this.grid = grid;
        this.table = table;
        this.problems = problems;
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
        table.columns().forEach(this::lookAtHead);
        for (int r = table.firstRow(); r <= table.lastRow(); r++) {
            lookAtRow(r);
        }
        lookForNames();
        lookBehind(end);
        lookForHidden();
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
            lookForQuotes(r, column.number());
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
            lookAtCell(row, column);
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

    private void lookAtCell(int row, Column column) {
        Cell cell = grid.at(row, column.number());
        if (cell.isBlank()) {
            return;
        }
        if (cell.kind() == Grid.Kind.FAILED) {
            add(row, column.number(), cell.text() + " is a computation that failed", "Write the value itself");
            return;
        }
        if (cell.kind() == Grid.Kind.FORMULA) {
            warn(row, column.number(), "this cell is computed; " + cell.text() + " is used, as it was saved");
        }
        if (column.kind() == Kind.PRIORITY && !PRIORITY.matcher(cell.text()).matches()) {
            add(row, column.number(), "priority \"" + cell.text() + "\" is no whole number", "Write one, such as 10");
        }
        if (column.kind() == Kind.CONDITION || column.kind() == Kind.ACTION) {
            if (cell.kind() == Grid.Kind.DATE) {
                add(
                        row,
                        column.number(),
                        "\"" + cell.text() + "\" is a date to the spreadsheet, and Drools would write it its own way",
                        "Format the cell as text, and write it as 2026-12-31");
                return;
            }
            lookForQuotes(row, column.number());
            new Parameters(column.snippet())
                    .problem(cell.text())
                    .ifPresent(what -> add(
                            row,
                            column.number(),
                            what,
                            "Put the $ in quotes in " + Problem.columnName(column.number()) + (table.startRow() + 3)
                                    + ", or write a number, true, false, a constant or a text in quotes here"));
        }
    }

    private void lookForQuotes(int row, int column) {
        String text = grid.text(row, column);
        for (int i = 0; i < text.length(); i++) {
            if (QUOTES.indexOf(text.charAt(i)) >= 0) {
                add(
                        row,
                        column,
                        "the quote " + text.charAt(i) + " is for print, and no rule has it",
                        "Write \" instead");
                return;
            }
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

    /** Where a snippet puts cells, inside quotes or as they are. */
    private static final class Parameters {
        private static final Pattern LITERAL = Pattern.compile(
                "((==|!=|<=?|>=?)\\s*)?(-?[0-9]+(\\.[0-9]+)?[LlBI]?|(?i:true|false|null)|[A-Z]\\w*\\.[A-Z][A-Z0-9_]*|\"[^\"\\\\]*\")");
        private static final Pattern PLACE = Pattern.compile("\\$(param|[0-9]+)");

        private final String snippet;

        Parameters(String snippet) {
            this.snippet = snippet;
        }

        /** Why a cell must not stand there: outside quotes it would be compiled. */
        Optional<String> problem(String cell) {
            if (!hasOpenPlace()) {
                return Optional.empty();
            }
            boolean many = snippet.matches("(?s).*\\$[0-9].*");
            return Arrays.stream(many ? cell.split(",") : new String[] {cell})
                    .map(String::strip)
                    .filter(part -> !LITERAL.matcher(part).matches())
                    .map(part -> "\"" + part + "\" would be compiled as it stands")
                    .findFirst();
        }

        private boolean hasOpenPlace() {
            var place = PLACE.matcher(snippet);
            while (place.find()) {
                long quotes = snippet.substring(0, place.start())
                        .chars()
                        .filter(c -> c == '"')
                        .count();
                if (quotes % 2 == 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
