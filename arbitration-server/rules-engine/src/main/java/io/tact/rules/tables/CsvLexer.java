package io.tact.rules.tables;

import io.tact.rules.workbooks.Blanks;
import io.tact.ruleset.Problem;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits characters into rows of cells. */
final class CsvLexer implements Closeable {
    private static final int END = -1;
    private static final int MARK = 0xFEFF;
    private static final char NOT_UTF8 = 0xFFFD;
    private static final int TITLE_ROW = 1 << 20;

    private final String file;
    private final BufferedReader reader;
    private final List<Problem> problems;
    private final StringBuilder cell = new StringBuilder();
    private char separator = ',';
    private int row;
    private int peeked;
    private boolean hasPeeked;
    private boolean broken;

    /** @param broken whether there is nothing to be read, which then was told already */
    CsvLexer(String file, Reader reader, boolean broken, List<Problem> problems) {
        this.file = file;
        this.broken = broken;
        this.reader = new BufferedReader(reader, 1 << 16);
        this.problems = problems;
    }

    String file() {
        return file;
    }

    /** Whether an error made the rest unreadable. */
    boolean isBroken() {
        return broken;
    }

    /** The number of the row last given. */
    int row() {
        return row;
    }

    /** Takes that separator, and learns none: the first row is like every other. */
    CsvLexer separatedBy(char given) {
        separator = given;
        return this;
    }

    /** The first row, from which the separator is learned; empty if it is unreadable. */
    List<String> titles() throws IOException {
        if (broken) {
            return new ArrayList<>();
        }
        reader.mark(TITLE_ROW);
        int first = reader.read();
        if (first != MARK) {
            reader.reset();
        } else {
            reader.mark(TITLE_ROW);
        }
        separator = separatorOfFirstRow();
        reader.reset();
        List<String> cells = next();
        return cells == null || broken ? new ArrayList<>() : cells;
    }

    private char separatorOfFirstRow() throws IOException {
        int commas = 0;
        int semicolons = 0;
        boolean quoted = false;
        for (int i = 0; i < TITLE_ROW - 1; i++) {
            int c = reader.read();
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                commas++;
            } else if (!quoted && c == ';') {
                semicolons++;
            } else if (c == END || (!quoted && (c == '\n' || c == '\r'))) {
                break;
            }
        }
        return semicolons > commas ? ';' : ',';
    }

    /** The next row, perhaps of empty cells only; null at the end. */
    @Nullable List<String> next() throws IOException {
        if (broken || peek() == END) {
            return null;
        }
        row++;
        List<String> cells = new ArrayList<>();
        do {
            cells.add(readCell(cells.size() + 1));
            if (cells.size() > Csv.MAX_COLUMNS) {
                fail(cells.size(), "more than " + Csv.MAX_COLUMNS + " columns", "Maybe the file is not a table");
            }
        } while (!broken && endsCell() == separator);
        return cells;
    }

    /** Consumes what ends a cell: the separator, or a line end, which is given as a line feed, or the end. */
    private int endsCell() throws IOException {
        int c = read();
        if (c == '\r') {
            if (peek() == '\n') {
                read();
            }
            return '\n';
        }
        return c;
    }

    private String readCell(int column) throws IOException {
        cell.setLength(0);
        boolean valid = true;
        for (int c = peek(); c != separator && c != '\n' && c != '\r' && c != END; c = peek()) {
            read();
            if (c == '"' && isBlank()) {
                cell.setLength(0);
                return quotedCell(column);
            }
            valid &= c != NOT_UTF8;
            if (!append(c, column)) {
                return "";
            }
        }
        return finished(column, valid);
    }

    private String quotedCell(int column) throws IOException {
        boolean valid = true;
        while (true) {
            int c = read();
            if (c == END) {
                fail(
                        column,
                        "a quote is opened here and never closed",
                        "Maybe double a quote that belongs to the text");
                return "";
            }
            if (c == '"') {
                if (peek() != '"') {
                    skipToEndOfCell(column);
                    return finished(column, valid);
                }
                read();
            } else if (c == '\r') {
                if (peek() == '\n') {
                    read();
                }
                c = '\n';
            }
            valid &= c != NOT_UTF8;
            if (!append(c, column)) {
                return "";
            }
        }
    }

    private void skipToEndOfCell(int column) throws IOException {
        boolean told = false;
        for (int c = peek(); c != separator && c != '\n' && c != '\r' && c != END; c = peek()) {
            read();
            if (!Character.isWhitespace(c) && !told) {
                told = true;
                problems.add(Problem.atCell(
                        file,
                        row,
                        column,
                        "text after the closing quote",
                        "Maybe double a quote that belongs to the text"));
            }
        }
    }

    private String finished(int column, boolean valid) {
        if (!valid) {
            fail(
                    column,
                    "the text \"" + Texts.brief(cell.toString().strip()) + "\" is not valid UTF-8",
                    "Maybe the file is Latin-1 or Windows-1252: save it as \"CSV UTF-8\"");
        }
        return Blanks.strip(cell.toString());
    }

    private boolean append(int c, int column) {
        if (cell.length() >= Csv.MAX_CELL) {
            fail(
                    column,
                    "the cell is longer than " + Csv.MAX_CELL + " characters",
                    "Maybe a quote is opened here and never closed");
            return false;
        }
        cell.append((char) c);
        return true;
    }

    private boolean isBlank() {
        for (int i = 0; i < cell.length(); i++) {
            if (!Character.isWhitespace(cell.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private void fail(int column, String what, String advice) {
        broken = true;
        problems.add(Problem.atCell(file, row, column, what, advice));
    }

    private int peek() throws IOException {
        if (!hasPeeked) {
            peeked = reader.read();
            hasPeeked = true;
        }
        return peeked;
    }

    private int read() throws IOException {
        int c = peek();
        hasPeeked = false;
        return c;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
