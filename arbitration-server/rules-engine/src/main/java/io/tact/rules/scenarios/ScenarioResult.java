package io.tact.rules.scenarios;

import java.util.List;

/**
 * How a scenario ended.
 *
 * @param file the file it stands in, by its path inside the ruleset
 * @param place where it begins: {@code line 4}, or {@code A7} in a table
 * @param name its name
 * @param failures what is not as expected; empty if it passed
 */
public record ScenarioResult(String file, String place, String name, List<String> failures) {
    public ScenarioResult {
        failures = List.copyOf(failures);
    }

    /** The file and the place in it, as problems have them. */
    String where() {
        return file + (place.startsWith("line") ? ":" : "!") + place;
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
