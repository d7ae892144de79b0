package io.tact.rules.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.tables.CsvRow;
import io.tact.rules.tables.CsvTable;
import io.tact.rules.tables.CsvText;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Scenarios of YAML files become rows of the table {@code scenarios}, where nothing is lost. */
class ScenarioConversionTest {
    private static final String TWO =
            """
            # What a week allows.
            scenarios:
              - name: "a third SMS: held back"
                now: 2026-11-23T10:00:00+01:00[Europe/Paris]
                subscriber: {plan: PREPAID, balance: 120, consents: {SMS/MARKETING: granted}}
                history:                       # twice in five days
                  - SMS TOPUP -2d DELIVERED
                  - SMS DATA -5d DELIVERED
                request: {direction: OUTBOUND, channels: [SMS]}
                strict: true
                expect:
                  TOPUP/SMS:
                    state: WITHHELD
                    reasons: [caps#sms-week]
                  DATA/SMS: {state: WITHHELD}

              # Others write more.
              - name: push is free
                now: 2026-11-23T10:00:00+01:00[Europe/Paris]
                subscriber: {plan: PREPAID, balance: 120}
                request: {direction: OUTBOUND, channels: [PUSH]}
                expect: {TOPUP/PUSH: {state: SELECTED}}
            """;

    private static ScenarioConversion of(String file, String yaml) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put(file, yaml.getBytes(StandardCharsets.UTF_8));
        return ScenarioConversion.of(new RulesetSource("x", files), Optional.empty());
    }

    @Test
    void theRowsEndAsTheFileDoesAndCommentsAreNotes() {
        ScenarioConversion conversion = of("scenarios/all.yaml", TWO);
        assertThat(conversion.moved()).containsExactly("scenarios/all.yaml");
        assertThat(conversion.stay()).isEmpty();

        CsvTable table = conversion.table().orElseThrow();
        assertThat(table.titles())
                .containsExactly("name", "now", "subscriber", "history", "request", "expect", "strict", "note");
        assertThat(table.rows())
                .extracting(row -> row.cell(table.index("note")))
                .containsExactly("What a week allows.\ntwice in five days", "Others write more.");
        assertThat(table.rows().get(0).cell(table.index("history")))
                .isEqualTo("[SMS TOPUP -2d DELIVERED, SMS DATA -5d DELIVERED]");

        CheckReport fromFile = new RulesetText().scenarios(TWO).check();
        CheckReport fromTable =
                new RulesetText().with("scenarios.csv", CsvText.of(table)).check();
        assertThat(fromTable.problems()).isEqualTo(fromFile.problems()).isEmpty();
        assertThat(fromTable.passed()).isEqualTo(fromFile.passed()).isEqualTo(2);
        assertThat(fromTable.results())
                .extracting(ScenarioResult::name, ScenarioResult::failures)
                .containsExactlyElementsOf(fromFile.results().stream()
                        .map(r -> org.assertj.core.groups.Tuple.tuple(r.name(), r.failures()))
                        .toList());
        assertThat(fromTable.coverage().missed())
                .hasSameSizeAs(fromFile.coverage().missed());
    }

    @Test
    void whateverStandsInYamlReadsTheSameFromACell() {
        String nasty =
                """
                scenarios:
                  - name: |-
                      two: "x"
                      lines # and more
                    now: 2026-11-23T10:00:00Z
                    subscriber:
                      a: "quoted, with: [all] {of} it"
                      b: 'it''s'
                      c: "true"
                      d: null
                      e: ~
                      f: -0.5
                      "g h": [a|b, "c | d", 'x#y', "x #y", "", " z "]
                      i: {}
                      j: []
                      k: >
                        folded
                        text
                      l: [{m: 1}, [2, 3]]
                      n: "tab\\there \\"and\\" back\\\\slash"
                      o: http://127.0.0.1:1/x?y=#z
                    expect: {}
                """;
        assertThat(of("scenarios/a.yml", nasty).stay()).isEmpty();
    }

    @Test
    void aFileStaysThatWouldNotBeTheSame() {
        assertThat(of("scenarios/a.yaml", "scenarios: [").stay())
                .containsEntry("scenarios/a.yaml", "it cannot be read: ./tact check says why");
        assertThat(of("scenarios/a.yaml", "scenarios:\n  - {name: ' a ', now: b, expect: {}}\n")
                        .stay())
                .containsEntry("scenarios/a.yaml", "the scenario \" a \" cannot be written in cells as it is");
        assertThat(of("scenarios/a.yaml", "scenarios:\n  - {name: a, now: b, wish: c}\n")
                        .stay())
                .containsEntry("scenarios/a.yaml", "the scenario \"a\" cannot be written in cells as it is");
        assertThat(of("scenarios/a.yaml", "scenarios:\n  - {name: a, now: b}\n  - {name: a, now: c}\n")
                        .stay())
                .containsEntry("scenarios/a.yaml", "another scenario is called \"a\" too");
    }

    @Test
    void rowsThatThereWereComeFirst() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put(
                "scenarios/a.yaml", "scenarios:\n  - {name: b, now: n, expect: {}}\n".getBytes(StandardCharsets.UTF_8));
        files.put(
                "scenarios/b.yaml", "scenarios:\n  - {name: a, now: n, expect: {}}\n".getBytes(StandardCharsets.UTF_8));
        CsvTable own =
                CsvTable.of("scenarios.csv", List.of("Name", "note"), List.of(new CsvRow(2, List.of("a", "mine"))));
        ScenarioConversion conversion = ScenarioConversion.of(new RulesetSource("x", files), Optional.of(own));
        assertThat(conversion.moved()).containsExactly("scenarios/a.yaml");
        assertThat(conversion.stay()).containsOnlyKeys("scenarios/b.yaml");
        assertThat(conversion.table().orElseThrow().rows())
                .extracting(row -> row.cell(0))
                .containsExactly("a", "b");
    }
}
