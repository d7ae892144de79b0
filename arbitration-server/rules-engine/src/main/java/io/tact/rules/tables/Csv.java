package io.tact.rules.tables;

import io.tact.ruleset.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CSV as spreadsheets write it: UTF-8 with or without a byte order mark, {@code ,} or {@code ;} between cells (whichever
 * the title row has more of), quotes around cells that hold separators, line breaks or doubled quotes, and any line ends.
 */
public final class Csv {
    /** The longest cell, in characters: a spreadsheet's own limit. */
    public static final int MAX_CELL = 32_767;

    /** The most columns. */
    public static final int MAX_COLUMNS = 1_000;

    /** The most rows of a table that is read as a whole, the title row included: a spreadsheet's own limit. */
    public static final int MAX_ROWS = 1_048_576;

    /** The most cells of a table that is read as a whole, empty ones before a filled one in its row counted too. */
    static final long MAX_CELLS = 8L << 20;

    private Csv() {}

    /**
     * Reads a whole file.
     *
     * @param file how messages call it
     * @param problems gets every error, by cell
     * @return what could be read
     */
    public static CsvTable read(String file, byte[] content, List<Problem> problems) {
        try (CsvReader reader = stream(file, new ByteArrayInputStream(content), problems)) {
            List<CsvRow> rows = new ArrayList<>();
            String tooMuch = "";
            long cells = 0;
            for (CsvRow row = reader.next(); row != null && tooMuch.isEmpty(); row = reader.next()) {
                cells += row.cells().size();
                tooMuch = row.number() > MAX_ROWS
                        ? MAX_ROWS + " rows"
                        : cells > MAX_CELLS ? (MAX_CELLS >> 20) + " million cells" : "";
                if (tooMuch.isEmpty()) {
                    rows.add(row);
                } else {
                    problems.add(
                            Problem.atCell(file, row.number(), 1, "more than " + tooMuch, "Maybe split the table"));
                }
            }
            reader.warnOfShortRows();
            return new CsvTable(file, reader.titles(), rows, !reader.isBroken() && tooMuch.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be read", e);
        }
    }

    /**
     * Every cell of a text, row by row, of which no row need be one of titles.
     *
     * @param file how messages call it
     * @param separator what stands between cells
     * @param problems gets every error, by cell
     */
    public static List<List<String>> cells(String file, String text, char separator, List<Problem> problems) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvLexer lexer = new CsvLexer(file, new StringReader(text), false, problems).separatedBy(separator)) {
            for (List<String> row = lexer.next(); row != null; row = lexer.next()) {
                CsvReader.dropBlankEnd(row);
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be read", e);
        }
    }

    /**
     * Opens a file of any size, packed with gzip or not, to be read row by row.
     *
     * @param problems gets every error, by cell, as reading goes on
     * @throws IOException if it cannot be read
     */
    public static CsvReader stream(Path path, List<Problem> problems) throws IOException {
        Path name = path.getFileName();
        InputStream content = Unpacked.open(path);
        try {
            return stream(name == null ? path.toString() : name.toString(), content, problems);
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    private static CsvReader stream(String file, InputStream content, List<Problem> problems) throws IOException {
        BufferedInputStream input = new BufferedInputStream(content, 1 << 16);
        input.mark(Utf8Text.HEAD);
        byte[] head = input.readNBytes(Utf8Text.HEAD);
        input.reset();
        Optional<Problem> foreign = Utf8Text.foreign(file, head, head.length, "Save it as \"CSV UTF-8\"");
        foreign.ifPresent(problems::add);
        // Not a decoder that reports: it would end at the first byte which is not UTF-8, without saying where.
        InputStreamReader reader = new InputStreamReader(input, StandardCharsets.UTF_8);
        return new CsvReader(new CsvLexer(file, reader, foreign.isPresent(), problems), problems);
    }
}
