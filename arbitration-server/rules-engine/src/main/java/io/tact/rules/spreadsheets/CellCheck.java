package io.tact.rules.spreadsheets;

import io.tact.rules.spreadsheets.Grid.Cell;
import io.tact.rules.spreadsheets.RuleTable.Column;
import io.tact.rules.spreadsheets.RuleTable.Kind;
import io.tact.ruleset.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what Drools would make of one cell of a table of rules other than its author sees. */
final class CellCheck {
    private static final Pattern PRIORITY = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern FLAG = Pattern.compile("true|on|y|yes|false|off|n|no");
    private static final Set<Kind> FLAGS = Set.of(Kind.NO_LOOP, Kind.LOCK_ON_ACTIVE, Kind.ENABLED);
    private static final String QUOTES = "\u201C\u201D\u201E\u2018\u2019\u00AB\u00BB";

    private final String file;
    private final Grid grid;
    private final int snippets;
    private final List<Problem> problems;

    /** @param snippets the row of the snippets */
    CellCheck(String file, Grid grid, int snippets, List<Problem> problems) {
        this.file = file;
        this.grid = grid;
        this.snippets = snippets;
        this.problems = problems;
    }

    /** @param snippet what is written of the column's cells */
    void look(int row, Column column, Snippet snippet) {
        Cell cell = grid.at(row, column.number());
        if (cell.isBlank()) {
            return;
        }
        switch (cell.kind()) {
            case FAILED -> {
                add(row, column, cell.text() + " is a computation that failed", "Write the value itself");
                return;
            }
            case FORMULA -> warn(row, column, "this cell is computed; " + cell.text() + " is used, as it was saved");
            case SHOWN_OTHERWISE -> warn(
                    row, column, "the rule has " + cell.text() + " here, which this cell shows in another way");
            default -> {}
        }
        if (column.kind() == Kind.PRIORITY && !PRIORITY.matcher(cell.text()).matches()) {
            add(row, column, "priority \"" + cell.text() + "\" is no whole number", "Write one, such as 10");
        } else if (FLAGS.contains(column.kind()) && !isFlag(cell.text())) {
            add(
                    row,
                    column,
                    "\"" + cell.text() + "\" is neither true nor false, and Drools would take it for false",
                    "Write true or false");
        } else if (column.kind() == Kind.CONDITION || column.kind() == Kind.ACTION) {
            written(row, column, cell, snippet);
        }
    }

    private static boolean isFlag(String text) {
        return FLAG.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    private void written(int row, Column column, Cell cell, Snippet snippet) {
        if (cell.kind() == Grid.Kind.DATE) {
            add(
                    row,
                    column,
                    "\"" + cell.text() + "\" is a date to the spreadsheet, and Drools would write it its own way",
                    "Format the cell as text, and write it as 2026-12-31");
            return;
        }
        lookForQuotes(row, column.number());
        String place = Problem.columnName(column.number()) + snippets;
        snippet.compiled(cell.text())
                .ifPresent(what -> add(
                        row,
                        column,
                        what,
                        "Put the $ in quotes in " + place
                                + ", or write a number, true, false, a constant or a text in quotes here"));
        snippet.miscounted(cell.text())
                .ifPresent(what -> add(row, column, what, "Write $param in " + place + " for the whole cell"));
    }

    /** Looks for quotes that only print has. */
    void lookForQuotes(int row, int column) {
        String text = grid.text(row, column);
        for (int i = 0; i < text.length(); i++) {
            if (QUOTES.indexOf(text.charAt(i)) >= 0) {
                problems.add(Problem.atCell(
                        file,
                        row,
                        column,
                        "the quote " + text.charAt(i) + " is for print, and no rule has it",
                        "Write \" instead"));
                return;
            }
        }
    }

    private void add(int row, Column column, String what, String advice) {
        problems.add(Problem.atCell(file, row, column.number(), what, advice));
    }

    private void warn(int row, Column column, String what) {
        problems.add(Problem.atCell(file, row, column.number(), what, "Maybe that is not meant")
                .asWarning());
    }
}
