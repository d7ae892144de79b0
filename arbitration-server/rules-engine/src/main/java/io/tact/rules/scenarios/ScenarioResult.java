package io.tact.rules.scenarios;

import java.util.List;

/**
 * How a scenario ended.
 *
 * @param file the file it stands in, by its path inside the ruleset
 * @param line where it begins
 * @param name its name
 * @param failures what is not as expected; empty if it passed
 */
public record ScenarioResult(String file, int line, String name, List<String> failures) {
    public ScenarioResult {
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
