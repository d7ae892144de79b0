package io.tact.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.scenarios.CheckReport;
import io.tact.rules.scenarios.RulesetCheck;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where packs are found on disk. */
class PackFoldersTest {
    @TempDir
    private Path rules = Path.of("unset");

    @BeforeEach
    void writeTwoPacksAndARuleset() throws IOException {
        pack("packs/legal/us", "us", "US", "");
        pack("packs/legal/us-fl", "us-fl", "US-FL", "includes: [legal/us]\n");
        write("packs/legal/us-fl/scenarios/calls.yaml", scenario("caps#US-FL-1, caps#US-1"));
        write("packs/legal/us/scenarios/calls.yaml", scenario("caps#US-1"));
        write("packs/README.md", "packs");
        write("rulesets/mine/ruleset.yaml", "name: mine\nzone: UTC\nunknownZones: [UTC]\nincludes: [legal/us-fl]\n");
        write("rulesets/mine/packs/notes.txt", "not a part of the ruleset");
    }

    private void pack(String folder, String name, String jurisdiction, String more) throws IOException {
        write(
                folder + "/pack.yaml",
                "name: " + name + "\ntitle: A place\njurisdiction: " + jurisdiction
                        + "\nstatus: LAW\nreviewed: 2026-11-22\n" + more);
        write(
                folder + "/caps.csv",
                "id,channel,window,length,max,binding,citation,verified\n" + jurisdiction
                        + "-1,CALL_CENTRE,ROLLING,PT24H,1,LAW,A statute,yes\n");
    }

    private static String scenario(String rows) {
        return """
               scenarios:
                 - name: one call a day
                   now: 2026-11-23T12:00:00Z
                   subscriber: {jurisdiction: US-FL, zone: America/New_York}
                   message: {channel: CALL_CENTRE, sender: ACME}
                   history: [{channel: CALL_CENTRE, sender: ACME, at: -23h}]
                   expect: {state: WITHHELD, only: [%s]}
               """
                .formatted(rows);
    }

    private void write(String file, String text) throws IOException {
        Path path = rules.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void theyStandAboveTheRulesetsFolderAndBringOthersAlong() throws IOException {
        RulesetSource source = RulesetFolder.read(rules.resolve("rulesets/mine"));
        assertThat(source.files())
                .containsOnlyKeys(
                        "ruleset.yaml",
                        "packs/legal/us-fl/pack.yaml",
                        "packs/legal/us-fl/caps.csv",
                        "packs/legal/us/pack.yaml",
                        "packs/legal/us/caps.csv");
        CheckReport report = new RulesetCheck().check(source);
        assertThat(report.lines())
                .containsExactly(
                        "packs: legal/us-fl (LAW, reviewed 2026-11-22), legal/us (LAW, reviewed 2026-11-22)",
                        "coverage: nothing to cover; of packs: legal/us 0/1, legal/us-fl 0/1",
                        "0 passed, 0 failed");
    }

    @Test
    void theNearestOneIsTaken() throws IOException {
        pack("rulesets/mine/packs/legal/us", "us", "US", "");
        write("rulesets/mine/packs/legal/us/hours.csv", "id\n");
        assertThat(RulesetFolder.read(rules.resolve("rulesets/mine")).files()).containsKey("packs/legal/us/hours.csv");
    }

    @Test
    void aMissingOneIsToldWithThoseThatThereAre() throws IOException {
        write("rulesets/mine/ruleset.yaml", "name: mine\nzone: UTC\nincludes:\n  - legal/us-fl\n  - legal/usa\n");
        assertThat(new RulesetCheck().check(rules.resolve("rulesets/mine")).lines())
                .contains("ruleset.yaml:line 5: there is no pack \"legal/usa\" (Maybe legal/us)");
    }

    @Test
    void aPackIsCheckedAloneWithThoseItIncludes() {
        CheckReport report = new RulesetCheck().check(rules.resolve("packs/legal/us-fl"));
        assertThat(report.lines())
                .containsExactly(
                        "packs: legal/us (LAW, reviewed 2026-11-22), us-fl (LAW, reviewed 2026-11-22)",
                        "coverage: caps 1/1; of packs: legal/us 1/1",
                        "1 passed, 0 failed");
        assertThat(new RulesetCheck().check(rules.resolve("packs/legal/us")).lines())
                .last()
                .isEqualTo("1 passed, 0 failed");
    }

    @Test
    void whatIsWrongInAPackIsToldByItsPlaceInTheRuleset() throws IOException {
        write(
                "packs/legal/us/caps.csv",
                "id,window,length,max,binding,citation,verified\na,ROLLING,P1D,-1,LAW,x,yes\n");
        String told =
                "caps.csv!D2: max (\"-1\") must be 0 or more (Maybe leave the row out if nothing is to be capped)";
        assertThat(new RulesetCheck()
                        .check(rules.resolve("rulesets/mine"))
                        .lines()
                        .get(0))
                .isEqualTo("packs/legal/us/" + told);
        assertThat(new RulesetCheck()
                        .check(rules.resolve("packs/legal/us"))
                        .lines()
                        .get(0))
                .isEqualTo(told);
    }
}
