package io.tact.rules.authoring;

import io.tact.rules.tables.CsvRow;
import io.tact.rules.tables.CsvTable;
import io.tact.rules.tables.CsvText;
import io.tact.rules.tables.RulesetParser;
import io.tact.rules.tables.TableSchema;
import io.tact.rules.workbooks.SheetPlan;
import io.tact.rules.workbooks.WorkbookWriter;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A ruleset's own tables, written in another form: cell by cell the same. Immutable. */
public final class Conversion {
    private static final String SCENARIOS = "scenarios";

    private final SortedMap<String, CsvTable> tables;

    private Conversion(SortedMap<String, CsvTable> tables) {
        this.tables = tables;
    }

    /**
     * Takes the tables of a ruleset, or of a pack alone.
     *
     * @param problems gets every error in how the tables are written, such as a formula; if there is one, what is converted
     *     would not be the same
     */
    public static Conversion of(RulesetSource source, List<Problem> problems) {
        return new Conversion(RulesetParser.ownTables(source, problems));
    }

    /** Whether a ruleset's file holds tables that are converted. */
    public static boolean isTable(String file) {
        return RulesetParser.isTable(file);
    }

    /** The same with another table {@code scenarios}. */
    public Conversion withScenarios(CsvTable scenarios) {
        SortedMap<String, CsvTable> all = new TreeMap<>(tables);
        all.put(SCENARIOS, scenarios);
        return new Conversion(all);
    }

    /** The table {@code scenarios}, if there is one. */
    public Optional<CsvTable> scenarios() {
        return Optional.ofNullable(tables.get(SCENARIOS));
    }

    /** The names of the tables. */
    public List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    /** All of them as one workbook, in the order in which people read them. */
    public byte[] workbook() {
        List<SheetPlan> sheets = new ArrayList<>();
        Stream.concat(TableSchema.OF_RULESET.stream().map(TableSchema::name), tables.keySet().stream())
                .distinct()
                .forEach(name -> {
                    CsvTable table = tables.get(name);
                    if (table != null) {
                        sheets.add(plan(name, table));
                    }
                });
        return WorkbookWriter.write(sheets);
    }

    private static SheetPlan plan(String name, CsvTable table) {
        return new SheetPlan(
                name,
                table.titles().stream().map(SheetPlan.Column::plain).toList(),
                table.rows().stream().map(CsvRow::cells).toList());
    }

    /** Each of them as a CSV file, by its name. */
    public SortedMap<String, byte[]> csv() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        tables.forEach(
                (name, table) -> files.put(name + ".csv", CsvText.of(table).getBytes(StandardCharsets.UTF_8)));
        return files;
    }
}
