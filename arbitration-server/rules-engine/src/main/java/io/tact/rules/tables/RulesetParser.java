package io.tact.rules.tables;

import io.tact.model.Catalogue;
import io.tact.model.Dictionary;
import io.tact.policy.PolicyRule;
import io.tact.port.HolidaySource;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSettings;
import io.tact.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the settings and tables of a ruleset, and tells everything that is wrong with them at once. Stateless. */
public final class RulesetParser {
    /** The table that holds the data dictionary. */
    public static final String DICTIONARY = TableSchema.ATTRIBUTES.name();

    private RulesetParser() {}

    /** Whether a problem is one of the ruleset's own table of that name, in a file or in a sheet. */
    public static boolean isOf(String table, Problem problem) {
        String file = problem.file();
        return file.equals(table + ".csv")
                || file.equals(TableFiles.WORKBOOK)
                || file.equalsIgnoreCase(TableFiles.WORKBOOK + "[" + table + "]");
    }

    /** Whether that is the name of a table's file, or of the workbook. */
    public static boolean isTable(String file) {
        return file.equals(TableFiles.WORKBOOK)
                || TableSchema.ALL.stream().anyMatch(schema -> schema.file().equals(file));
    }

    /** Reads the tables only; see {@link #read}. */
    public static ParsedRuleset parse(RulesetSource source, HolidaySource holidays, List<Problem> problems) {
        return read(source, holidays, problems).tables();
    }

    /**
     * Reads a ruleset with its packs, or a pack alone.
     *
     * @param holidays the calendars that hours may be kept by
     * @param problems gets every error and warning
     * @return what could be read; of use as a ruleset only if there was no error
     */
    public static ReadRuleset read(RulesetSource source, HolidaySource holidays, List<Problem> problems) {
        RulesetHead head = RulesetHead.read(source, problems);
        FileNames.check(source.files().keySet(), head, problems);
        TableFiles files = TableFiles.of(source.files(), head, problems);
        ParsedRuleset parsed = parse(source, head, files, holidays, problems);
        Table.open(head.own(), TableSchema.SCENARIOS, files, title -> false, problems);
        return new ReadRuleset(parsed, ContentHash.of(source, head, files), own(head, files));
    }

    /**
     * The ruleset's own tables as they are written, by name, whether they are CSV files or sheets of its workbook.
     *
     * @param problems gets every error in how they are written, and none of what is written
     */
    public static SortedMap<String, CsvTable> ownTables(RulesetSource source, List<Problem> problems) {
        RulesetHead head = RulesetHead.read(source, new ArrayList<>());
        TableFiles files = TableFiles.of(source.files(), head, problems);
        return own(head, files);
    }

    private static SortedMap<String, CsvTable> own(RulesetHead head, TableFiles files) {
        SortedMap<String, CsvTable> own = new TreeMap<>();
        for (TableSchema schema : TableSchema.of(head.own())) {
            files.table(head.own(), schema).ifPresent(table -> own.put(schema.name(), table));
        }
        return own;
    }

    private static ParsedRuleset parse(
            RulesetSource source, RulesetHead head, TableFiles files, HolidaySource holidays, List<Problem> problems) {
        SortedMap<String, RowPlace> places = new TreeMap<>();
        RulesetSettings settings = head.settings();

        Table attributesTable = open(head, TableSchema.ATTRIBUTES, files, problems);
        AttributesTable attributes = new AttributesTable(attributesTable, places);
        Dictionary dictionary = attributes.dictionary();
        ConditionReader conditions = new ConditionReader(dictionary, attributes.declared(), attributesTable.isWhole());

        Table treatments = Table.open(head.own(), TableSchema.CATALOGUE, files, CatalogueTable::isContent, problems);
        Table eligible = open(head, TableSchema.ELIGIBILITY, files, problems);
        Table scored = open(head, TableSchema.SCORING, files, problems);
        Names names = new Names(treatments, lacks(treatments, List.of(eligible, scored), problems));
        CatalogueTable catalogued = new CatalogueTable(treatments, settings.zone(), places);
        Catalogue catalogue = catalogued.catalogue();
        boolean complete =
                names.areCatalogued() && catalogue.size() == treatments.rows().size();
        ConditionalTables conditional = new ConditionalTables(names, conditions, catalogue, complete, places);
        List<EligibilityRow> eligibility = conditional.eligibility(eligible);
        List<ScoringRow> scoring = conditional.scoring(scored);
        catalogued.warnOfPriors(scoring);

        PolicyTables tables = new PolicyTables(files, holidays, places, problems);
        tables.read(head, names, conditions);
        List<PolicyRule> policy = tables.rules();
        if (catalogue.size() == 0
                && policy.isEmpty()
                && source.files().keySet().stream().noneMatch(FileNames::isRules)) {
            warnOfNothing(problems);
        }
        return new ParsedRuleset(
                settings,
                dictionary,
                catalogue,
                names.all(),
                eligibility,
                scoring,
                policy,
                tables.budgets(),
                tables.packs(),
                tables.holidays(),
                tables.provenance(),
                places);
    }

    /** Whether the catalogue has no treatments and another table is about them, which then is an error. */
    private static boolean lacks(Table catalogue, List<Table> others, List<Problem> problems) {
        String about = others.stream()
                .filter(table -> !table.rows().isEmpty())
                .map(Table::file)
                .collect(Collectors.joining(" and "));
        if (about.isEmpty() || !catalogue.isWhole() || !catalogue.rows().isEmpty()) {
            return false;
        }
        problems.add(Problem.inFile(
                catalogue.file(),
                (catalogue.exists() ? "has no rows" : "is missing") + ", and its treatments are what " + about
                        + (about.contains(" ") ? " are about" : " is about"),
                "Add one row for each treatment, with its campaign, offer, treatment and channel"));
        return true;
    }

    /** One may simulate what would be if nothing were decided: it is no error. */
    private static void warnOfNothing(List<Problem> problems) {
        if (problems.stream().noneMatch(Problem::isError)) {
            problems.add(Problem.inFile(
                            SettingsFile.FILE,
                            "there is nothing to decide: the ruleset has no treatment, no policy row and no rule",
                            "Add the table catalogue, a policy table such as caps, or a .drl file")
                    .asWarning());
        }
    }

    /** The packs that a ruleset, or the pack in one of its folders, includes by name, as far as that can be read. */
    public static List<String> includes(SortedMap<String, byte[]> files, String folder) {
        return RulesetHead.includes(files, folder);
    }

    private static Table open(RulesetHead head, TableSchema schema, TableFiles files, List<Problem> problems) {
        return Table.open(head.own(), schema, files, title -> false, problems);
    }
}
