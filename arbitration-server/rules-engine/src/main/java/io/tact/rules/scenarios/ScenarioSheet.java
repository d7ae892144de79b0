package io.tact.rules.scenarios;

import io.tact.rules.tables.CsvRow;
import io.tact.rules.tables.CsvTable;
import io.tact.ruleset.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code scenarios}, as the YAML file that it is equal to: one scenario in each row, and in each cell what stands
 * after that word in YAML, where the outermost brackets may be left out. Immutable after it is made.
 */
final class ScenarioSheet {
    private static final Map<String, Column> COLUMNS = columns();

    private final CsvTable table;
    private final StringBuilder yaml = new StringBuilder();
    private final List<Cell> cells = new ArrayList<>();

    private enum Kind {
        TEXT,
        FLAG,
        MAPPING,
        LIST
    }

    private record Column(String key, Kind kind) {}

    private record Cell(int row, int column) {}

    private ScenarioSheet(CsvTable table) {
        this.table = table;
    }

    /** @param problems gets every cell that is no YAML; its scenario is left out */
    static ScenarioSheet of(CsvTable table, List<Problem> problems) {
        ScenarioSheet sheet = new ScenarioSheet(table);
        sheet.line(1, 1, table.rows().isEmpty() ? "scenarios: []" : "scenarios:");
        table.rows().forEach(row -> sheet.add(row, problems));
        return sheet;
    }

    private static Map<String, Column> columns() {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String key : List.of("name", "now")) {
            columns.put(key, new Column(key, Kind.TEXT));
        }
        for (String key : List.of("strict", "control")) {
            columns.put(key, new Column(key, Kind.FLAG));
        }
        for (String key : List.of("subscriber", "request", "message", "lists", "budgets", "expect")) {
            columns.put(key, new Column(key, Kind.MAPPING));
        }
        for (String key : List.of("history", "suspensions", "then", "selected")) {
            columns.put(key, new Column(key, Kind.LIST));
        }
        columns.put("must_mention", new Column("mustMention", Kind.LIST));
        columns.put("do_not_mention", new Column("doNotMention", Kind.LIST));
        return columns;
    }

    /** The file's content. */
    byte[] yaml() {
        return yaml.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A problem in a line of that file, where it stands in the table. */
    Problem placed(int line, String what, String advice) {
        Cell cell = cell(line);
        return Problem.atCell(table.file(), cell.row(), cell.column(), what, advice);
    }

    /** The cell in which a line of that file stands, such as {@code A7}. */
    String where(int line) {
        Cell cell = cell(line);
        return Problem.columnName(cell.column()) + cell.row();
    }

    private Cell cell(int line) {
        return cells.get(Math.max(1, Math.min(line, cells.size())) - 1);
    }

    private void line(int row, int column, String text) {
        yaml.append(text).append('\n');
        cells.add(new Cell(row, column));
    }

    private void add(CsvRow row, List<Problem> problems) {
        Map<Integer, String> lines = new LinkedHashMap<>();
        boolean sound = true;
        for (int i = 0; i < table.titles().size(); i++) {
            Column column = COLUMNS.get(table.titles().get(i).toLowerCase(Locale.ROOT));
            if (column == null || row.cell(i).isEmpty()) {
                continue;
            }
            String value = value(column.kind(), row.cell(i));
            String wrong = FlowText.wrong(value);
            if (wrong == null) {
                lines.put(i + 1, "  " + column.key() + ": " + value);
            } else {
                sound = false;
                problems.add(Problem.atCell(
                        table.file(),
                        row.number(),
                        i + 1,
                        column.key() + " cannot be read: " + wrong,
                        "Write it as in a YAML file, such as " + example(column.kind())));
            }
        }
        if (sound && !lines.isEmpty()) {
            line(row.number(), 1, "-");
            lines.forEach((column, text) -> line(row.number(), column, text));
        }
    }

    private static String value(Kind kind, String cell) {
        return switch (kind) {
            case TEXT -> FlowText.quoted(cell);
            case FLAG -> FlowText.quoted(flag(cell.toLowerCase(Locale.ROOT)));
            case MAPPING -> FlowText.mapping(cell);
            case LIST -> FlowText.list(cell);
        };
    }

    private static String flag(String text) {
        return text.equals("yes") ? "true" : text.equals("no") ? "false" : text;
    }

    private static @Nullable String example(Kind kind) {
        return kind == Kind.LIST ? "a | b" : "a: 1, b: 2";
    }

    /** The title of the column in which stands what YAML calls by a name. */
    static String title(String key) {
        return COLUMNS.entrySet().stream()
                .filter(column -> column.getValue().key().equals(key))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(key);
    }

    /** Whether a column's cells are texts or flags as they are, and no YAML. */
    static boolean isText(String title) {
        Column column = COLUMNS.get(title);
        return column != null && (column.kind() == Kind.TEXT || column.kind() == Kind.FLAG);
    }

    /** The columns that are read. */
    static Set<String> titles() {
        return COLUMNS.keySet();
    }
}
