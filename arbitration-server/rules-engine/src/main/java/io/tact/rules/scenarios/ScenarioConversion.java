package io.tact.rules.scenarios;

import io.tact.rules.tables.CsvRow;
import io.tact.rules.tables.CsvTable;
import io.tact.rules.tables.TableSchema;
import io.tact.rules.workbooks.Blanks;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The scenarios of YAML files as rows of the table {@code scenarios}, the comments in the column {@code note}. A file moves as a
 * whole, and only if each of its scenarios reads from the cells as it does from the file.
 *
 * @param table the table with the rows that it had and those of the files that moved; empty if there is neither
 * @param moved the files whose scenarios are in it
 * @param stay why each other file stays, by its name
 */
public record ScenarioConversion(Optional<CsvTable> table, List<String> moved, SortedMap<String, String> stay) {
    private static final String NOTE = "note";

    public ScenarioConversion {
        moved = List.copyOf(moved);
        stay = new TreeMap<>(stay);
    }

    /** @param table the ruleset's own table {@code scenarios}, if it has one */
    public static ScenarioConversion of(RulesetSource source, Optional<CsvTable> table) {
        List<Map<String, String>> rows = new ArrayList<>();
        table.ifPresent(own -> own.rows().forEach(row -> rows.add(cells(own, row))));
        Set<String> names = new HashSet<>();
        rows.forEach(row -> names.add(row.getOrDefault("name", "")));
        List<String> moved = new ArrayList<>();
        SortedMap<String, String> stay = new TreeMap<>();
        source.files().forEach((file, content) -> {
            if (ScenarioReader.isScenarioFile(file)) {
                List<Map<String, String>> more = new ArrayList<>();
                String why = rows(new String(content, StandardCharsets.UTF_8), names, more);
                if (why.isEmpty()) {
                    more.forEach(row -> names.add(row.getOrDefault("name", "")));
                    rows.addAll(more);
                    moved.add(file);
                } else {
                    stay.put(file, why);
                }
            }
        });
        boolean none = rows.isEmpty() && table.isEmpty();
        return new ScenarioConversion(none ? Optional.empty() : Optional.of(table(rows)), moved, stay);
    }

    private static Map<String, String> cells(CsvTable table, CsvRow row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < table.titles().size(); i++) {
            if (!row.cell(i).isEmpty()) {
                cells.put(table.titles().get(i).toLowerCase(Locale.ROOT), row.cell(i));
            }
        }
        return cells;
    }

    private static CsvTable table(List<Map<String, String>> rows) {
        Set<String> used = new LinkedHashSet<>(List.of("name", "now"));
        rows.forEach(row -> used.addAll(row.keySet()));
        List<String> titles =
                TableSchema.scenarioColumns().stream().filter(used::contains).toList();
        List<CsvRow> lines = new ArrayList<>();
        for (Map<String, String> row : rows) {
            lines.add(new CsvRow(
                    lines.size() + 2,
                    titles.stream().map(title -> row.getOrDefault(title, "")).toList()));
        }
        return CsvTable.of("scenarios", titles, lines);
    }

    /** Adds the rows of a file; why it cannot be, or empty. */
    private static String rows(String text, Set<String> names, List<Map<String, String>> rows) {
        List<Problem> problems = new ArrayList<>();
        YamlReader yaml = new YamlReader("scenarios", problems);
        List<Node> scenarios = scenarios(yaml, text);
        if (!problems.isEmpty() || scenarios.isEmpty()) {
            return "it cannot be read: ./tact check says why";
        }
        ScenarioComments comments = ScenarioComments.of(text, scenarios);
        Set<String> own = new HashSet<>();
        for (int i = 0; i < scenarios.size(); i++) {
            Map<String, String> row = row(yaml, scenarios.get(i));
            String name = row.getOrDefault("name", "");
            if (!comments.of(i).isEmpty()) {
                row.put(NOTE, comments.of(i));
            }
            if (!problems.isEmpty() || !isSame(row, scenarios.get(i))) {
                return "the scenario \"" + YamlReader.brief(name) + "\" cannot be written in cells as it is";
            }
            if (!own.add(name) || names.contains(name)) {
                return "another scenario is called \"" + YamlReader.brief(name) + "\" too";
            }
            rows.add(row);
        }
        return "";
    }

    private static List<Node> scenarios(YamlReader yaml, String text) {
        Node document = yaml.document(text.getBytes(StandardCharsets.UTF_8)).orElse(null);
        YamlReader.Field list = document == null
                ? null
                : yaml.map(document, "a scenario file", Set.of("scenarios")).get("scenarios");
        return list == null ? List.of() : yaml.list(list.value(), "scenarios");
    }

    private static Map<String, String> row(YamlReader yaml, Node scenario) {
        Map<String, String> row = new LinkedHashMap<>();
        yaml.map(scenario, "a scenario").forEach((key, field) -> {
            String title = ScenarioSheet.title(key);
            String cell = ScenarioSheet.isText(title) && field.value() instanceof ScalarNode scalar
                    ? scalar.getValue()
                    : FlowWriter.of(field.value());
            row.put(title, cell);
        });
        return row;
    }

    /** Whether a row, without blanks around its cells, reads as the scenario that it was made of. */
    private static boolean isSame(Map<String, String> row, Node scenario) {
        List<String> titles = List.copyOf(row.keySet());
        CsvTable table = CsvTable.of(
                "scenarios",
                titles,
                List.of(new CsvRow(2, row.values().stream().map(Blanks::strip).toList())));
        List<Problem> problems = new ArrayList<>();
        ScenarioSheet sheet = ScenarioSheet.of(table, problems);
        Node read = new Yaml(new SafeConstructor(new LoaderOptions()))
                .compose(new StringReader(new String(sheet.yaml(), StandardCharsets.UTF_8)));
        YamlReader yaml = new YamlReader("scenarios", problems);
        YamlReader.Field all = yaml.map(read, "scenarios").get("scenarios");
        List<Node> scenarios = all == null ? List.of() : yaml.list(all.value(), "scenarios");
        return problems.isEmpty() && scenarios.size() == 1 && FlowWriter.isSame(scenario, scenarios.get(0));
    }
}
