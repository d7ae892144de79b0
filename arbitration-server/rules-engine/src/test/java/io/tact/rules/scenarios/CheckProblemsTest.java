package io.tact.rules.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.ruleset.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckProblemsTest {
    private static final String THIRD_SMS =
            """
            scenarios:
              - name: a third SMS in a week is held back
                now: 2026-11-23T10:00:00+01:00[Europe/Paris]
                subscriber: {plan: PREPAID, balance: 120, consents: {SMS/MARKETING: granted}}
                history: [SMS TOPUP -2d DELIVERED, SMS DATA -5d DELIVERED]
                request: {direction: OUTBOUND, channels: [SMS]}
                expect:
                  TOPUP/SMS: {state: WITHHELD, reasons: [caps#sms-week], nextAllowedAt: 2026-11-25T10:00:00+01:00}
                  DATA/SMS: {state: WITHHELD}            # candidates that are not named are not checked
            """;

    private static List<String> problems(String yaml) {
        CheckReport report = new RulesetText().scenarios(yaml).check();
        assertThat(report.ok()).isFalse();
        return report.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void tellsWhatIsWrongWithTablesRulesAndScenariosAtOnce() {
        CheckReport report = new RulesetText()
                .with("caps.csv", "id,max\nx,-1\n")
                .with("a.drl", "rule \"r\" when Profile() then verdicts.withhold(category(\"DATTA\"), \"x\"); end")
                .scenarios(THIRD_SMS.replace("balance", "balanse").replace("DATA/SMS:", "NOPE/SMS:"))
                .check();

        assertThat(report.lines())
                .contains(
                        "a.drl:line 1, column 57: category \"DATTA\" is not in the catalogue (Maybe DATA)",
                        "scenarios/all.yaml:line 4, column 33: attribute \"balanse\" is not in the data dictionary"
                                + " (Maybe balance)",
                        "scenarios/all.yaml:line 9, column 7: \"NOPE/SMS\" names no treatment of the catalogue"
                                + " (Maybe write CAMPAIGN/CHANNEL, OFFER/CHANNEL or the id of a treatment)")
                .anySatisfy(line -> assertThat(line).startsWith("caps.csv"))
                .last()
                .isEqualTo("0 passed, 1 failed");
        assertThat(report.results()).isEmpty();
    }

    @Test
    void doesNotCallUnknownWhatMayStandInABadRow() {
        CheckReport report = new RulesetText()
                .with("attributes.csv", "name,scope,type\nplan,PROFILE,STRIN\nbalance,PROFILE,NUMBER\n")
                .with(
                        "catalogue.csv",
                        "campaign,offer,treatment,channel,category,value,prior\nTOPUP,TOPUP-10,topup-sms,SMS,CREDIT,much,0.5\n")
                .with("a.drl", "rule \"r\" when Profile() then verdicts.withhold(category(\"CREDIT\"), \"x\"); end")
                .with("eligibility.csv", "id,campaign\n")
                .scenarios(THIRD_SMS.replace("-5d", "never"))
                .check();

        assertThat(report.problems().stream().filter(p -> p.file().startsWith("scenarios")))
                .singleElement()
                .asString()
                .contains("\"never\" must be a time up to now");
        assertThat(report.problems()).noneMatch(p -> p.file().equals("a.drl"));
    }

    @Test
    void namesAnUnknownZone() {
        String history = THIRD_SMS.replace("-5d", "2026-11-18T10:00:00+01:00");
        assertThat(problems(history.replace("Europe/Paris", "Europe/Pariss")))
                .containsExactly("scenarios/all.yaml:line 3, column 10: zone of now \"Europe/Pariss\" is not known"
                        + " (Maybe Europe/Paris)");
        assertThat(problems(history.replace("{plan", "{zone: Amerika/New_York, plan")))
                .containsExactly("scenarios/all.yaml:line 4, column 24: zone \"Amerika/New_York\" is not known"
                        + " (Maybe America/New_York)");
    }

    @Test
    void refusesRulesInAFileThatIsNotNamedAsOne() {
        CheckReport report = new RulesetText().with("Agents.DRL", "rule").check();

        assertThat(report.ok()).isFalse();
        assertThat(report.lines())
                .contains("Agents.DRL: the name of a file with rules ends in .drl, in small letters"
                        + " (Rename it to Agents.drl)");
    }

    @Test
    void aFolderThatIsNoneIsOneProblemInOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ruleset.yaml"), "name: x");
        assertThat(new RulesetCheck().check(Path.of("no/such/folder")).lines())
                .containsExactly(
                        "no/such/folder: there is no such ruleset folder. Maybe its name is misspelt",
                        "0 passed, 1 failed");
        assertThat(new RulesetCheck().check(file).lines())
                .containsExactly(
                        file + ": this is a file, and a ruleset is a folder. Maybe give the one it is in",
                        "0 passed, 1 failed");
    }
}
