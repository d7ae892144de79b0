package io.tact.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.scenarios.CheckReport;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The ruleset that the README shows, loaded from the README. */
class ReadmeTest {
    private static final Pattern FILE = Pattern.compile("(?ms)^```\\w+ (\\S+)\\n(.*?)^```$");

    @Test
    void showsARulesetThatCompilesAndPasses() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Matcher block = FILE.matcher(Files.readString(Path.of("README.md")));
        while (block.find()) {
            files.put(block.group(1), block.group(2).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(files)
                .containsOnlyKeys(
                        "ruleset.yaml",
                        "attributes.csv",
                        "catalogue.csv",
                        "eligibility.csv",
                        "scoring.csv",
                        "caps.csv",
                        "hours.csv",
                        "holidays.csv",
                        "cooloffs.csv",
                        "consent.csv",
                        "exclusions.csv",
                        "exemptions.csv",
                        "budgets.csv",
                        "agents.drl",
                        "moving.drl.csv",
                        "scenarios.csv",
                        "scenarios/first.yaml");
        CheckReport report = Shipped.check(new RulesetSource("README", files));
        assertThat(report.ok()).as(String.join("\n", report.lines())).isTrue();
        assertThat(report.problems()).isEmpty();
        assertThat(report.passed()).isEqualTo(5);
    }
}
