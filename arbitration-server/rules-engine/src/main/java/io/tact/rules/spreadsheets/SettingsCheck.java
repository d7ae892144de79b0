package io.tact.rules.spreadsheets;

import io.tact.ruleset.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Looks at what stands above the tables: a key in one cell, its value in the next. */
final class SettingsCheck {
    private static final Set<String> HARMLESS = Set.of(
            "ruleset",
            "sequential",
            "sequentialmaxpriority",
            "sequentialminpriority",
            "escapequotes",
            "numericdisabled",
            "ignorenumericformat",
            "dialect",
            "no-loop",
            "lock-on-active",
            "notes",
            "description");
    private static final Set<String> CODE = Set.of("variables", "functions", "queries", "declare", "unit");

    private final String file;
    private final Grid grid;
    private final Predicate<String> importable;
    private final List<Problem> problems;

    /** @param importable whether a class or package may be imported */
    SettingsCheck(String file, Grid grid, Predicate<String> importable, List<Problem> problems) {
        this.file = file;
        this.grid = grid;
        this.importable = importable;
        this.problems = problems;
    }

    /** @param end the row of the first table */
    void look(int end) {
        for (int r = 1; r < end; r++) {
            for (int c = 1; c <= grid.width(r); c++) {
                String key = grid.text(r, c).toLowerCase(Locale.ROOT);
                if (key.equals("import")) {
                    imports(r, c + 1);
                } else if (CODE.contains(key) && !grid.at(r, c + 1).isBlank()) {
                    problems.add(Problem.atCell(
                            file,
                            r,
                            c,
                            grid.text(r, c) + " is not allowed: rules look at facts and say verdicts, and nothing else",
                            "Take it out; write what it did as conditions"));
                }
                if (HARMLESS.contains(key) || CODE.contains(key) || key.equals("import")) {
                    break;
                }
            }
        }
    }

    /** Looks at the whole sheet for tables that Drools would not see. */
    void lookForStarts() {
        for (int r = 1; r <= grid.height(); r++) {
            for (int c = 1; c <= grid.width(r); c++) {
                if (RuleTable.isNearlyStart(grid.text(r, c))) {
                    problems.add(Problem.atCell(
                            file,
                            r,
                            c,
                            "\"" + grid.text(r, c).lines().findFirst().orElse("") + "\" begins no table of rules",
                            "Write RuleTable, a blank and a name"));
                }
            }
        }
    }

    private void imports(int row, int column) {
        for (String name : grid.text(row, column).split("[,;\\n]")) {
            String plain = name.strip();
            if (!plain.isEmpty() && !importable.test(plain)) {
                problems.add(Problem.atCell(
                        file,
                        row,
                        column,
                        "\"" + plain + "\" cannot be imported: rules see Tact's facts only",
                        "Take it out; Request, Profile, History, Slot and the verdicts need no import"));
            }
        }
    }
}
