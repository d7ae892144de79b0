package io.tact.rules.tables;

import io.tact.ruleset.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells of files that are no part of a ruleset, or of a pack. */
final class FileNames {
    private static final String PACKS = "packs/";
    private static final Set<String> OF_RULESET = names(TableSchema.OF_RULESET);
    private static final Set<String> OF_PACK = names(TableSchema.OF_PACK);

    private final RulesetHead head;
    private final List<Problem> problems;
    private final Set<String> notIncluded = new TreeSet<>();

    private FileNames(RulesetHead head, List<Problem> problems) {
        this.head = head;
        this.problems = problems;
    }

    static void check(Set<String> files, RulesetHead head, List<Problem> problems) {
        FileNames names = new FileNames(head, problems);
        files.forEach(names::check);
        names.notIncluded.forEach(folder -> problems.add(
                Problem.inFile(folder, "this pack is not included: its files are not used", "Maybe add it to includes")
                        .asWarning()));
    }

    private static Set<String> names(List<TableSchema> tables) {
        return tables.stream().map(TableSchema::file).collect(Collectors.toUnmodifiableSet());
    }

    private void check(String file) {
        if (!file.startsWith(PACKS)) {
            check(file, file, head.own());
            return;
        }
        for (Part pack : head.packs()) {
            if (file.startsWith(pack.folder())
                    && file.indexOf('/', pack.folder().length()) < 0) {
                check(file, file.substring(pack.folder().length()), pack);
                return;
            }
        }
        notIncluded.add(file.substring(0, file.lastIndexOf('/')));
    }

    /** @param name the file's path inside its part */
    private void check(String file, String name, Part part) {
        String lower = name.toLowerCase(Locale.ROOT);
        Set<String> tables = part.isPack() ? OF_PACK : OF_RULESET;
        if (tables.contains(name) || isOther(name, part)) {
            return;
        }
        if (part.isPack() && (OF_RULESET.contains(name) || isRules(name))) {
            problems.add(Problem.inFile(
                    file,
                    "a pack has only policy tables",
                    "There may be " + String.join(", ", new TreeSet<>(OF_PACK))));
        } else if (!part.isPack() && OF_PACK.contains(name)) {
            problems.add(Problem.inFile(file, "only packs have this table", "Take it out of the folder"));
        } else if (isSpreadsheet(lower)) {
            problems.add(Problem.inFile(
                    file,
                    "the tables are not read from this workbook",
                    "There may be one, saved as \"Excel Workbook (*.xlsx)\": " + TableFiles.WORKBOOK));
        } else if (lower.endsWith(".drl")) {
            problems.add(Problem.inFile(
                    file,
                    "the name of a file with rules ends in .drl, in small letters",
                    "Rename it to " + file.substring(0, file.length() - 4) + ".drl"));
        } else {
            unused(file, Closest.advice(name, tables));
        }
    }

    private void unused(String file, String advice) {
        Problem unknown = Problem.inFile(
                file,
                "no table and no rules: this file is not used",
                advice.isEmpty() ? "Maybe take it out of the folder" : advice);
        problems.add(advice.isEmpty() ? unknown.asWarning() : unknown);
    }

    /** Whether that is a spreadsheet which is not Drools' own. */
    private static boolean isSpreadsheet(String lower) {
        return lower.matches("(?!.*\\.drl\\.).*\\.(xlsx|xlsm|xlsb|xltx|xls|ods|numbers)");
    }

    /** Whether that is a file of rules, or a spreadsheet of Drools' own. */
    private static boolean isRules(String name) {
        return name.endsWith(".drl") || name.toLowerCase(Locale.ROOT).matches(".*\\.drl\\.(xls|xlsx|csv)");
    }

    private static boolean isOther(String name, Part part) {
        return name.equals(TableFiles.WORKBOOK)
                || name.equals(part.isPack() ? PackFile.FILE : SettingsFile.FILE)
                || (isRules(name) && !part.isPack())
                || (name.startsWith("scenarios/") && (name.endsWith(".yaml") || name.endsWith(".yml")))
                || name.startsWith("README");
    }
}
