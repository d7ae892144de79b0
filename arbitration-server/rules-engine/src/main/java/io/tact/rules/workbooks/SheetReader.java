package io.tact.rules.workbooks;

import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** Makes texts of the cells of one sheet, as its part is read. Belongs to one thread. */
final class SheetReader implements Xml.Listener {
    /** The longest cell, in characters: a spreadsheet's own limit. */
    static final int MAX_CELL = 32_767;

    /** The most columns of a table. */
    static final int MAX_COLUMNS = 1_000;

    /** The most rows of a sheet. */
    static final int MAX_ROWS = 1_048_576;

    private static final int MOST_PROBLEMS = 1_000;
    private static final String PASTE = "Copy the cell, and paste its value over it";

    private final String place;
    private final Styles styles;
    private final SharedStrings strings;
    private final boolean since1904;
    private final Room room;
    private final List<Problem> problems;
    private final Hiding hiding;
    private final List<Sheet.Row> rows = new ArrayList<>();
    private final List<Sheet.TurnedCell> turned = new ArrayList<>();
    private final Set<Sheet.Place> wrong = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private List<String> cells = new ArrayList<>();
    private boolean stopped;
    private int told;
    private int row;
    private int column;
    private String type = "";
    private int style;
    private boolean isFormula;
    private String formula = "";
    private String value = "";
    private boolean inValue;
    private boolean inReading;

    SheetReader(
            String place, Styles styles, SharedStrings strings, boolean since1904, Room room, List<Problem> problems) {
        this.place = place;
        this.styles = styles;
        this.strings = strings;
        this.since1904 = since1904;
        this.room = room;
        this.problems = problems;
        this.hiding = new Hiding(place, problems);
    }

    Sheet sheet() {
        hiding.tell(rows);
        return new Sheet(rows, turned, wrong, !stopped);
    }

    /** Reads no more: an error, which was told, made the rest unreadable. */
    void stop() {
        stopped = true;
    }

    @Override
    public void start(String name, Attributes attributes) {
        switch (name) {
            case "col" -> hiding.column(attributes);
            case "row" -> startRow(attributes);
            case "c" -> startCell(attributes);
            case "f" -> startText(true);
            case "v" -> startText(false);
            case "t" -> inValue = !inReading;
            case "rPh" -> inReading = true;
            case "is" -> text.setLength(0);
            case "mergeCell" -> hiding.merged(String.valueOf(Xml.attribute(attributes, "ref")));
            default -> {}
        }
    }

    private void startText(boolean formulaBegins) {
        isFormula |= formulaBegins;
        inValue = true;
        text.setLength(0);
    }

    @Override
    public void text(char[] characters, int start, int length) {
        if (inValue && text.length() <= 2 * MAX_CELL) {
            text.append(characters, start, Math.min(length, 2 * MAX_CELL));
        }
    }

    @Override
    public void end(String name) {
        switch (name) {
            case "f" -> {
                formula = text.toString();
                inValue = false;
            }
            case "v" -> {
                value = text.toString();
                inValue = false;
            }
            case "t" -> inValue = false;
            case "rPh" -> inReading = false;
            case "is" -> value = text.toString();
            case "c" -> endCell();
            case "row" -> endRow();
            default -> {}
        }
    }

    private void startRow(Attributes attributes) {
        int number = Xml.number(attributes, "r");
        int next = number > 0 ? number : row + 1;
        if (!stopped && (next <= row || next > MAX_ROWS)) {
            fail(Math.max(row, 1), 1, "the rows are not in order, or too many", "Open it in a spreadsheet and save it");
        }
        row = next;
        column = 0;
        cells = new ArrayList<>();
        hiding.row(row, attributes);
    }

    private void startCell(Attributes attributes) {
        String name = Xml.attribute(attributes, "r");
        column++;
        if (name != null) {
            int named = columnOf(name);
            if (named < column || !isInRow(name)) {
                outOfOrder();
            }
            column = named;
        }
        String kind = Xml.attribute(attributes, "t");
        type = kind == null ? "n" : kind;
        style = Xml.number(attributes, "s");
        isFormula = false;
        formula = "";
        value = "";
    }

    private void endCell() {
        if (stopped || (value.isEmpty() && !isFormula)) {
            return;
        }
        CellText cell = isFormula ? formula() : cell();
        if (cell.isWrong()) {
            tell(cell.what(), cell.advice());
            wrong.add(new Sheet.Place(row, column));
            put(value.isEmpty() ? "?" : value);
            return;
        }
        if (cell.turned() != CellText.Turned.NOTHING) {
            turned.add(new Sheet.TurnedCell(
                    new Sheet.Place(row, column), cell.text(), cell.turned() == CellText.Turned.DATE));
        }
        put(cell.text());
    }

    private CellText formula() {
        String written = formula.isEmpty() ? "" : " (=" + brief(formula) + ")";
        return CellText.wrong("the cell is a formula" + written + ", and a table holds values only", PASTE);
    }

    private CellText cell() {
        return switch (type) {
            case "s" -> {
                String shared = strings.text(Xml.number(value.strip()));
                yield shared == null
                        ? CellText.wrong("the text of the cell is missing", "Type it again")
                        : CellText.of(shared);
            }
            case "inlineStr", "str" -> CellText.of(CellText.plain(value));
            case "b" -> CellText.of(isYes(value.strip()) ? "true" : "false");
            case "e" -> CellText.wrong("the cell shows the error " + brief(value), "Type the value again");
            case "d" -> CellText.ofDate(value, styles.format(style));
            default -> CellText.ofNumber(value, styles.format(style), since1904);
        };
    }

    private static boolean isYes(String flag) {
        return flag.equals("1") || flag.equals("true");
    }

    private void put(String content) {
        if (content.isEmpty() || stopped) {
            return;
        }
        String tooMuch = column > MAX_COLUMNS ? "" : room.take(column - cells.size(), content.length());
        if (column > MAX_COLUMNS) {
            fail(row, column, "more than " + MAX_COLUMNS + " columns", "Maybe the sheet is not a table");
        } else if (content.length() > MAX_CELL) {
            fail(row, column, "the cell is longer than " + MAX_CELL + " characters", "Maybe shorten it");
        } else if (!tooMuch.isEmpty()) {
            fail(row, column, "the workbook holds more than " + tooMuch, "Maybe split it");
        } else {
            while (cells.size() < column - 1) {
                cells.add("");
            }
            cells.add(content);
        }
    }

    private void endRow() {
        if (!cells.isEmpty() && !stopped) {
            rows.add(new Sheet.Row(row, cells));
        }
        cells = new ArrayList<>();
    }

    private void tell(String what, String advice) {
        told++;
        if (told <= MOST_PROBLEMS) {
            problems.add(Problem.atCell(place, row, Math.max(column, 1), what, advice));
        } else {
            fail(row, column, "more than " + MOST_PROBLEMS + " cells are wrong", "Maybe the sheet is not a table");
        }
    }

    private void outOfOrder() {
        if (!stopped) {
            fail(row, column, "the cells are not in order", "Open it in a spreadsheet and save it");
        }
    }

    /** Whether a cell such as {@code AB12} is in this row. */
    private boolean isInRow(String cell) {
        int start = 0;
        while (start < cell.length() && cell.charAt(start) >= 'A' && cell.charAt(start) <= 'Z') {
            start++;
        }
        int number = 0;
        for (int i = start; i < cell.length(); i++) {
            int digit = cell.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i - start > 7) {
                return false;
            }
            number = number * 10 + digit;
        }
        return number == row;
    }

    private void fail(int atRow, int atColumn, String what, String advice) {
        stopped = true;
        problems.add(Problem.atCell(place, atRow, atColumn, what, advice));
    }

    /** The column of a cell such as {@code AB12}, counted from 1; 0 if it is not said. */
    static int columnOf(@Nullable String cell) {
        int number = 0;
        for (int i = 0; cell != null && i < cell.length() && i < 4; i++) {
            char c = cell.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            number = number * 26 + (c - 'A' + 1);
        }
        return number;
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}
