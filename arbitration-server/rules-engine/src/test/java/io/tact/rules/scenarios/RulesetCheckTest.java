package io.tact.rules.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.ruleset.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesetCheckTest {
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

    @Test
    void aTrueScenarioPasses() {
        CheckReport report = new RulesetText().scenarios(THIRD_SMS).check();

        assertThat(report.lines()).last().isEqualTo("1 passed, 0 failed");
        assertThat(report.ok()).isTrue();
    }

    @Test
    void aFalseOneFailsAndSaysWhatWasInstead() {
        CheckReport report = new RulesetText()
                .scenarios(
                        THIRD_SMS.replace("-5d", "-8d").replace("DATA/SMS: {state: WITHHELD}", "data-sms: OUTRANKED"))
                .check();

        assertThat(report.ok()).isFalse();
        assertThat(report.lines())
                .contains(
                        "scenarios/all.yaml:line 2: failed: a third SMS in a week is held back",
                        "    TOPUP/SMS (topup-sms): expected WITHHELD, was SELECTED with rank 1",
                        "    TOPUP/SMS (topup-sms): expected the reason caps#sms-week, was SELECTED with rank 1",
                        "    TOPUP/SMS (topup-sms): expected nextAllowedAt 2026-11-25T09:00:00Z, was none;"
                                + " SELECTED with rank 1")
                .last()
                .isEqualTo("0 passed, 1 failed");
    }

    @Test
    void everythingThatCanBeExpectedIsCompared() {
        String yaml =
                """
                scenarios:
                  - name: ranks, scores and selections
                    now: 2026-11-23T10:00:00+01:00
                    subscriber: {id: "7", zone: America/New_York, plan: PREPAID, balance: 1.5, consents: {SMS: granted}}
                    request: {limit: 2}
                    selected: [topup-push, DATA-5/SMS]
                    expect:
                      topup-push: {state: SELECTED, rank: %s, score: %s}
                      DATA/SMS: {rank: 2}
                      topup-sms: {state: OUTRANKED, reasons: [selection], nextAllowedAt: none}
                      OLD/SMS: %s
                    doNotMention: none
                    mustMention: []
                    strict: true
                """;
        assertThat(check(yaml, "1", "10", "ABSENT").lines())
                .containsExactly(
                        "coverage: caps 0/2, catalogue 3/4, consent 0/1, eligibility 1/2", "1 passed, 0 failed");

        assertThat(check(yaml, "2", "11", "SELECTED").lines())
                .contains(
                        "    topup-push: expected rank 2, was SELECTED with rank 1",
                        "    topup-push: expected score 11, was 10",
                        "    OLD/SMS (old-sms): expected SELECTED, was ABSENT: its campaign is not running, or the"
                                + " request does not ask for it");
    }

    @Test
    void selectedNoneAndStrictAreExact() {
        CheckReport report = check(
                """
                scenarios:
                  - name: nothing is said without consent
                    now: 2026-11-23T10:00:00+01:00
                    request: {channels: [SMS]}
                    selected: none
                  - name: strict wants every candidate named
                    now: 2026-11-23T10:00:00+01:00
                    request: {channels: [SMS]}
                    strict: true
                    expect: {}
                  - name: something is selected
                    now: 2026-11-23T10:00:00+01:00
                    request: {channels: [SMS]}
                    selected: DATA/SMS
                """);

        assertThat(report.results()).extracting(ScenarioResult::passed).containsExactly(true, false, false);
        assertThat(report.lines())
                .contains(
                        "    data-sms: not named in a strict scenario, was WITHHELD by consent#sms-opt-in",
                        "    expected selected: DATA/SMS, was none; data-sms was WITHHELD by consent#sms-opt-in");
    }

    @Test
    void controlGroupsApplyOnlyWhenAskedFor() {
        String yaml =
                """
                scenarios:
                  - name: everybody is control of this campaign
                    now: 2026-11-23T10:00:00+01:00
                    subscriber: {plan: PREPAID, balance: 1, consents: {SMS/MARKETING: granted}}
                    request: {channels: [SMS], campaigns: [TOPUP]}
                    control: %s
                    expect:
                      TOPUP/SMS: {state: %s}
                """;
        assertThat(check(yaml, "false", "SELECTED").ok()).isTrue();
        assertThat(check(yaml, "true", "CONTROL").ok()).isTrue();
        assertThat(check(yaml, "true", "SELECTED").ok()).isFalse();
    }

    @Test
    void anOptOutInTheHistoryEndsAnUndatedConsent() {
        String yaml =
                """
                scenarios:
                  - name: opted out
                    now: 2026-11-23T10:00:00+01:00
                    subscriber: {consents: {SMS/MARKETING: %s}}
                    history: [SMS DATA -20d OPTED_OUT]
                    request: {channels: [SMS]}
                    expect:
                      DATA/SMS: {state: %s}
                """;
        assertThat(check(yaml, "granted", "WITHHELD").ok()).isTrue();
        assertThat(check(yaml, "{state: granted, at: -19d}", "SELECTED").ok()).isTrue();
        assertThat(check(yaml, "{state: granted, at: -19d, expiresAt: 2026-11-22T00:00:00Z}", "WITHHELD")
                        .ok())
                .isTrue();
        assertThat(check(yaml, "{state: granted, at: -19d, category: OTHER}", "WITHHELD")
                        .ok())
                .isTrue();
    }

    @Test
    void historyMayNameOffersTreatmentsAndInstants() {
        CheckReport report = check(
                """
                scenarios:
                  - name: two contacts fill the week
                    now: 2026-11-23T10:00:00+01:00
                    subscriber: {consents: {SMS/MARKETING: granted}}
                    history:
                      - SMS DATA-5 -P6DT23H
                      - SMS topup-sms 2026-11-20T10:00:00+01:00 DELIVERED CLICKED
                      - SMS TOPUP -1w
                      - SMS DATA -36h FAILED
                      - PUSH TOPUP-10 -90m
                    request: {channels: [SMS, PUSH]}
                    expect:
                      DATA/SMS: {state: WITHHELD, reasons: [caps#sms-week]}
                """);
        assertThat(report.lines()).last().isEqualTo("1 passed, 0 failed");
    }

    @Test
    void everyMistakeIsToldAtOnceByLine() {
        CheckReport report = check(
                """
                scenarios:
                  - name: mistakes
                    now: tomorrow
                    subscriber: {plan: GOLD, balanse: 1, call_reason: X, zone: Mars/Base, consents: {sms: granted, PUSH: perhaps}}
                    history: [SMS NOTHING -2d, SMS DATA +2d, SMS DATA -2d EATEN, SMS DATA]
                    request: {channels: [FAX], campaigns: [NOPE], limit: 0, direction: SIDEWAYS, context: {plan: PREPAID}, deferrable: maybe}
                    expect:
                      NOPE/SMS: {state: WITHHELD}
                      DATA/SMS: {state: HELD, rank: first, score: much, nextAllowedAt: soon, colour: red}
                      TOPUP/SMS: {}
                    stricd: true
                  - name: fine
                    now: 2026-11-23T10:00:00+01:00
                    selected: none
                    request: {channels: [SMS]}
                """);

        assertThat(report.problems()).extracting(Problem::what).allSatisfy(what -> assertThat(what)
                .isNotBlank());
        assertThat(report.problems().stream().map(p -> p.row() + " " + p.what()))
                .containsExactlyInAnyOrder(
                        "3 now (\"tomorrow\") must be an instant with its offset or zone",
                        "4 plan (\"GOLD\") must be one of POSTPAID, PREPAID",
                        "4 attribute \"balanse\" is not in the data dictionary",
                        "4 attribute call_reason belongs to the context, not to the subscriber",
                        "4 zone \"Mars/Base\" is not known",
                        "4 \"sms\" is no channel and purpose",
                        "4 consent \"perhaps\" is not known",
                        "5 the catalogue has no treatment of \"NOTHING\" on channel \"SMS\"",
                        "5 \"+2d\" must be a time up to now",
                        "5 outcome \"EATEN\" is not known",
                        "5 \"SMS DATA\" must say channel, campaign, when and perhaps outcomes",
                        "6 channel \"FAX\" is not in the catalogue",
                        "6 campaign \"NOPE\" is not in the catalogue",
                        "6 limit (\"0\") must be a whole number from 1",
                        "6 direction \"SIDEWAYS\" is not known",
                        "6 attribute plan belongs to the subscriber, not to the context",
                        "6 deferrable (\"maybe\") must be true or false",
                        "8 \"NOPE/SMS\" names no treatment of the catalogue",
                        "9 state \"HELD\" is not known",
                        "9 rank (\"first\") must be a whole number from 1",
                        "9 score (\"much\") must be a number",
                        "9 nextAllowedAt (\"soon\") must be an instant with its offset or zone",
                        "9 \"colour\" is not known in an expectation",
                        "10 nothing is expected of TOPUP/SMS",
                        "11 \"stricd\" is not known in a scenario");
        assertThat(report.lines()).last().isEqualTo("1 passed, 1 failed");
        assertThat(report.lines().get(0)).startsWith("scenarios/all.yaml:line 3, column 10: now (\"tomorrow\")");
    }

    @Test
    void whatIsNoScenarioFileIsToldByLine() {
        assertThat(problems("scenarios:\n  - name: [a\n"))
                .singleElement()
                .asString()
                .contains("not YAML");
        assertThat(problems("")).singleElement().asString().contains("the file is empty");
        assertThat(problems("cases: []")).anySatisfy(p -> assertThat(p).contains("\"cases\" is not known"));
        assertThat(problems("- 1")).anySatisfy(p -> assertThat(p).contains("must be a mapping, not a list"));
        assertThat(problems("scenarios:\n  - now: 2026-11-23T10:00:00Z\n"))
                .anySatisfy(p -> assertThat(p).contains("line 2").contains("no name"))
                .anySatisfy(p -> assertThat(p).contains("line 2").contains("expects nothing"));
        assertThat(problems("scenarios: " + "[".repeat(10_000))).hasSize(1);
        assertThat(problems("scenarios: &a [*a]")).isNotEmpty();
        assertThat(problems("scenarios:\n  - {name: a, name: b}\n"))
                .anySatisfy(p -> assertThat(p).contains("\"name\" stands twice"));
    }

    private static List<String> problems(String yaml) {
        CheckReport report = new RulesetText().scenarios(yaml).check();
        assertThat(report.ok()).isFalse();
        return report.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void coverageNamesWhatNoScenarioHits() {
        Coverage coverage = new RulesetText().scenarios(THIRD_SMS).check().coverage();

        assertThat(coverage.summary()).isEqualTo("coverage: caps 1/2, catalogue 2/4, consent 0/1, eligibility 1/2");
        assertThat(coverage.missed())
                .extracting(p -> p.place() + " " + p.name())
                .containsExactly(
                        "catalogue.csv!A3 catalogue#topup-push",
                        "catalogue.csv!A5 catalogue#old-sms",
                        "eligibility.csv!A3 eligibility#never",
                        "caps.csv!A3 caps#push-day",
                        "consent.csv!A2 consent#sms-opt-in");
    }

    @Test
    void anExemptionIsHitWhereAScenarioWouldEndOtherwiseWithoutIt() {
        RulesetText text = new RulesetText()
                .with(
                        "exemptions.csv",
                        "id,channel,purpose,lifts\nsms-week-free,SMS,MARKETING,caps#sms-week\nresearch,,RESEARCH,CAPS\n")
                .scenarios(THIRD_SMS);
        Coverage coverage = text.check().coverage();

        assertThat(coverage.missed())
                .extracting(Coverage.Part::name)
                .contains("exemptions#research")
                .doesNotContain("exemptions#sms-week-free");
        assertThat(coverage.summary()).contains("exemptions 1/2");
    }

    @Test
    void rowsOfPacksAreCountedApart() {
        CheckReport report = new RulesetText()
                .with("ruleset.yaml", "name: small\nzone: Europe/Paris\nlanguage: en\nincludes: [legal/xx]\n")
                .with("packs/legal/xx/pack.yaml", "name: xx\ntitle: X\nstatus: LAW\nreviewed: 2026-11-22\n")
                .with(
                        "packs/legal/xx/caps.csv",
                        "id,channel,window,length,max,binding,citation,verified\n"
                                + "XX-1,SMS,ROLLING,P7D,1,LAW,Art. 1,yes\nXX-2,FAX,ROLLING,P7D,1,LAW,Art. 2,yes\n")
                .scenarios(THIRD_SMS)
                .check();

        assertThat(report.coverage().summary()).endsWith("; of packs: legal/xx 1/2");
        assertThat(report.coverage().missed()).extracting(Coverage.Part::name).noneMatch(name -> name.contains("XX"));
        assertThat(report.findings(true)).contains("    packs/legal/xx/caps.csv!A3: caps#XX-2 is hit by no scenario");
    }

    @Test
    void errorsInTablesCountAsOneFailure() {
        CheckReport report = new RulesetText()
                .with("caps.csv", "id,max\nx,-1\n")
                .scenarios(THIRD_SMS)
                .check();

        assertThat(report.ok()).isFalse();
        assertThat(report.lines().get(0)).startsWith("caps.csv");
        assertThat(report.lines()).last().isEqualTo("0 passed, 1 failed");
    }

    @Test
    void junitXmlHoldsEveryCaseAndEscapes() {
        String yaml = THIRD_SMS
                .replace("a third SMS in a week is held back", "\"a <third> & 'last' SMS\"")
                .replace("-5d", "-8d");
        String xml = new RulesetText().scenarios(yaml).check().toJunitXml();

        assertThat(xml)
                .contains("<testsuite name=\"small\" tests=\"2\" failures=\"1\"")
                .contains("<testcase classname=\"small\" name=\"the files have no error\"/>")
                .contains("&lt;third&gt; &amp; ")
                .contains("<failure message=\"TOPUP/SMS (topup-sms): expected WITHHELD, was SELECTED");
    }

    private static CheckReport check(String yaml, Object... arguments) {
        return new RulesetText().scenarios(yaml.formatted(arguments)).check();
    }
}
