package io.tact.rules.spreadsheets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.rules.spreadsheets.Grid.Cell;
import io.tact.rules.spreadsheets.Grid.Kind;
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

    static CsvGrid of(String text) {
        String plain = (text.startsWith("\uFEFF") ? text.substring(1) : text)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        Grid commas = new Grid(split(plain, ','), Set.of(), Set.of());
        Grid semicolons = new Grid(split(plain, ';'), Set.of(), Set.of());
        return new CsvGrid(columns(semicolons) > columns(commas) ? semicolons : commas);
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

    private static List<List<Cell>> split(String text, char separator) {
        List<List<Cell>> rows = new ArrayList<>();
        List<Cell> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == separator || c == '\n')) {
                row.add(new Cell(cell.toString().strip(), Kind.PLAIN));
                cell.setLength(0);
                if (c == '\n') {
                    end(rows, row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        row.add(new Cell(cell.toString().strip(), Kind.PLAIN));
        end(rows, row);
        return rows;
    }

    private static void end(List<List<Cell>> rows, List<Cell> row) {
        while (!row.isEmpty() && row.get(row.size() - 1).isBlank()) {
            row.remove(row.size() - 1);
        }
        rows.add(row);
    }
}
