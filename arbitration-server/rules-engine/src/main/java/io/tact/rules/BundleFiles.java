package io.tact.rules;

import io.tact.ruleset.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses files that have no place in a ruleset: it holds tables, rules, scenarios and text for people, never programs. */
final class BundleFiles {
    private static final List<String> KINDS = List.of(".csv", ".drl", ".yaml", ".yml", ".xlsx", ".xls", ".md", ".txt");
    private static final String ADVICE = "Take it out: there may be files that end in " + String.join(", ", KINDS);

    private BundleFiles() {}

    static void check(Set<String> files, List<Problem> problems) {
        for (String file : files) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            String lower = name.toLowerCase(Locale.ROOT);
            boolean known = name.startsWith("README") || KINDS.stream().anyMatch(lower::endsWith);
            if (!known || file.toUpperCase(Locale.ROOT).contains("META-INF")) {
                problems.add(Problem.inFile(file, "a ruleset holds no such file", ADVICE));
            }
        }
    }
}
