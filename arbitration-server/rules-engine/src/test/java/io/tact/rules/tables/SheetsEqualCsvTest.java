package io.tact.rules.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.workbooks.SheetPlan;
import io.tact.rules.workbooks.WorkbookWriter;
import io.tact.ruleset.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same tables as CSV files and as sheets: the same ruleset, with the same errors at the same cells. */
class SheetsEqualCsvTest {
    private static final List<String> NASTY = List.of(
            "",
            "SMS",
            " SMS ",
            "a,b",
            "a;b",
            "say \"no\"",
            "two\nlines",
            "\u00A0blank\u200B",
            "=1+1",
            "+33612345678",
            "007",
            "1E5",
            "0.10",
            "12",
            "-0.5",
            "123456789012345678",
            "2026-11-23",
            "08:00",
            "5%",
            "TRUE",
            "#REF!",
            "“smart”",
            "_x0041_",
            "é\u0301 😀",
            "MARKETING|SERVICE");

    @ParameterizedTest
    @MethodSource("tables")
    void everyErrorOfATableIsTheSameInASheet(String file, String text, List<String> expected) {
        List<Problem> shape = new ArrayList<>();
        CsvTable table = Csv.read(file, text.getBytes(StandardCharsets.UTF_8), shape);
        if (!shape.isEmpty()) {
            return; // How a file is written, and not what is written in it.
        }
        String sheet = "policy.xlsx[" + table.file().replace(".csv", "") + "]";
        List<String> inSheet = new SampleRuleset()
                .without(file)
                .with("policy.xlsx", workbook(Map.of(file, rows(table))))
                .problems();
        List<String> inFile = expected.stream()
                .map(line -> line.startsWith(file) ? sheet + line.substring(file.length()) : line)
                .toList();
        assertThat(inSheet).containsExactlyInAnyOrderElementsOf(inFile);
    }

    static Stream<Arguments> tables() {
        return Stream.concat(BrokenTablesTest.broken(), BrokenPolicyTest.broken())
                .filter(one -> one.get()[0].toString().endsWith(".csv"));
    }

    @Test
    void randomEditsGiveTheSameHashAndTheSameErrors() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Map<String, List<List<String>>> tables = new TreeMap<>();
            for (TableSchema schema : List.of(TableSchema.CAPS, TableSchema.ATTRIBUTES, TableSchema.ELIGIBILITY)) {
                tables.put(schema.file(), random(schema, random));
            }
            SampleRuleset asFiles = new SampleRuleset().without("attributes.csv");
            tables.forEach((file, rows) -> asFiles.with(file, csv(rows, random)));
            SampleRuleset asSheets =
                    new SampleRuleset().without("attributes.csv").with("policy.xlsx", workbook(tables));
            String as = "seed " + seed + ", round " + round + ": " + tables;
            assertThat(hash(asSheets)).as(as).isEqualTo(hash(asFiles));
            assertThat(asSheets.problems().stream().sorted())
                    .as(as)
                    .containsExactlyElementsOf(asFiles.problems().stream()
                            .map(line -> line.replaceFirst("^(caps|attributes|eligibility)\\.csv", "policy.xlsx[$1]")
                                    .replaceFirst("in (attributes)\\.csv", "in policy.xlsx[$1]"))
                            .sorted()
                            .toList());
            edit(tables, random);
            assertThat(hash(new SampleRuleset().without("attributes.csv").with("policy.xlsx", workbook(tables))))
                    .as("after an edit: %s", as)
                    .isNotEqualTo(hash(asFiles));
        }
    }

    @Test
    void theOrderOfColumnsAndTheLooksDoNotCount() {
        String caps = "id,window,length,max\na,ROLLING,P7D,2\n";
        String hash = hash(new SampleRuleset().with("caps.csv", caps));
        assertThat(hash)
                .as("all of a SHA-256: shorter ones can be made to meet")
                .matches("[0-9a-f]{64}");
        assertThat(hash(new SampleRuleset()
                        .with("caps.csv", "\uFEFFMAX;id;Window;length\r\n\"2\" ;a; ROLLING;P7D\r\n\r\n")))
                .isEqualTo(hash);
        assertThat(hash(new SampleRuleset().with("caps.csv", caps.replace("2", "3"))))
                .isNotEqualTo(hash);
        assertThat(hash(new SampleRuleset().with("caps.csv", caps).with("README.md", "x")))
                .isNotEqualTo(hash);
        assertThat(hash(new SampleRuleset().with("caps.csv", caps + "b,ROLLING,P7D,2\n")))
                .isNotEqualTo(hash);
    }

    @Test
    void whereATextEndsCounts() {
        String one = hash(new SampleRuleset().with("caps.csv", "id,note\nab,c\n"));
        assertThat(hash(new SampleRuleset().with("caps.csv", "id,note\na,bc\n")))
                .isNotEqualTo(one);
        assertThat(hash(new SampleRuleset().with("caps.csv", "id,note\nab,\nc,\n")))
                .isNotEqualTo(one);
    }

    /** Rows of a table with titles that it has, in any order, and cells that are often wrong. */
    private static List<List<String>> random(TableSchema schema, Random random) {
        List<String> titles = new ArrayList<>(schema.columns());
        java.util.Collections.shuffle(titles, random);
        titles = titles.subList(0, 3 + random.nextInt(titles.size() - 3));
        if (!titles.contains(schema.columns().get(0))) {
            titles.set(0, schema.columns().get(0));
        }
        List<List<String>> rows = new ArrayList<>(List.of(new ArrayList<>(titles)));
        for (int i = random.nextInt(6); i > 0; i--) {
            List<String> row = new ArrayList<>();
            titles.forEach(title -> row.add(NASTY.get(random.nextInt(NASTY.size()))));
            row.set(titles.indexOf(schema.columns().get(0)), "row" + i);
            rows.add(row);
        }
        return rows;
    }

    /** Makes one cell, in a row that there is or in a new one, another. */
    private static void edit(Map<String, List<List<String>>> tables, Random random) {
        List<List<String>> rows = java.util.Objects.requireNonNull(tables.get("caps.csv"));
        if (rows.size() == 1 || random.nextInt(4) == 0) {
            rows.add(new ArrayList<>(java.util.Collections.nCopies(rows.get(0).size(), "new")));
        } else {
            List<String> row = rows.get(1 + random.nextInt(rows.size() - 1));
            int column = random.nextInt(row.size());
            row.set(column, row.get(column).strip() + "x");
        }
    }

    private static String hash(SampleRuleset ruleset) {
        return RulesetParser.read(ruleset.source(), new SampleHolidays(), new ArrayList<>())
                .hash();
    }

    private static List<List<String>> rows(CsvTable table) {
        List<List<String>> rows = new ArrayList<>(List.of(table.titles()));
        table.rows().forEach(row -> rows.add(row.cells()));
        return rows;
    }

    private static byte[] workbook(Map<String, List<List<String>>> tables) {
        List<SheetPlan> sheets = new ArrayList<>();
        sheets.add(new SheetPlan("# notes", List.of(), List.of(List.of("anything"))));
        tables.forEach((file, rows) -> sheets.add(new SheetPlan(file.replace(".csv", ""), List.of(), rows)));
        return WorkbookWriter.write(sheets);
    }

    /** CSV as one spreadsheet or another writes it. */
    private static String csv(List<List<String>> rows, Random random) {
        String separator = random.nextBoolean() ? "," : ";";
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder out = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        rows.forEach(row -> {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add('"' + cell.replace("\"", "\"\"") + '"'));
            out.append(String.join(separator, cells)).append(end);
        });
        return out.toString();
    }
}
