package io.tact.rules.spreadsheets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.rules.spreadsheets.Grid.Cell;
import io.tact.rules.spreadsheets.Grid.Kind;
import io.tact.rules.tables.Csv;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A spreadsheet of rules saved as CSV, with a byte order mark or not, and with {@code ,} or {@code ;} between its cells. Drools
 * stumbles over both a mark and {@code ;} without a word; {@link #plain} writes what it reads as it was meant.
 */
final class CsvGrid {
    private final Grid grid;

    private CsvGrid(Grid grid) {
        this.grid = grid;
    }

    /** @param problems gets every error in how it is written, by cell */
    static CsvGrid of(String file, String text, List<Problem> problems) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<Problem> ofCommas = new ArrayList<>();
        List<Problem> ofSemicolons = new ArrayList<>();
        Grid commas = grid(Csv.cells(file, plain, ',', ofCommas));
        Grid semicolons = grid(Csv.cells(file, plain, ';', ofSemicolons));
        boolean chosen = columns(semicolons) > columns(commas);
        problems.addAll(chosen ? ofSemicolons : ofCommas);
        return new CsvGrid(chosen ? semicolons : commas);
    }

    private static Grid grid(List<List<String>> rows) {
        List<List<Cell>> cells = rows.stream()
                .map(row -> row.stream().map(text -> new Cell(text, Kind.PLAIN)).toList())
                .toList();
        return new Grid(cells, Set.of(), Set.of());
    }

    Grid grid() {
        return grid;
    }

    /** Drools reads CSV line by line: what a cell has in a second line would be another row. */
    void checkLines(String file, List<Problem> problems) {
        for (int r = 1; r <= grid.height(); r++) {
            for (int c = 1; c <= grid.width(r); c++) {
                if (grid.text(r, c).lines().count() > 1) {
                    problems.add(Problem.atCell(
                            file,
                            r,
                            c,
                            "this cell has several lines, which Drools does not read from CSV",
                            "Write it in one line, or save the table as .drl.xlsx"));
                }
            }
        }
    }

    /** The cells as Drools reads CSV. */
    byte[] plain() {
        StringBuilder csv = new StringBuilder();
        for (int r = 1; r <= grid.height(); r++) {
            for (int c = 1; c <= grid.width(r); c++) {
                csv.append(c == 1 ? "\"" : ",\"")
                        .append(grid.text(r, c).replace("\"", "\"\""))
                        .append('"');
            }
            csv.append('\n');
        }
        return csv.toString().getBytes(UTF_8);
    }

    private static int columns(Grid grid) {
        return RuleTable.in(grid).stream()
                .mapToInt(table -> table.columns().size())
                .sum();
    }
}
