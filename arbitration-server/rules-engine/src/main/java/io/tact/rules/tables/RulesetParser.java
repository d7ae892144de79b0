package io.tact.rules.tables;

import io.tact.model.Catalogue;
import io.tact.model.Dictionary;
import io.tact.policy.PolicyRule;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSettings;
import io.tact.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the settings and tables of a ruleset, and tells everything that is wrong with them at once. Stateless. */
public final class RulesetParser {
    /** The file that holds the data dictionary. */
    public static final String DICTIONARY = TableSchema.ATTRIBUTES.file();

    private static final Set<String> LATER = Set.of("cooloffs.csv", "holidays.csv", "exemptions.csv", "policy.xlsx");

    private RulesetParser() {}

    /**
     * Reads a ruleset.
     *
     * @param problems gets every error and warning
     * @return what could be read; of use as a ruleset only if there was no error
     */
    public static ParsedRuleset parse(RulesetSource source, List<Problem> problems) {
        SortedMap<String, byte[]> files = source.files();
        checkFiles(files.keySet(), problems);
        SortedMap<String, RowPlace> places = new TreeMap<>();
        RulesetSettings settings = SettingsFile.read(files, problems);

        Table attributesTable = open(TableSchema.ATTRIBUTES, files, problems);
        AttributesTable attributes = new AttributesTable(attributesTable, places);
        Dictionary dictionary = attributes.dictionary();
        ConditionReader conditions = new ConditionReader(dictionary, attributes.declared(), attributesTable.isWhole());

        Table treatments = Table.open(TableSchema.CATALOGUE, files, CatalogueTable::isContent, problems);
        Table eligible = open(TableSchema.ELIGIBILITY, files, problems);
        Table scored = open(TableSchema.SCORING, files, problems);
        Names names = new Names(treatments, lacks(treatments, List.of(eligible, scored), problems));
        Catalogue catalogue = new CatalogueTable(treatments, settings.zone(), places).catalogue();
        boolean complete =
                names.areCatalogued() && catalogue.size() == treatments.rows().size();
        ConditionalTables conditional = new ConditionalTables(names, conditions, catalogue, complete, places);
        List<EligibilityRow> eligibility = conditional.eligibility(eligible);
        List<ScoringRow> scoring = conditional.scoring(scored);

        List<PolicyRule> policy = new ArrayList<>();
        PolicyRows rows = new PolicyRows(names, settings.name(), places);
        CapsTable.read(open(TableSchema.CAPS, files, problems), rows, policy);
        HoursTable.read(open(TableSchema.HOURS, files, problems), rows, policy);
        ConsentTable.read(open(TableSchema.CONSENT, files, problems), rows, policy);
        new ExclusionsTable(rows, conditions).read(open(TableSchema.EXCLUSIONS, files, problems), policy);
        if (catalogue.size() == 0 && policy.isEmpty() && files.keySet().stream().noneMatch(f -> f.endsWith(".drl"))) {
            warnOfNothing(problems);
        }
        return new ParsedRuleset(settings, dictionary, catalogue, names.all(), eligibility, scoring, policy, places);
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
                            "Add catalogue.csv, a policy table such as caps.csv, or a .drl file")
                    .asWarning());
        }
    }

    private static Table open(TableSchema schema, Map<String, byte[]> files, List<Problem> problems) {
        return Table.open(schema, new TreeMap<>(files), title -> false, problems);
    }

    private static void checkFiles(Set<String> files, List<Problem> problems) {
        Set<String> tables = TableSchema.ALL.stream().map(TableSchema::file).collect(Collectors.toSet());
        for (String file : files) {
            String lower = file.toLowerCase(Locale.ROOT);
            if (tables.contains(file) || isOther(file)) {
                continue;
            }
            if (LATER.contains(lower) || lower.endsWith(".drl.xlsx") || lower.endsWith(".drl.csv")) {
                problems.add(Problem.inFile(file, "this table is not supported yet", "Take it out of the folder"));
                continue;
            }
            if (lower.endsWith(".drl")) {
                problems.add(Problem.inFile(
                        file,
                        "the name of a file with rules ends in .drl, in small letters",
                        "Rename it to " + file.substring(0, file.length() - 4) + ".drl"));
                continue;
            }
            String advice = Closest.advice(file, tables);
            Problem unknown = Problem.inFile(
                    file,
                    "no table and no rules: this file is not used",
                    advice.isEmpty() ? "Maybe take it out of the folder" : advice);
            problems.add(advice.isEmpty() ? unknown.asWarning() : unknown);
        }
    }

    private static boolean isOther(String file) {
        return file.equals(SettingsFile.FILE)
                || file.endsWith(".drl")
                || (file.startsWith("scenarios/") && (file.endsWith(".yaml") || file.endsWith(".yml")))
                || file.startsWith("README");
    }
}
