package io.tact.rules.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.ruleset.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scenarios that bring one message along. */
class MessageScenarioTest {
    private static final String CALL =
            """
            scenarios:
              - name: a call waits until four o'clock
                now: 2026-11-23T15:59:59+01:00[Europe/Paris]
                subscriber: {zone: Europe/Paris}
                message: {channel: CALL_CENTRE, sender: ACME}
                expect: {state: WITHHELD, only: [hours#calls], nextAllowedAt: 2026-11-23T16:00:00+01:00}
                then:
                  - {at: 2026-11-23T16:00:00+01:00, expect: {state: SELECTED, only: [], nextAllowedAt: none}}
            """;

    private static RulesetText ruleset() {
        return new RulesetText()
                .with(
                        "hours.csv",
                        "id,channel,days,open,close,lifted_by\ncalls,CALL_CENTRE,MON-FRI,16:00,20:00,NIGHT\n");
    }

    private static List<String> failures(String yaml) {
        return failures(ruleset(), yaml);
    }

    private static List<String> failures(RulesetText ruleset, String yaml) {
        CheckReport report = ruleset.scenarios(yaml).check();
        assertThat(report.problems()).filteredOn(Problem::isError).isEmpty();
        assertThat(report.results()).isNotEmpty();
        return report.results().stream().flatMap(r -> r.failures().stream()).toList();
    }

    @Test
    void theMessageNeedsNoCatalogueAndIsAskedForAgainLater() {
        assertThat(failures(CALL)).isEmpty();
    }

    @Test
    void whatIsOtherwiseIsToldWithItsInstant() {
        assertThat(failures(CALL.replace(
                                "16:00:00+01:00, expect: {state: SELECTED", "20:00:00+01:00, expect: {state: SELECTED")
                        .replace("only: [hours#calls]", "only: [hours#calls, caps#a]")))
                .containsExactly(
                        "message: expected only the reason hours#calls, caps#a, was WITHHELD by hours#calls",
                        "at 2026-11-23T20:00+01:00[Europe/Paris]: message: expected SELECTED, was WITHHELD by hours#calls",
                        "at 2026-11-23T20:00+01:00[Europe/Paris]: message: expected no reason, was WITHHELD by hours#calls",
                        "at 2026-11-23T20:00+01:00[Europe/Paris]: message: expected nextAllowedAt none, was"
                                + " 2026-11-24T16:00+01:00[Europe/Paris]; WITHHELD by hours#calls");
    }

    @Test
    void aSpecialConsentLiftsTheHours() {
        assertThat(failures(CALL.replace(
                        "{zone: Europe/Paris}", "{zone: Europe/Paris, consents: {CALL_CENTRE/*/NIGHT: granted}}")))
                .contains("message: expected WITHHELD, was SELECTED");
        assertThat(failures(CALL.replace(
                        "{zone: Europe/Paris}",
                        "{zone: Europe/Paris, consents: {CALL_CENTRE: {state: granted, special: NIGHT}}}")))
                .contains("message: expected WITHHELD, was SELECTED");
        assertThat(failures(
                        CALL.replace("{zone: Europe/Paris}", "{zone: Europe/Paris, consents: {CALL_CENTRE: granted}}")))
                .isEmpty();
    }

    @Test
    void theHistoryMaySayEverythingByName() {
        RulesetText capped = new RulesetText()
                .with(
                        "caps.csv",
                        "id,window,length,max,key,mode,purpose\nsubject,ROLLING,P7D,1,PER_SUBJECT|PER_SENDER,,MARKETING\n"
                                + "spent,ROLLING,P7D,5,,SUM(incentive_cost),RESEARCH\n")
                .with("consent.csv", "id,model\nnone,NONE\n");
        assertThat(
                        failures(
                                capped,
                                """
                        scenarios:
                          - name: the same subject of the same sender
                            now: 2026-11-23T12:00:00+01:00
                            subscriber: {zone: Europe/Paris}
                            message: {channel: SMS, sender: ACME, subject: debt}
                            history:
                              - {channel: CALL_CENTRE, sender: ACME, subject: debt, at: -2d, outcomes: [NO_ANSWER]}
                            expect: {state: WITHHELD, only: [caps#subject], nextAllowedAt: 2026-11-28T12:00:00+01:00}
                          - name: another subject, another sender, a call from them
                            now: 2026-11-23T12:00:00+01:00
                            subscriber: {zone: Europe/Paris}
                            message: {channel: SMS, sender: ACME, subject: debt}
                            history:
                              - {channel: SMS, sender: ACME, subject: promotion, at: -2d}
                              - {channel: SMS, sender: OTHER, subject: debt, at: -2d}
                              - {channel: SMS, direction: INBOUND, sender: ACME, subject: debt, at: -2d}
                            expect: {state: SELECTED}
                          - name: what was spent
                            now: 2026-11-23T12:00:00+01:00
                            subscriber: {zone: Europe/Paris}
                            message: {channel: SMS, purpose: RESEARCH, senderClass: VAS, amounts: {incentiveCost: 2}}
                            history:
                              - {channel: EMAIL, purpose: RESEARCH, category: CREDIT, campaign: X, offer: Y, line: a@b.example,
                                 amounts: {incentiveCost: 3, value: 1, contactCost: 0.5}, at: 2026-11-20T12:00:00+01:00,
                                 outcomes: [DELIVERED, {type: READ, at: -1d}]}
                            expect: {state: SELECTED}
                        """))
                .isEmpty();
    }

    @Test
    void placesDecideWhichRowsAndWhichClocksBind() {
        RulesetText placed = new RulesetText()
                .with("hours.csv", "id,days,open,close,jurisdiction,purpose\nla,,10:00,12:00,US-LA,RESEARCH\n");
        String scenario =
                """
                scenarios:
                  - name: somewhere
                    now: 2026-11-23T12:00:00-06:00[America/Chicago]
                    subscriber: {jurisdiction: US-AR, zone: America/Chicago%s}
                    message: {channel: CALL_CENTRE, purpose: RESEARCH}
                    expect: {state: %s}
                """;
        assertThat(failures(placed, scenario.formatted("", "SELECTED"))).isEmpty();
        assertThat(failures(placed, scenario.formatted(", residence: {jurisdiction: US-LA}", "WITHHELD")))
                .isEmpty();
        assertThat(failures(placed, scenario.formatted(", location: {jurisdiction: US-LA, at: -1h}", "WITHHELD")))
                .isEmpty();
        assertThat(failures(
                        placed,
                        scenario.replace("12:00:00-06:00", "11:00:00-06:00")
                                .formatted(", residence: {jurisdiction: US-LA}", "SELECTED")))
                .isEmpty();
        assertThat(failures(
                        placed,
                        scenario.replace("12:00:00-06:00", "11:00:00-06:00")
                                .formatted(
                                        ", residence: {jurisdiction: US-LA}, location: {zone: America/New_York}",
                                        "WITHHELD")))
                .isEmpty();
    }

    @Test
    void suspensionsStopAMessage() {
        String scenario =
                """
                scenarios:
                  - name: the gateway is repaired
                    now: 2026-11-23T16:00:00+01:00
                    subscriber: {zone: Europe/Paris}
                    message: {channel: CALL_CENTRE}
                    suspensions: [{id: repair, target: CHANNEL, value: CALL_CENTRE, endsAt: 2026-11-23T17:00:00+01:00}]
                    expect: {state: WITHHELD, only: [suspension#repair], nextAllowedAt: 2026-11-23T17:00:00+01:00}
                    then:
                      - {at: 2026-11-23T17:00:00+01:00, expect: {state: SELECTED}}
                """;
        assertThat(failures(scenario)).isEmpty();
        assertThat(failures(scenario.replace("value: CALL_CENTRE", "value: SMS")))
                .isNotEmpty();
    }

    @Test
    void whatIsWrongIsToldByLine() {
        assertThat(ruleset()
                        .scenarios(
                                """
                                scenarios:
                                  - name: a
                                    now: 2026-11-23T16:00:00+01:00
                                    subscriber:
                                      residence: {zone: Mars/Base}
                                      relations: [{sender: ACME}, {kind: FRIEND}, {kind: EXPRESS_REQUEST, at: -1d, until: -2d}]
                                      preferredHours: [{days: [MON-FRY], open: "9", close: "12:00"}, {open: "10:00", close: "10:00"}]
                                      suppressions: [{reason: bereaved}]
                                      consents: {SMS/MARKETING/LATE: granted}
                                    message: {purpose: SALES, colour: red}
                                    request: {direction: OUTBOUND}
                                    lists: {BLOCTEL: {listed: [a]}, OTHER: {asOf: soon}}
                                    suspensions: [{id: x, target: PLANET, value: y}, {target: CHANNEL}]
                                    expect: {state: SENT, rank: 1}
                                    then: [{at: 2026-11-22T16:00:00+01:00, expect: {state: SELECTED}}, {expect: {only: [a]}}]
                                  - name: b
                                    now: 2026-11-23T16:00:00+01:00
                                    message: {channel: sms, amounts: {value: much}}
                                    history: [{channel: SMS}, {channel: SMS, at: +1d, outcomes: [DONE, {type: READ}]}]
                                    selected: [message]
                                """)
                        .check()
                        .problems())
                .extracting(Problem::toString)
                .filteredOn(text -> text.startsWith("scenarios"))
                .map(text -> text.replaceFirst("scenarios/all.yaml:line (\\d+), column \\d+: ", "$1 ")
                        .replaceFirst(" \\(Maybe.*", ""))
                .containsExactly(
                        "5 zone \"Mars/Base\" is not known",
                        "6 the relation has no kind",
                        "6 kind \"FRIEND\" is not known",
                        "6 the relation ends before it begins",
                        "7 days \"MON-FRY\" are not known",
                        "7 open (\"9\") must be a time",
                        "7 the preferred hours must open before they close",
                        "8 the suppression has no id",
                        "9 \"SMS/MARKETING/LATE\" is no channel and purpose",
                        "10 the message has no channel",
                        "10 purpose \"SALES\" is not known",
                        "10 \"colour\" is not known in message",
                        "11 the scenario has a message already",
                        "12 the list has no asOf",
                        "12 asOf (\"soon\") must be an instant with its offset or zone",
                        "13 target \"PLANET\" is not known",
                        "13 a suspension needs an id, a target and a value",
                        "14 state \"SENT\" is not known",
                        "14 \"rank\" is not known in an expectation",
                        "15 at must not be before now",
                        "15 an entry of then has no at",
                        "18 channel \"sms\" is no name of a channel",
                        "18 value (\"much\") must be a number",
                        "19 the history entry has no at",
                        "19 at (\"+1d\") must be a time up to now",
                        "19 outcome \"DONE\" is not known",
                        "19 the outcome needs a type and a time",
                        "20 a scenario with a message names no treatments");
    }

    @Test
    void aScenarioMaySayWhatIsLeftOfABudgetUntilItsPeriodEnds() {
        RulesetText budgeted = ruleset().with("budgets.csv", "id,channel,period,max\ncalls,CALL_CENTRE,HOUR,100\n");
        String spent =
                """
                scenarios:
                  - name: nobody is there to call
                    now: 2026-11-23T17:10:00+01:00[Europe/Paris]
                    subscriber: {zone: Europe/Paris}
                    budgets: {calls: 0}
                    message: {channel: CALL_CENTRE}
                    expect: {state: WITHHELD, only: [budgets#calls], nextAllowedAt: 2026-11-23T18:00:00+01:00}
                    then:
                      - {at: 2026-11-23T17:59:59+01:00, expect: {state: WITHHELD}}
                      - {at: 2026-11-23T18:00:00+01:00, expect: {state: SELECTED}}
                """;
        assertThat(failures(budgeted, spent)).isEmpty();
        assertThat(failures(budgeted, spent.replace("calls: 0", "calls: 1")))
                .contains("message: expected WITHHELD, was SELECTED");
        assertThat(budgeted.scenarios(spent.replace("calls: 0", "cals: 0"))
                        .check()
                        .problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::toString)
                .containsExactly(
                        "scenarios/all.yaml:line 5, column 15: budget \"cals\" is not in the table budgets (Maybe calls)");
        assertThat(budgeted.scenarios(spent.replace("calls: 0", "calls: few"))
                        .check()
                        .problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::toString)
                .containsExactly(
                        "scenarios/all.yaml:line 5, column 22: calls (\"few\") must be a whole number from 0 (It is how much of"
                                + " the budget is left)");
    }
}
