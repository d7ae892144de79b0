package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.server.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say of the command line and of the repository is so. What they say of HTTP is for {@link DemoIT}. */
class ReadmeTest {
    private static final Markdown README = Markdown.of(Repository.ROOT.resolve("README.md"));

    @Test
    void hasTheChaptersInTheOrderOfTheHouse() {
        List<String> chapters = README.text()
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(chapters)
                .containsExactly(
                        "A request and its answer",
                        "Run it",
                        "The words",
                        "Where things are",
                        "How to write a rule",
                        "How to run a cluster",
                        "Limits, honestly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "rules/README.md", "cluster-config/dev/README.md"})
    void everyTactCommandIsOne(String document) {
        List<String> commands = Markdown.of(Repository.ROOT.resolve(document))
                .commands()
                .map(command -> command.replaceFirst("^(?:[A-Z_]+=\\S+ )+", ""))
                .filter(command -> command.startsWith("./tact"))
                .toList();
        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            List<String> words = List.of(command.split("\\s+"));
            Main.commandLine().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            int file = words.indexOf("--config") + 1;
            if (file > 0 && !words.get(file).equals("FILE")) {
                assertThat(Repository.ROOT.resolve(words.get(file))).exists();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "rules/README.md", "cluster-config/README.md"})
    void everyLinkLeadsSomewhere(String document) {
        Path file = Repository.ROOT.resolve(document);
        assertThat(Markdown.of(file).localLinks())
                .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }

    @Test
    void continuousIntegrationRunsTheTestCommandOfTheReadme() throws Exception {
        assertThat(README.commands()).contains("mvn verify");
        assertThat(Files.readString(Repository.ROOT.resolve(".ci/run")))
                .contains("mvn -B --no-transfer-progress verify");
    }
}
