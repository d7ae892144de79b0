package io.tact.rules.tables;

import io.tact.rules.workbooks.Workbook;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The tables of a ruleset and of its packs. Each is a CSV file, or a sheet of its part's workbook that has the table's name.
 * Belongs to one thread.
 */
final class TableFiles {
    /** The workbook of a ruleset, or of a pack. */
    static final String WORKBOOK = "policy" + Workbook.ENDING;

    private static final String NOTES = "Maybe begin its name with # if it holds notes";

    private final SortedMap<String, byte[]> files;
    private final List<Problem> problems;
    private final Map<String, CsvTable> tables = new LinkedHashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Set<String> refused = new HashSet<>();

    private TableFiles(SortedMap<String, byte[]> files, List<Problem> problems) {
        this.files = files;
        this.problems = problems;
    }

    /** Reads the workbooks; CSV files are read as they are asked for. */
    static TableFiles of(SortedMap<String, byte[]> files, RulesetHead head, List<Problem> problems) {
        TableFiles tables = new TableFiles(files, problems);
        tables.readWorkbook(head.own());
        head.packs().forEach(tables::readWorkbook);
        return tables;
    }

    /** A part's table; empty if it has none, or none that could be found because its workbook is refused. */
    Optional<CsvTable> table(Part part, TableSchema schema) {
        String name = part.folder() + schema.name();
        CsvTable known = tables.get(name);
        byte[] content = files.get(part.folder() + schema.file());
        if (known == null && content != null) {
            known = Csv.read(part.folder() + schema.file(), content, problems);
            tables.put(name, known);
        }
        return Optional.ofNullable(known);
    }

    /** How messages call a part's table, also one that is missing. */
    String place(Part part, TableSchema schema) {
        CsvTable table = tables.get(part.folder() + schema.name());
        if (table != null) {
            return table.file();
        }
        String workbook = places.get(part.folder());
        boolean csv = workbook == null || files.containsKey(part.folder() + schema.file());
        return csv ? part.folder() + schema.file() : workbook + "[" + schema.name() + "]";
    }

    /** Whether a part's workbook is refused, which was told: it may have any table. */
    boolean isRefused(Part part) {
        return refused.contains(part.folder());
    }

    private void readWorkbook(Part part) {
        String file = part.folder() + WORKBOOK;
        byte[] content = files.get(file);
        if (content == null) {
            return;
        }
        places.put(part.folder(), file);
        Optional<Workbook> opened = Workbook.open(file, content, problems);
        if (opened.isEmpty()) {
            refused.add(part.folder());
            return;
        }
        Map<String, TableSchema> schemas = new HashMap<>();
        TableSchema.of(part).forEach(schema -> schemas.put(schema.name(), schema));
        for (Workbook.Tab tab : opened.get().tabs()) {
            String name = tab.name().toLowerCase(Locale.ROOT);
            TableSchema schema = schemas.get(name);
            if (schema != null) {
                readSheet(part, schema, opened.get(), tab);
            } else if (!isNotes(name)) {
                unknown(part, opened.get(), tab, schemas.keySet());
            }
        }
    }

    /** Whether a sheet of that name holds notes, which are for people. */
    static boolean isNotes(String sheet) {
        return sheet.startsWith("#") || sheet.startsWith("_");
    }

    private void readSheet(Part part, TableSchema schema, Workbook workbook, Workbook.Tab tab) {
        String place = workbook.placeOf(tab);
        if (tables.containsKey(part.folder() + schema.name())) {
            problems.add(Problem.inFile(
                    place, "another sheet is called " + schema.name() + " too", "Delete or rename one of them"));
            return;
        }
        if (files.containsKey(part.folder() + schema.file())) {
            problems.add(Problem.inFile(
                    place,
                    "the table " + schema.name() + " is in " + part.folder() + schema.file() + " too",
                    "Delete the sheet or the file"));
            return;
        }
        if (tab.hidden()) {
            problems.add(
                    Problem.inFile(place, "the sheet is hidden, and counts all the same", "Maybe show it, or delete it")
                            .asWarning());
        }
        tables.put(part.folder() + schema.name(), SheetTable.of(place, schema, workbook.read(tab, problems), problems));
    }

    private void unknown(Part part, Workbook workbook, Workbook.Tab tab, Set<String> names) {
        String place = workbook.placeOf(tab);
        String name = tab.name().toLowerCase(Locale.ROOT);
        if (part.isPack()
                && TableSchema.OF_RULESET.stream().anyMatch(s -> s.name().equals(name))) {
            problems.add(Problem.inFile(
                    place, "a pack has only policy tables", "There may be " + String.join(", ", new TreeSet<>(names))));
        } else if (TableSchema.OF_PACK.stream().anyMatch(s -> s.name().equals(name))) {
            problems.add(Problem.inFile(place, "only packs have this table", "Delete the sheet"));
        } else if (!workbook.read(tab, new ArrayList<>()).rows().isEmpty()) {
            String close = Closest.advice(name, names);
            problems.add(Problem.inFile(
                    place,
                    "there is no table \"" + Texts.brief(tab.name()) + "\"",
                    close.isEmpty() ? NOTES : close + ". " + NOTES));
        }
    }
}
