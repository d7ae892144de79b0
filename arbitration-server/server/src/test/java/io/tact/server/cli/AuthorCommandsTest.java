package io.tact.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The two commands for authors of rulesets, {@code check} and {@code simulate}. */
class AuthorCommandsTest {
    private static final String SCENARIO =
            """
            scenarios:
              - name: a second e-mail waits
                now: 2026-11-23T10:00:00+01:00
                history: [EMAIL NEWS -2d]
                expect: {NEWS/EMAIL: {state: %s, reasons: [caps#one]}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void writeRuleset() throws IOException {
        write("mine/ruleset.yaml", "name: mine\nzone: Europe/Paris\nunknownZones: [Europe/Paris]\nlanguage: en\n");
        write(
                "mine/catalogue.csv",
                """
                campaign,offer,treatment,channel,direction,purpose,sender_class
                NEWS,NEWS-1,news-email,EMAIL,OUTBOUND,MARKETING,CVM
                """);
        write(
                "mine/caps.csv",
                """
                id,level,channel,purpose,window,length,max,counts
                one,SUBSCRIBER,EMAIL,MARKETING,ROLLING,P14D,1,SENT
                """);
        write("mine/eligibility.csv", "id,campaign\nnews-for-all,NEWS\n");
        write("mine/scenarios/caps.yaml", SCENARIO.formatted("WITHHELD"));
        write(
                "contacts.csv",
                """
                at,subscriber,campaign,channel,purpose
                2026-11-02,7,NEWS,EMAIL,MARKETING
                2026-11-03,7,NEWS,EMAIL,MARKETING
                2026-11-03,8,NEWS,,
                """);
    }

    @Test
    void checkEndsWithZeroWhenEveryScenarioPasses() {
        assertThat(run("check", "mine")).isZero();
        assertThat(out.toString().lines()).last().isEqualTo("1 passed, 0 failed");
    }

    @Test
    void checkEndsWithOneAndSaysWhatFailed() throws IOException {
        write("mine/scenarios/caps.yaml", SCENARIO.formatted("SELECTED"));
        Path xml = folder.resolve("junit.xml");

        assertThat(run("check", "mine", "--junit", xml.toString(), "--coverage"))
                .isOne();
        assertThat(out.toString())
                .contains("scenarios/caps.yaml:line 2: failed: a second e-mail waits")
                .contains("NEWS/EMAIL (news-email): expected SELECTED, was WITHHELD by caps#one");
        assertThat(out.toString().lines()).last().isEqualTo("0 passed, 1 failed");
        assertThat(xml).content().contains("<failure message=");
        assertThat(run("check", "mine", "--junit", "nowhere/junit.xml")).isOne();
        assertThat(err.toString()).contains("--junit nowhere/junit.xml cannot be written (NoSuchFileException). Maybe");
    }

    @Test
    void checkOfSeveralFoldersAddsThemUp() {
        assertThat(run("check", "mine", "nowhere", "mine")).isOne();
        assertThat(out.toString()).contains("there is no such ruleset folder");
        assertThat(out.toString().lines()).last().isEqualTo("2 passed, 1 failed");
    }

    @Test
    void checkPrintsTablesAsDrl() {
        assertThat(run("check", "--as-drl", "mine")).isZero();
        assertThat(out.toString()).contains("rule \"caps#one\"").doesNotContain("passed");
    }

    @Test
    void checkWithoutAFolderIsMisuse() {
        assertThat(run("check")).isEqualTo(Main.USAGE);
    }

    @Test
    void simulateWritesBothFilesAndTellsTheFigures() {
        assertThat(simulate("--vs", folder.resolve("mine").toString())).isZero();
        assertThat(out.toString())
                .contains("3 wanted contacts")
                .contains("caps#one withholds 1, 1 of them alone")
                .contains("0 contacts end differently; +0 withheld");
        assertThat(folder.resolve("result/decisions.csv")).content().contains("WITHHELD,caps#one,2026-11-15T23:00:00Z");
        assertThat(folder.resolve("result/summary.json")).content().contains("\"total\" : 3");
        assertThat(err.toString()).contains("Judging: 3 contacts");
    }

    @Test
    void simulateSaysWhichBudgetRanOutAndWhen() throws IOException {
        write("mine/budgets.csv", "id,channel,period,max\nmail-day,EMAIL,DAY,1\nmail-stock,EMAIL,TOTAL,9\n");
        write(
                "contacts.csv",
                "at,subscriber,campaign,channel,purpose\n"
                        + "2026-11-03T10:00:00Z,8,NEWS,EMAIL,MARKETING\n"
                        + "2026-11-03T09:00:00Z,7,NEWS,EMAIL,MARKETING\n");

        assertThat(simulate()).isZero();

        assertThat(out.toString())
                .contains("budgets#mail-day withholds 1, 1 of them alone")
                .contains("budgets#mail-day granted 1; it ran out in 1 periods, first at 2026-11-03T10:00:00Z")
                .doesNotContain("mail-stock");
        assertThat(folder.resolve("result/decisions.csv"))
                .content()
                .contains("T10:00:00Z,8,NEWS,EMAIL,MARKETING,WITHHELD,budgets#mail-day,2026-11-03T23:00:00Z");
    }

    @Test
    void simulateRefusesBadRowsByCellAndWritesNothing() throws IOException {
        write("contacts.csv", "at,subscriber,campaign\nnever,7,NEWS\n2026-11-03,7,OTHER\n");

        assertThat(simulate()).isOne();
        assertThat(err.toString())
                .contains("contacts.csv!A2: at \"never\" is no point in time")
                .contains("contacts.csv!C3: campaign \"OTHER\" is not in the catalogue")
                .contains("the input has 2 errors. Nothing was written.");
        assertThat(folder.resolve("result")).doesNotExist();
    }

    @Test
    void simulateSaysInOneLineWhatIsMissing() throws IOException {
        Files.delete(folder.resolve("contacts.csv"));

        assertThat(simulate()).isOne();
        assertThat(err.toString().lines()).singleElement().asString().contains("contacts.csv is not there");
        assertThat(run("simulate", "--ruleset", "mine")).isEqualTo(Main.USAGE);
    }

    private int simulate(String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "simulate",
                "--ruleset",
                folder.resolve("mine").toString(),
                "--contacts",
                folder.resolve("contacts.csv").toString(),
                "--out",
                folder.resolve("result").toString()));
        arguments.addAll(List.of(more));
        return command().execute(arguments.toArray(String[]::new));
    }

    private int run(String command, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = command;
        for (int i = 0; i < arguments.length; i++) {
            boolean isFolder = arguments[i].equals("mine") || arguments[i].equals("nowhere");
            all[i + 1] = isFolder ? folder.resolve(arguments[i]).toString() : arguments[i];
        }
        return command().execute(all);
    }

    private CommandLine command() {
        return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
