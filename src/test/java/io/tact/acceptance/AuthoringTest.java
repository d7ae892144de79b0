package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tact.server.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a business author does: check a ruleset, and replay contacts against it. */
class AuthoringTest {
    private static final Path RULES = Repository.ROOT.resolve("rules");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int tact(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @ParameterizedTest(name = "{0} withholds {1} of 6,589")
    @CsvSource({"complete-journey-14d,347", "complete-journey-30d,1579"})
    void replaysTheCompleteJourney(String ruleset, int withheld) throws IOException {
        int exit = tact(
                "simulate",
                "--ruleset",
                RULES.resolve("rulesets").resolve(ruleset).toString(),
                "--contacts",
                RULES.resolve("samples/complete-journey/contacts.csv").toString(),
                "--out",
                folder.toString());

        assertThat(exit).as("%s%s", out, err).isZero();
        JsonNode summary =
                new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
        assertThat(summary.path("total").asInt()).isEqualTo(6_589);
        assertThat(summary.path("states").path("WITHHELD").asInt()).isEqualTo(withheld);
        try (Stream<String> lines = Files.lines(folder.resolve("decisions.csv"))) {
            assertThat(lines.filter(line -> line.contains(",WITHHELD,"))).hasSize(withheld);
        }
    }

    @Test
    void theReadmesRowAndScenarioHoldInTheDemoRuleset() throws IOException {
        Path telco = RULES.resolve("rulesets/telco");
        try (Stream<Path> files = Files.list(telco)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Markdown readme = Markdown.of(Repository.ROOT.resolve("README.md"));
        Files.writeString(folder.resolve("caps.csv"), sample(readme, "csv"));
        Files.createDirectory(folder.resolve("scenarios"));
        Files.writeString(folder.resolve("scenarios/readme.yaml"), sample(readme, "yaml"));

        int exit = tact("check", folder.toString());

        assertThat(exit).as("%s%s", out, err).isZero();
        assertThat(out.toString().strip()).endsWith("1 passed, 0 failed");
    }

    private static String sample(Markdown document, String language) {
        return document.samples().stream()
                .filter(sample -> sample.language().equals(language))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
