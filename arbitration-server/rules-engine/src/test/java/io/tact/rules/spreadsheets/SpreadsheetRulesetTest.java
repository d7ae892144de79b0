package io.tact.rules.spreadsheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tact.facts.FactBuilder;
import io.tact.facts.Facts;
import io.tact.facts.Verdict;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.AttributeValue;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Subscriber;
import io.tact.port.CompiledRuleset;
import io.tact.port.RulesetCompiler.Compilation;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.scenarios.Coverage;
import io.tact.rules.scenarios.RulesetCheck;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A spreadsheet of rules in a ruleset decides like DRL, is caged like it, and its errors are in its cells. */
class SpreadsheetRulesetTest {
    private static final String TABLE =
            """
            RuleSet,any
            ,
            RuleTable Care
            NAME,CONDITION,CONDITION,ACTION,ACTION
            ,Request...,Request...,,
            ,"isSet(""score"") == $param","number(""score"") >= $param","verdicts.mustMention(""$param"");",%s
            ,asked,from,say,
            """;

    private static Compilation compile(String action, String... rows) {
        return new DefaultRulesetCompiler().compile(source(action, rows));
    }

    private static RulesetSource source(String action, String... rows) {
        String table = TABLE.formatted(action) + String.join("\n", rows) + "\n";
        TreeMap<String, byte[]> files = new TreeMap<>();
        Map.of(
                        "ruleset.yaml", "name: small\nzone: UTC\n",
                        "attributes.csv", "name,scope,type\nscore,CONTEXT,NUMBER\n",
                        "catalogue.csv", "campaign,offer,treatment,channel,prior\nA,O,T,SMS,0.1\n",
                        "care.drl.csv", table)
                .forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return new RulesetSource("folder", files);
    }

    @Test
    void eachRowDecides() {
        Compilation compilation = compile(
                "\"verdicts.doNotMention(\"\"$param\"\");\"", "high,true,0.8,We know,Prices", "low,true,0.2,Welcome,");
        assertThat(compilation.problems()).isEmpty();
        CompiledRuleset compiled = compilation.ruleset().orElseThrow();
        Facts facts = new FactBuilder(
                        compiled.ruleset().dictionary(),
                        compiled.ruleset().settings().zone())
                .build(
                        Direction.INBOUND,
                        List.of(),
                        Map.of("score", new AttributeValue.Numeric(Fixed.parse("0.5"))),
                        Subscriber.unknown("s"),
                        ContactHistory.empty(LedgerKey.ofSubscriber("s")),
                        Instant.parse("2026-11-23T10:00:00Z"));
        List<Verdict> verdicts =
                compiled.evaluator().rules(facts, compiled.evaluator().tables(facts), List.of());
        assertThat(verdicts.toString()).contains("Welcome").doesNotContain("We know");
        compiled.evaluator().close();
    }

    @Test
    void eachRowIsARuleThatScenariosShouldHit() {
        RulesetSource source =
                source("\"verdicts.doNotMention(\"\"$param\"\");\"", "a,true,0.8,One,", "b,true,0.2,Two,");
        assertThat(new RulesetCheck().check(source).coverage().missed())
                .extracting(Coverage.Part::table, Coverage.Part::name, Coverage.Part::place)
                .contains(tuple("drl", "a", "care.drl.csv!A8"), tuple("drl", "b", "care.drl.csv!A9"));
    }

    @Test
    void aSecondLineOfACellWouldBeAnotherRow() {
        assertThat(told(compile("\"verdicts.doNotMention(\"\"a\"\");\nimport java.io.File;\"", "one,true,0.8,Hello,x")))
                .containsExactly("care.drl.csv!E6: this cell has several lines, which Drools does not read from CSV"
                        + " (Write it in one line, or save the table as .drl.xlsx)");
    }

    @Test
    void whatIsWrongIsToldInItsCell() {
        assertThat(told(compile("\"System.exit($param);\"", "one,true,0.8,Hello,1")))
                .anyMatch(told -> told.startsWith("care.drl.csv!E8: ") && told.contains("System"));
        assertThat(told(compile("\"verdicts.shout(\"\"$param\"\");\"", "one,true,0.8,Hello,a")))
                .anyMatch(told -> told.startsWith("care.drl.csv!E8: ") && told.contains("shout"));
    }

    private static List<String> told(Compilation compilation) {
        assertThat(compilation.ruleset()).isEmpty();
        return compilation.problems().stream().map(Problem::toString).toList();
    }
}
