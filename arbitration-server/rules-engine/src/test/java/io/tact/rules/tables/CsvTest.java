package io.tact.rules.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.ruleset.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    private final List<Problem> problems = new ArrayList<>();

    private CsvTable read(String text) {
        return Csv.read("t.csv", text.getBytes(StandardCharsets.UTF_8), problems);
    }

    private List<String> told() {
        return problems.stream().map(Problem::toString).toList();
    }

    @Test
    void readsCommasQuotesLineBreaksAndAnyLineEnd() {
        CsvTable table = read("id,Note\r\n1,\"a, \"\"b\"\"\r\nc\"\r2, plain \"quote\" \n3,é");
        assertThat(table.titles()).containsExactly("id", "Note");
        assertThat(table.index("NOTE")).isEqualTo(1);
        assertThat(table.rows())
                .containsExactly(
                        new CsvRow(2, List.of("1", "a, \"b\"\nc")),
                        new CsvRow(3, List.of("2", "plain \"quote\"")),
                        new CsvRow(4, List.of("3", "é")));
        assertThat(told()).isEmpty();
    }

    @Test
    void learnsTheSemicolonFromTheTitlesAndSkipsTheByteOrderMark() {
        CsvTable table = read("\uFEFFid;\"a,b,c\";x\n1;2,5;\n\n;;\n");
        assertThat(table.titles()).containsExactly("id", "a,b,c", "x");
        assertThat(table.rows()).containsExactly(new CsvRow(2, List.of("1", "2,5")));
        assertThat(told()).isEmpty();
    }

    @Test
    void namesTheRowThatIsBlankInTheMiddle() {
        CsvTable table = read("a,b\n1,2\n,\n\n3,4\n");
        assertThat(table.rows()).hasSize(2);
        assertThat(told())
                .containsExactly("t.csv!A3: a blank row in the middle of the table"
                        + " (Maybe delete it: the table goes on in row 5)");
    }

    @Test
    void readsNoMoreCellsThanFitInMemory() {
        String row = ",".repeat(998) + "1\n";
        CsvTable table = read("t,".repeat(998) + "t\n" + row.repeat(9_000));
        assertThat(table.whole()).isFalse();
        assertThat(told()).contains("t.csv!A8399: more than 8 million cells (Maybe split the table)");
    }

    @Test
    void refusesCellsWithoutATitleAndTitlesTwice() {
        read("a,,A\n1,2,3,4\n5,,6,,,\n");
        assertThat(told())
                .containsExactly(
                        "t.csv!C1: two columns have the title \"A\" (Maybe delete one of them)",
                        "t.csv!B2: \"2\" stands in a column without a title"
                                + " (Maybe a text with a separator in it needs quotes around it)");
    }

    @Test
    void placesTheFirstTextThatIsNotUtf8AndReadsNoFurther() {
        CsvTable table = Csv.read("t.csv", "a,b\n1,x\n2,Café\n3,Thé\n".getBytes(StandardCharsets.ISO_8859_1), problems);
        assertThat(told())
                .containsExactly("t.csv!B3: the text \"Caf\uFFFD\" is not valid UTF-8"
                        + " (Maybe the file is Latin-1 or Windows-1252: save it as \"CSV UTF-8\")");
        assertThat(table.rows()).containsExactly(new CsvRow(2, List.of("1", "x")));
        assertThat(table.whole()).isFalse();
    }

    @Test
    void saysThatAFileIsUtf16WhateverMarksIt() {
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            problems.clear();
            CsvTable table = Csv.read("t.csv", "id,note\n1,Привет\n".getBytes(charset), problems);
            assertThat(told())
                    .as(charset.name())
                    .containsExactly("t.csv: the file looks like UTF-16 and not like UTF-8 (Save it as \"CSV UTF-8\")");
            assertThat(table.titles()).isEmpty();
            assertThat(table.whole()).isFalse();
        }
    }

    @Test
    void saysThatAFileIsAWorkbook() {
        Csv.read("t.csv", new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}, problems);
        assertThat(told())
                .containsExactly(
                        "t.csv: the file is a workbook or a ZIP archive, and not text (Save it as \"CSV UTF-8\")");
    }

    @Test
    void warnsOnceOfRowsThatEndEarly() {
        CsvTable table = read("a,b,c\n1,,\n2,x\n3,,z\n4\n5,y\n");
        assertThat(table.rows()).hasSize(5);
        assertThat(told())
                .containsExactly("t.csv!C3: warning: row 3 ends after 2 of 3 cells, and so do 2 other rows"
                        + " (What is missing counts as empty; maybe a separator was forgotten)");
        problems.clear();
        read("a,b\n1\n2,\n3\n");
        assertThat(told())
                .singleElement()
                .asString()
                .contains("row 2 ends after 1 of 2 cells, and so does another row (");
        problems.clear();
        read("a,b\n1\n");
        assertThat(told()).singleElement().asString().contains("row 2 ends after 1 of 2 cells (");
    }

    @Test
    void placesAnOpenQuoteAndTextAfterAQuote() {
        read("a,b\n\"1\"x,2\n3,\"4\n5,6\n");
        assertThat(told())
                .containsExactly(
                        "t.csv!A2: text after the closing quote (Maybe double a quote that belongs to the text)",
                        "t.csv!B3: a quote is opened here and never closed"
                                + " (Maybe double a quote that belongs to the text)");
    }

    @Test
    void refusesACellAndARowWithoutEnd() {
        read("a\n\"" + "x".repeat(Csv.MAX_CELL + 1) + "\"\n");
        read("a\n" + ",".repeat(Csv.MAX_COLUMNS + 5));
        assertThat(told())
                .containsExactly(
                        "t.csv!A2: the cell is longer than 32767 characters"
                                + " (Maybe a quote is opened here and never closed)",
                        "t.csv!ALM2: more than 1000 columns (Maybe the file is not a table)");
    }

    @Test
    void saysThatTitlesAreMissing() {
        assertThat(read("").titles()).isEmpty();
        read("\n1,2\n");
        assertThat(told().get(0)).isEqualTo("t.csv: the first row is blank (It must hold the column titles)");
        assertThat(told()).hasSize(3);
    }

    @Test
    void streamsAFileRowByRow(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("big.csv");
        Files.writeString(file, "at,subscriber\n2026-01-01,s1\n2026-01-02,s2\n");
        try (CsvReader reader = Csv.stream(file, problems)) {
            assertThat(reader.index("Subscriber")).isEqualTo(1);
            assertThat(reader.next()).isEqualTo(new CsvRow(2, List.of("2026-01-01", "s1")));
            assertThat(reader.next()).isEqualTo(new CsvRow(3, List.of("2026-01-02", "s2")));
            assertThat(reader.next()).isNull();
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void streamsNothingFromAFileThatIsUtf16(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("big.csv");
        Files.writeString(file, "at,subscriber\n2026-01-01,s1\n", StandardCharsets.UTF_16);
        try (CsvReader reader = Csv.stream(file, problems)) {
            assertThat(reader.titles()).isEmpty();
            assertThat(reader.next()).isNull();
        }
        assertThat(told()).singleElement().asString().startsWith("big.csv: the file looks like UTF-16");
    }
}
