package io.tact.rules.tables;

import io.tact.ruleset.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of a table, read cell by cell; what is wrong becomes a problem at the cell, and the row is bad. */
final class TableRow {
    /** Columns that nothing is decided by. */
    private static final Set<String> FOR_PEOPLE = Set.of("citation", "owner", "name", "unit", "description");

    private final Table table;
    private final CsvRow row;
    private boolean bad;

    TableRow(Table table, CsvRow row) {
        this.table = table;
        this.row = row;
    }

    /** Refuses a cell that is not empty. */
    void refuse(String column, String where, String advice) {
        if (has(column)) {
            error(column, column + " must be empty " + where, advice);
        }
    }

    RowPlace place() {
        return new RowPlace(table.file(), row.number());
    }

    int number() {
        return row.number();
    }

    Table table() {
        return table;
    }

    /** Whether anything in the row was wrong so far. */
    boolean isBad() {
        return bad;
    }

    /** Makes the row bad because of an error that was told already. */
    void spoil() {
        bad = true;
    }

    /** The text of a cell; empty if it is, or the column is missing. */
    String text(String column) {
        return row.cell(table.index(column));
    }

    String text(int index) {
        return row.cell(index);
    }

    boolean has(String column) {
        return !text(column).isEmpty();
    }

    /** A cell's value; null if it is empty or wrong. A required cell must not be empty. */
    <T> @Nullable T get(String column, CellType<T> type) {
        String text = text(column);
        if (text.isEmpty()) {
            if (table.schema().required().contains(column) && table.index(column) >= 0) {
                error(column, column + " must not be empty", "");
            }
            bad |= table.schema().required().contains(column);
            return null;
        }
        return read(table.index(column), column, text, type);
    }

    /** What a text in a cell says; null if that is wrong, which is told. */
    <T> @Nullable T read(int index, String title, String text, CellType<T> type) {
        try {
            T value = type.read(text);
            if (!Typography.isPlain(text) && !FOR_PEOPLE.contains(title)) {
                warning(
                        index,
                        title + " (\"" + Texts.brief(text) + "\") has characters that only look like plain ones",
                        Typography.advice(text));
            }
            return value;
        } catch (CellException e) {
            boolean typed = !Typography.isPlain(text) && isRead(type, Typography.plain(text));
            error(index, e.whatOf(title), typed ? Typography.advice(text) : e.advice());
            return null;
        }
    }

    private static boolean isRead(CellType<?> type, String text) {
        try {
            type.read(text);
            return true;
        } catch (CellException e) {
            return false;
        }
    }

    /** A cell's value, or another if it is empty or wrong. */
    <T> T get(String column, CellType<T> type, T otherwise) {
        T value = get(column, type);
        return value == null ? otherwise : value;
    }

    /** A list's values; none if the cell is empty or wrong. */
    <T> Set<T> list(String column, CellType<T> type) {
        return get(column, CellTypes.list(type), Set.of());
    }

    /** The row's id, which no other row has; null if it is wrong. */
    @Nullable String id(String column) {
        String id = get(column, CellTypes::id);
        if (id != null) {
            int other = table.claim(id, row.number());
            if (other > 0) {
                error(column, column + " " + id + " is in row " + other + " already", "Every row needs its own");
            }
        }
        return id;
    }

    void error(String column, String what, String advice) {
        error(table.index(column), what, advice);
    }

    void error(int index, String what, String advice) {
        bad = true;
        int column = Math.max(index, 0) + 1;
        if (!table.isTold(row.number(), column)) {
            table.problems().add(Problem.atCell(table.file(), row.number(), column, what, advice));
        }
    }

    /** Warns of a cell that should be a text where a spreadsheet has made a date of it. */
    void warnOfDate(int index) {
        if (table.isDate(row.number(), index + 1)) {
            warning(
                    index,
                    "the spreadsheet shows the date " + text(index) + ", and this is no date",
                    "Maybe it was another text: then format the cell as text, and type it again");
        }
    }

    void warning(String column, String what, String advice) {
        warning(table.index(column), what, advice);
    }

    private void warning(int index, String what, String advice) {
        table.problems()
                .add(Problem.atCell(table.file(), row.number(), Math.max(index, 0) + 1, what, advice)
                        .asWarning());
    }
}
