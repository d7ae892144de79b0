package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.server.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a business author does: check a ruleset. */
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

    @Test
    void theReadmesRowAndScenarioHoldInTheDemoRuleset() throws IOException {
        Path telco = RULES.resolve("rulesets/telco");
        try (Stream<Path> files = Files.list(telco)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Markdown readme = Markdown.of(Repository.ROOT.resolve("README.md"));
        Files.writeString(folder.resolve("caps.csv"), sample(readme, "csv", "id,"));
        Files.createDirectory(folder.resolve("scenarios"));
        Files.writeString(folder.resolve("scenarios/readme.yaml"), sample(readme, "yaml", "scenarios:"));

        int exit = tact("check", folder.toString());

        assertThat(exit).as("%s%s", out, err).isZero();
        assertThat(out.toString().strip()).endsWith("1 passed, 0 failed");
    }

    /** The first sample of a language that begins so. */
    private static String sample(Markdown document, String language, String begin) {
        return document.samples().stream()
                .filter(sample -> sample.language().equals(language))
                .filter(sample -> sample.text().startsWith(begin))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
