package io.tact.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.RulesetFolder;
import io.tact.server.Geography;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tact template} and {@code tact convert}. */
class WorkbookCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;

    WorkbookCommandsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private String version(String ruleset) throws IOException {
        return Geography.compiler()
                .begin(RulesetFolder.read(folder.resolve(ruleset)), new ArrayList<>())
                .hash();
    }

    @Test
    void theTemplateIsARulesetThatPassesItsCheck() throws IOException {
        assertThat(run("template", "--out", path("corner/policy.xlsx"))).isEqualTo(Main.OK);
        List<String> settings = out.toString()
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
        Files.write(folder.resolve("corner/ruleset.yaml"), settings);

        assertThat(run("check", path("corner"))).as(out.toString()).isEqualTo(Main.OK);
        assertThat(out.toString())
                .endsWith("2 passed, 0 failed" + System.lineSeparator())
                .doesNotContain("warning");
    }

    @Test
    void anEmptyTemplateIsATemplateToo() throws IOException {
        assertThat(run("template", "--empty", "--out", path("empty/policy.xlsx")))
                .isEqualTo(Main.OK);
        Files.writeString(folder.resolve("empty/ruleset.yaml"), "name: empty\nzone: Europe/Paris\n");
        assertThat(run("check", path("empty"))).as(out.toString()).isEqualTo(Main.OK);
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(folder.resolve("policy.xlsx"), "mine");
        assertThat(run("template", "--out", path("policy.xlsx"))).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("policy.xlsx is there already. Maybe choose another name, or delete it.");
        assertThat(folder.resolve("policy.xlsx")).hasContent("mine");
    }

    @Test
    void csvBecomesAWorkbookAndCsvAgainWithoutLoss() throws IOException {
        Path caps = Files.createDirectories(folder.resolve("mine")).resolve("caps.csv");
        Files.writeString(caps, "id;window;length;max;note\na;ROLLING;P7D;2;\"1,5; \"\"or\"\" 007\"\n");
        Files.writeString(folder.resolve("mine/ruleset.yaml"), "name: mine\nzone: Europe/Paris\n");
        assertThat(run("convert", path("mine"), "--out", path("sheets/policy.xlsx")))
                .isEqualTo(Main.OK);
        Files.copy(folder.resolve("mine/ruleset.yaml"), folder.resolve("sheets/ruleset.yaml"));
        assertThat(run("convert", path("sheets"), "--out", path("back"))).isEqualTo(Main.OK);
        Files.copy(folder.resolve("mine/ruleset.yaml"), folder.resolve("back/ruleset.yaml"));

        assertThat(version("sheets")).isEqualTo(version("mine"));
        assertThat(version("back")).isEqualTo(version("mine"));
        assertThat(folder.resolve("back/caps.csv"))
                .hasContent("id,window,length,max,note\na,ROLLING,P7D,2,\"1,5; \"\"or\"\" 007\"\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void scenariosMoveIntoTheWorkbookIfThatIsWantedAndWhatStaysIsTold() throws IOException {
        Files.createDirectories(folder.resolve("mine/scenarios"));
        Files.writeString(
                folder.resolve("mine/catalogue.csv"), "campaign,offer,treatment,channel,prior\nA,A1,A-SMS,SMS,0.1\n");
        Files.writeString(
                folder.resolve("mine/ruleset.yaml"), "name: mine\nzone: Europe/Paris\nunknownZones: [Europe/Paris]\n");
        Files.writeString(
                folder.resolve("mine/scenarios/a.yaml"),
                """
                scenarios:
                  # Nothing stands against it.
                  - name: an SMS is sent
                    now: 2026-11-23T10:00:00+01:00[Europe/Paris]
                    request: {direction: OUTBOUND, channels: [SMS]}
                    expect: {A/SMS: {state: SELECTED}}
                """);
        assertThat(run("convert", path("mine"), "--out", path("plain/policy.xlsx")))
                .isEqualTo(Main.OK);
        assertThat(out.toString()).contains("These stay files, and belong beside it: ruleset.yaml, scenarios/a.yaml.");
        assertThat(run("convert", path("mine"), "--scenarios", "--out", path("all/policy.xlsx")))
                .isEqualTo(Main.OK);
        assertThat(out.toString())
                .contains("Its table scenarios takes the place of scenarios/a.yaml: leave these out.")
                .contains("These stay files, and belong beside it: ruleset.yaml.");
        Files.copy(folder.resolve("mine/ruleset.yaml"), folder.resolve("all/ruleset.yaml"));
        assertThat(run("check", path("all"))).as(out.toString()).isEqualTo(Main.OK);
        assertThat(out.toString()).endsWith("1 passed, 0 failed" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotConverted() throws IOException {
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/caps.csv"), "id,max\n\na,1\n");
        assertThat(run("convert", path("mine"), "--out", path("policy.xlsx"))).isEqualTo(Main.FAILED);
        assertThat(err.toString())
                .contains("caps.csv!A2: a blank row in the middle of the table")
                .contains("the tables have errors, and " + path("policy.xlsx") + " was not written.");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("mine"));
        }
    }

    @Test
    void aFolderWithoutTablesIsAMistake() {
        assertThat(run("convert", folder.toString(), "--out", path("policy.xlsx")))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains(" has no tables. Maybe it is not the folder of a ruleset.");
        assertThat(run("convert", path("nowhere"), "--out", path("policy.xlsx")))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("there is no such ruleset folder");
    }
}
