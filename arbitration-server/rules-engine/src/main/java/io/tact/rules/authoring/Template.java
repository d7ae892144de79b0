package io.tact.rules.authoring;

import io.tact.rules.tables.ColumnChoices;
import io.tact.rules.tables.Csv;
import io.tact.rules.tables.CsvRow;
import io.tact.rules.tables.CsvTable;
import io.tact.rules.tables.TableSchema;
import io.tact.rules.workbooks.SheetPlan;
import io.tact.rules.workbooks.WorkbookWriter;
import io.tact.ruleset.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A workbook with every table that a ruleset may have: each column with a comment, those with few choices with a list of
 * them, and, if wanted, example rows that are together a ruleset whose scenarios pass.
 */
public final class Template {
    /** The {@code ruleset.yaml} that goes with the examples. */
    public static final String SETTINGS =
            """
            name: corner
            zone: Europe/Paris
            unknownZones: [Europe/Paris]
            language: fr
            """;

    private static final List<List<String>> READ_ME = List.of(
            List.of("Each sheet is a table of the ruleset, named as its tab says."),
            List.of("Point at a title to read what the column holds. A yellow one must not be empty."),
            List.of("Delete the columns, rows and sheets that you do not need; the order of columns does not matter."),
            List.of("An empty cell means any in a condition, and the default elsewhere. Lists are separated by |."),
            List.of("A sheet whose name begins with # holds notes, such as this one."),
            List.of("Save it as policy.xlsx in a folder, beside a ruleset.yaml such as:"),
            List.of(SETTINGS.strip()),
            List.of("Then ./tact check FOLDER says what is wrong, by cell."));

    private Template() {}

    /** @param examples whether tables have example rows, and not titles only */
    public static byte[] workbook(boolean examples) {
        Map<String, String> comments = comments();
        List<SheetPlan> sheets = new ArrayList<>();
        sheets.add(new SheetPlan("# read me", List.of(), READ_ME));
        for (TableSchema schema : TableSchema.OF_RULESET) {
            sheets.add(plan(schema, read(schema.name()), examples, comments));
        }
        return WorkbookWriter.write(sheets);
    }

    private static SheetPlan plan(TableSchema schema, CsvTable example, boolean rows, Map<String, String> comments) {
        List<String> titles = new ArrayList<>(schema.columns());
        int conditions = rows
                ? (int) example.titles().stream()
                        .filter(title -> !titles.contains(title.toLowerCase(Locale.ROOT)))
                        .peek(titles::add)
                        .count()
                : 0;
        List<SheetPlan.Column> columns = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            boolean own = i < titles.size() - conditions;
            columns.add(column(schema, titles.get(i), own, comments));
        }
        List<List<String>> cells = example.rows().stream()
                .limit(rows ? Long.MAX_VALUE : 0)
                .map(row -> titles.stream()
                        .map(title -> row.cell(example.index(title)))
                        .toList())
                .toList();
        return new SheetPlan(schema.name(), columns, cells);
    }

    private static SheetPlan.Column column(
            TableSchema schema, String title, boolean own, Map<String, String> comments) {
        String name = own ? title : schema.conditional() ? "condition" : "content.xx";
        return new SheetPlan.Column(
                title,
                comment(schema, name, comments),
                schema.required().contains(title),
                ColumnChoices.of(schema, title),
                ColumnChoices.isSingle(schema, title));
    }

    private static String comment(TableSchema schema, String column, Map<String, String> comments) {
        String own = comments.get(schema.name() + "." + column);
        String text = own != null ? own : comments.get("*." + column);
        if (text == null) {
            throw new IllegalStateException("columns.csv says nothing of " + schema.name() + "." + column);
        }
        List<String> choices = ColumnChoices.of(schema, column);
        boolean list = !choices.isEmpty() && !ColumnChoices.isSingle(schema, column);
        return text + (list ? " A list, separated by |, of: " + String.join(", ", choices) + "." : "");
    }

    /** What is said of each column, by table (or {@code *}) and name. */
    private static Map<String, String> comments() {
        Map<String, String> comments = new HashMap<>();
        for (CsvRow row : read("columns").rows()) {
            comments.put(row.cell(0) + "." + row.cell(1), row.cell(2));
        }
        return comments;
    }

    private static CsvTable read(String name) {
        String file = name + ".csv";
        List<Problem> problems = new ArrayList<>();
        try (InputStream content = Template.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return Csv.read(file, content.readAllBytes(), problems);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** The settings' bytes, as they stand in a file. */
    public static byte[] settings() {
        return SETTINGS.getBytes(StandardCharsets.UTF_8);
    }
}
