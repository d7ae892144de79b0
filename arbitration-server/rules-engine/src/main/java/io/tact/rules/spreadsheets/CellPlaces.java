package io.tact.rules.spreadsheets;

import io.tact.rules.spreadsheets.RuleTable.Column;
import io.tact.rules.spreadsheets.RuleTable.Kind;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which cell each line of the rules came from that Drools made of a spreadsheet. Drools says above each rule which row it is; in
 * the conditions the cell is found by its text, each action has a line of its own.
 */
final class CellPlaces {
    private static final Pattern ROW =
            Pattern.compile("\\s*// rule values at [A-Z]+([0-9]+), header at [A-Z]+[0-9]+.*");

    private final Grid grid;
    private final List<RuleTable> tables;
    private final List<Line> lines = new ArrayList<>();

    private enum Part {
        HEAD,
        CONDITIONS,
        ACTIONS
    }

    /** @param action which of the actions, counted from 0 */
    private record Line(int row, Part part, int action, String text) {}

    CellPlaces(Grid grid, List<RuleTable> tables, String drl) {
        this.grid = grid;
        this.tables = tables;
        int row = 0;
        int action = 0;
        Part part = Part.HEAD;
        for (String text : drl.split("\n", -1)) {
            Matcher begun = ROW.matcher(text);
            if (begun.matches()) {
                row = Integer.parseInt(begun.group(1));
                part = Part.HEAD;
            }
            lines.add(new Line(row, part, action, text));
            switch (text.strip()) {
                case "when" -> part = Part.CONDITIONS;
                case "then" -> {
                    part = Part.ACTIONS;
                    action = 0;
                }
                case "end" -> part = Part.HEAD;
                default -> action += part == Part.ACTIONS ? 1 : 0;
            }
        }
    }

    /** The same problem at its cell; of the whole file if its line came from none. */
    Problem placed(Problem problem) {
        Line line = problem.row() < 1 || problem.row() > lines.size() ? null : lines.get(problem.row() - 1);
        RuleTable table = line == null ? null : tableOf(line.row());
        if (line == null || table == null) {
            Problem whole = Problem.inFile(problem.file(), problem.what(), problem.advice());
            return problem.isError() ? whole : whole.asWarning();
        }
        int column = column(line, table, problem.column());
        Problem placed = Problem.atCell(problem.file(), line.row(), column, problem.what(), problem.advice());
        return problem.isError() ? placed : placed.asWarning();
    }

    private @Nullable RuleTable tableOf(int row) {
        return tables.stream()
                .filter(table -> row >= table.firstRow() && row <= table.lastRow())
                .findFirst()
                .orElse(null);
    }

    private int column(Line line, RuleTable table, int at) {
        int first = table.columns().get(0).number();
        return switch (line.part()) {
            case HEAD -> table.columns(Kind.NAME).stream()
                    .map(Column::number)
                    .findFirst()
                    .orElse(first);
            case CONDITIONS -> condition(line, filled(line.row(), table.columns(Kind.CONDITION)), at, first);
            case ACTIONS -> {
                List<Column> actions = filled(line.row(), table.columns(Kind.ACTION));
                yield line.action() < actions.size()
                        ? actions.get(line.action()).number()
                        : first;
            }
        };
    }

    private List<Column> filled(int row, List<Column> columns) {
        return columns.stream()
                .filter(column -> !grid.at(row, column.number()).isBlank())
                .toList();
    }

    /** The last condition whose snippet begins before that place of the line. */
    private int condition(Line line, List<Column> conditions, int at, int otherwise) {
        int found = conditions.isEmpty() ? otherwise : conditions.get(0).number();
        int from = 0;
        for (Column column : conditions) {
            String begin =
                    column.snippet().split("\\$", 2)[0].split("[<>=!\\s]", 2)[0].strip();
            int start = begin.isEmpty() ? -1 : line.text().indexOf(begin, from);
            if (start < 0) {
                continue;
            }
            if (at > 0 && start + 1 > at) {
                break;
            }
            found = column.number();
            from = start + begin.length();
        }
        return found;
    }
}
