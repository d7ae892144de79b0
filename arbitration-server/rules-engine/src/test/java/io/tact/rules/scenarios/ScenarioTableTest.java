package io.tact.rules.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The table {@code scenarios}, which is equal to a YAML file. */
class ScenarioTableTest {
    private static final String NOW = "2026-11-23T10:00:00+01:00[Europe/Paris]";

    private static CheckReport check(String rows) {
        return new RulesetText()
                .with(
                        "scenarios.csv",
                        "Name,now,subscriber,history,request,expect,strict,then,selected,note\n"
                                + rows.replace("NOW", NOW))
                .check();
    }

    @Test
    void passesAndFailsAsTheYamlDoes() {
        CheckReport report = check(
                """
                good,NOW,"plan: PREPAID
                balance: 100
                consents: {SMS/MARKETING: granted}",SMS TOPUP -1d | SMS TOPUP -2d,"direction: OUTBOUND, channels: [SMS]","TOPUP/SMS: {state: WITHHELD, reasons: [caps#sms-week]}
                DATA/SMS: {state: WITHHELD}",yes,,,why
                bad,NOW,"{plan: PREPAID, balance: 100}",,,TOPUP/PUSH: {state: WITHHELD},TRUE,,[],
                """);
        assertThat(report.lines().subList(0, 4))
                .containsExactly(
                        "scenarios.csv!A3: failed: bad",
                        "    TOPUP/PUSH (topup-push): expected WITHHELD, was SELECTED with rank 1",
                        "    expected selected: none, was topup-push",
                        "    topup-sms: not named in a strict scenario, was WITHHELD by consent#sms-opt-in");
        assertThat(report.lines()).last().isEqualTo("1 passed, 1 failed");
    }

    @Test
    void tellsOfWhatIsWrongByCell() {
        CheckReport report = check(
                """
                one,NOW,"plan: PREPAD",SMS TOPUPS -1d,direction: OUTWARD,TOPUP/SMS: {state: HELD},,,,
                two,NOW,"plan: {",,,TOPUP/SMS: {state: WITHHELD},maybe,,,
                one,NOW,,,,TOPUP/SMS: {state: WITHHELD},maybe,,,
                ,yesterday,,,,TOPUP/SMS: {state: WITHHELD},,,,
                """);
        assertThat(report.problems().stream().map(p -> p.place() + " " + p.what()))
                .containsExactly(
                        "C2 plan (\"PREPAD\") must be one of POSTPAID, PREPAID",
                        "D2 the catalogue has no treatment of \"TOPUPS\" on channel \"SMS\"",
                        "E2 direction \"OUTWARD\" is not known",
                        "F2 state \"HELD\" is not known",
                        "C3 subscriber cannot be read: expected ',' or '}', but got <stream end>",
                        "A4 the name \"one\" is that of A2 too",
                        "G4 strict (\"maybe\") must be true or false",
                        "B5 now (\"yesterday\") must be an instant with its offset or zone",
                        "B5 the scenario has no name");
    }

    @Test
    void hasColumnsThatAreKnown() {
        CheckReport report =
                new RulesetText().with("scenarios.csv", "name,now,expected\n").check();
        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith(
                        "scenarios.csv!C1: the table scenarios has no column \"expected\" (Maybe expect or selected. The columns are");
    }

    @Test
    void aCellCannotBreakOutOfItsPlace() {
        CheckReport report = check(
                """
                "quoted ""name"": {a} # b",NOW,"plan: PREPAID",,,"TOPUP/SMS: {state: WITHHELD}}
                - name: smuggled",,,,
                "it's plain",NOW,"plan: PREPAID",,,"TOPUP/SMS: {state: WITHHELD}",,,,
                """);
        assertThat(report.problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("scenarios.csv!F2: expect cannot be read: ");
        assertThat(report.results())
                .singleElement()
                .extracting(ScenarioResult::name)
                .isEqualTo("it's plain");
    }
}
