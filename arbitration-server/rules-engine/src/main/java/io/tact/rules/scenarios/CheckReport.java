package io.tact.rules.scenarios;

import io.tact.port.CompiledRuleset;
import io.tact.ruleset.Pack;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a check of one ruleset found.
 *
 * @param folder the folder that was checked, as it was named
 * @param problems what is wrong with its files, and warnings, by place
 * @param results how its scenarios ended, by file and then from top to bottom
 * @param coverage what the scenarios hit
 * @param ruleset the ruleset, for whoever wants to use it; empty if it does not compile
 */
public record CheckReport(
        String folder,
        List<Problem> problems,
        List<ScenarioResult> results,
        Coverage coverage,
        Optional<CompiledRuleset> ruleset) {
    public CheckReport {
        problems = problems.stream().sorted(Problem.BY_PLACE).toList();
        results = List.copyOf(results);
    }

    /** Whether the ruleset has no error and each of its scenarios passes. */
    public boolean ok() {
        return failed() == 0;
    }

    /** How many scenarios passed. */
    public int passed() {
        return (int) results.stream().filter(ScenarioResult::passed).count();
    }

    /** How many scenarios failed, and one more if the files have any error. */
    public int failed() {
        return results.size() - passed() + (hasErrors() ? 1 : 0);
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** The whole report; its last line is {@code N passed, N failed}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(findings(false));
        lines.add(verdict(passed(), failed()));
        return lines;
    }

    /** The last line of a report. */
    public static String verdict(int passed, int failed) {
        return passed + " passed, " + failed + " failed";
    }

    /**
     * The report without its last line: every problem, each scenario that failed, how much is covered.
     *
     * @param listMissed whether to name each row, treatment and rule that no scenario hit
     */
    public List<String> findings(boolean listMissed) {
        List<String> lines = new ArrayList<>();
        problems.forEach(p -> lines.add(p.toString()));
        for (ScenarioResult result : results) {
            if (!result.passed()) {
                lines.add(result.where() + ": failed: " + result.name());
                result.failures().forEach(f -> lines.add("    " + f));
            }
        }
        if (ruleset.isPresent()) {
            ruleset.map(compiled -> packs(compiled.ruleset().packs()))
                    .filter(packs -> !packs.isEmpty())
                    .ifPresent(packs -> lines.add("packs: " + packs));
            lines.add(coverage.summary());
            if (listMissed) {
                Stream.concat(coverage.missed().stream(), coverage.missedOfPacks().stream())
                        .forEach(p -> lines.add("    " + (p.place().isEmpty() ? "" : p.place() + ": ") + p.name()
                                + " is hit by no scenario"));
            }
        }
        return lines;
    }

    private static String packs(List<Pack> packs) {
        return packs.stream()
                .map(pack -> pack.name() + " (" + pack.status() + ", reviewed " + pack.reviewed() + ")")
                .collect(Collectors.joining(", "));
    }

    /** The report as one JUnit test suite in a document of its own. */
    public String toJunitXml() {
        return JunitXml.of(List.of(this));
    }
}
