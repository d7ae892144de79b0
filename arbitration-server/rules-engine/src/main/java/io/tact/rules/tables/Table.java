package io.tact.rules.tables;

import io.tact.rules.workbooks.Sheet;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** One table of a ruleset, opened against its schema. */
final class Table {
    private final Part part;
    private final TableSchema schema;
    private final CsvTable csv;
    private final boolean exists;
    private final List<Problem> problems;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Integer> rowOfId = new HashMap<>();

    private Table(Part part, TableSchema schema, CsvTable csv, boolean exists, List<Problem> problems) {
        this.part = part;
        this.schema = schema;
        this.exists = exists;
        this.csv = csv;
        this.problems = problems;
    }

    /**
     * Opens a table; one that is not there has no rows.
     *
     * @param isOther whether a title that the schema does not have is something else's business
     */
    static Table open(
            Part part, TableSchema schema, TableFiles files, Predicate<String> isOther, List<Problem> problems) {
        TableSchema wanted = part.isPack() ? schema.inPack() : schema;
        CsvTable csv = files.table(part, schema).orElse(null);
        if (csv == null) {
            boolean refused = files.isRefused(part);
            CsvTable none = new CsvTable(files.place(part, schema), List.of(), List.of(), !refused);
            return new Table(part, wanted, none, refused, problems);
        }
        Table table = new Table(part, wanted, csv, true, problems);
        table.readTitles(isOther);
        return table;
    }

    private void readTitles(Predicate<String> isOther) {
        Set<String> misspelt = new HashSet<>();
        for (int i = 0; i < csv.titles().size(); i++) {
            String title = csv.titles().get(i).toLowerCase(Locale.ROOT);
            if (schema.columns().contains(title)) {
                columns.putIfAbsent(title, i);
            } else if (!title.isEmpty() && !schema.conditional() && !isOther.test(title)) {
                misspelt.addAll(Closest.alike(title, schema.columns()));
                problems.add(Problem.atCell(
                        file(),
                        1,
                        i + 1,
                        "the table " + schema.name() + " has no column \"" + Texts.brief(title) + "\"",
                        Closest.columns(title, schema.columns())));
            }
        }
        if (csv.titles().isEmpty()) {
            return;
        }
        for (String column : schema.columns()) {
            if (schema.required().contains(column) && !columns.containsKey(column) && !misspelt.contains(column)) {
                problems.add(Problem.inFile(
                        file(), "the column " + column + " is missing", "Maybe its title in row 1 is misspelt"));
            }
        }
    }

    /**
     * Whether all that the table holds could be read: no error made rows unreadable, and no required column is missing.
     * Such errors are told: what follows from them need not be.
     */
    boolean isWhole() {
        return !exists || (csv.whole() && columns.keySet().containsAll(schema.required()));
    }

    /** Whether an error in a cell was told already. Row and column count from 1. */
    boolean isTold(int row, int column) {
        return !csv.told().isEmpty() && csv.told().contains(new Sheet.Place(row, column));
    }

    /** Whether a spreadsheet shows a cell as a date. Row and column count from 1. */
    boolean isDate(int row, int column) {
        return !csv.dates().isEmpty() && csv.dates().contains(new Sheet.Place(row, column));
    }

    /** Whether the ruleset has the table. */
    boolean exists() {
        return exists;
    }

    String file() {
        return csv.file();
    }

    TableSchema schema() {
        return schema;
    }

    /** The part that it belongs to. */
    Part part() {
        return part;
    }

    List<String> titles() {
        return csv.titles();
    }

    List<Problem> problems() {
        return problems;
    }

    /** The index of one of the schema's columns, counted from 0; −1 if the table does not have it. */
    int index(String column) {
        return columns.getOrDefault(column, -1);
    }

    List<TableRow> rows() {
        List<TableRow> rows = new ArrayList<>(csv.rows().size());
        for (CsvRow row : csv.rows()) {
            rows.add(new TableRow(this, row));
        }
        return rows;
    }

    /** Notes a row's id; the row that has it already, or 0. */
    int claim(String id, int row) {
        Integer other = rowOfId.putIfAbsent(id, row);
        return other == null ? 0 : other;
    }
}
