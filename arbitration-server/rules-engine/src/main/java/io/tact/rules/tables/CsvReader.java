package io.tact.rules.tables;

import io.tact.ruleset.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV row by row, in memory that does not grow with the file. Rows with an error are given like others, as far as
 * they could be read: look at the problems before using them. Belongs to one thread.
 */
public final class CsvReader implements Closeable {
    private final String file;
    private final CsvLexer lexer;
    private final List<Problem> problems;
    private final TableShape shape;
    private final List<String> titles;
    private int firstBlankRow;
    private int shortRows;
    private int firstShortRow;
    private int cellsOfFirstShortRow;

    CsvReader(CsvLexer lexer, List<Problem> problems) throws IOException {
        this.file = lexer.file();
        this.problems = problems;
        this.lexer = lexer;
        this.shape = new TableShape(file, problems);
        this.titles = readTitles();
    }

    /** The titles as written, without surrounding spaces; empty, which is a problem, if there are none. */
    public List<String> titles() {
        return titles;
    }

    /** The index of a title, whatever its case, counted from 0; −1 if there is none. */
    public int index(String title) {
        return CsvTable.index(titles, title);
    }

    /**
     * The next row that is not blank; null at the end, and after an error that makes the rest unreadable.
     *
     * @throws IOException if the file cannot be read
     */
    public @Nullable CsvRow next() throws IOException {
        for (List<String> cells = lexer.next(); cells != null; cells = lexer.next()) {
            int written = cells.size();
            dropBlankEnd(cells);
            int number = lexer.row();
            if (lexer.isBroken()) {
                return null;
            }
            if (cells.isEmpty()) {
                firstBlankRow = firstBlankRow == 0 ? number : firstBlankRow;
                continue;
            }
            if (firstBlankRow > 0) {
                shape.gap(firstBlankRow, number);
                firstBlankRow = 0;
            }
            noteLength(number, written);
            CsvRow row = new CsvRow(number, cells);
            shape.checkRow(row, titles, "Maybe a text with a separator in it needs quotes around it");
            return row;
        }
        return null;
    }

    /** Whether an error, which was told, made the rest unreadable. */
    boolean isBroken() {
        return lexer.isBroken();
    }

    private void noteLength(int row, int written) {
        if (written < titles.size()) {
            shortRows++;
            if (shortRows == 1) {
                firstShortRow = row;
                cellsOfFirstShortRow = written;
            }
        }
    }

    /**
     * Warns, once for all rows read so far, of those that end before the last title: spreadsheets leave out empty cells at
     * the end, but so does who forgets a separator.
     */
    void warnOfShortRows() {
        if (shortRows == 0) {
            return;
        }
        String others = shortRows == 1
                ? ""
                : shortRows == 2 ? ", and so does another row" : ", and so do " + (shortRows - 1) + " other rows";
        problems.add(Problem.atCell(
                        file,
                        firstShortRow,
                        cellsOfFirstShortRow + 1,
                        "row " + firstShortRow + " ends after " + cellsOfFirstShortRow + " of " + titles.size()
                                + " cells" + others,
                        "What is missing counts as empty; maybe a separator was forgotten")
                .asWarning());
    }

    private List<String> readTitles() throws IOException {
        List<String> first = lexer.titles();
        dropBlankEnd(first);
        if (first.isEmpty() && !lexer.isBroken()) {
            shape.untitled();
        }
        shape.checkTitles(first);
        return List.copyOf(first);
    }

    static void dropBlankEnd(List<String> cells) {
        while (!cells.isEmpty() && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
    }

    @Override
    public void close() throws IOException {
        lexer.close();
    }
}
