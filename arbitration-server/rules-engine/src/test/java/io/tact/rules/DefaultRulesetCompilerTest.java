package io.tact.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.facts.FactBuilder;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.AttributeValue;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Subscriber;
import io.tact.port.CompiledRuleset;
import io.tact.port.RulesetCompiler.Compilation;
import io.tact.ruleset.Problem;
import io.tact.ruleset.Ruleset;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DefaultRulesetCompilerTest {
    private static final int ROWS = 10_000;

    private static Compilation compile(Map<String, String> files) {
        return compile(files, StandardCharsets.UTF_8);
    }

    private static Compilation compile(Map<String, String> files, Charset ofDrl) {
        TreeMap<String, byte[]> bytes = new TreeMap<>();
        files.forEach(
                (name, text) -> bytes.put(name, text.getBytes(name.endsWith(".drl") ? ofDrl : StandardCharsets.UTF_8)));
        return new DefaultRulesetCompiler().compile(new RulesetSource("folder", bytes));
    }

    private static Facts facts(Ruleset ruleset, Map<String, AttributeValue> context) {
        return new FactBuilder(ruleset.dictionary(), ruleset.settings().zone())
                .build(
                        Direction.OUTBOUND,
                        List.of(),
                        context,
                        Subscriber.unknown("s"),
                        ContactHistory.empty(LedgerKey.ofSubscriber("s")),
                        Instant.parse("2026-11-23T10:00:00Z"));
    }

    @Test
    void decidesFromTablesAloneAndSaysWhy() {
        CompiledRuleset compiled = compile(Map.of(
                        "ruleset.yaml", "name: small\nzone: UTC\n",
                        "attributes.csv", "name,scope,type\nbalance,CONTEXT,NUMBER\n",
                        "catalogue.csv", "campaign,offer,treatment,channel,prior\nA,O,T,SMS,0.1\nB,P,U,SMS,0.2\n",
                        "eligibility.csv", "id,campaign,balance <\nlow,A,500\n",
                        "scoring.csv", "id,balance <,context\nlow,100,3\n"))
                .ruleset()
                .orElseThrow();
        Facts facts = facts(compiled.ruleset(), Map.of("balance", new AttributeValue.Numeric(Fixed.of(500))));
        TableHits hits = compiled.evaluator().tables(facts);
        assertThat(compiled.ruleset().version().name()).isEqualTo("small");
        assertThat(compiled.evaluator().rules(facts, hits, List.of())).isEmpty();
        assertThat(hits.eligible().stream()).containsExactly(1);
        assertThat(hits.matched("eligibility#low")).isFalse();
        assertThat(hits.ineligibility(0)).singleElement().satisfies(reason -> assertThat(
                        reason.rule() + ": " + reason.text())
                .isEqualTo("eligibility#low: balance < 500, but it is 500"));
        assertThat(hits.factors(1).propensity()).isEqualTo(Fixed.parse("0.2"));
        compiled.evaluator().close();
    }

    @Test
    void givesNoRulesetWhereThereIsAnError() {
        Compilation compilation = compile(Map.of("ruleset.yaml", "name: small\nzone: Mars\n", "notes.txt", ""));
        assertThat(compilation.ruleset()).isEmpty();
        assertThat(compilation.problems().stream().map(Problem::isError)).containsExactly(false, true);
    }

    @Test
    void readsDrlInUtf8WithOrWithoutAMarkAndSaysWhatElseItIs() {
        String rule = "rule \"é\" when Request() then verdicts.withhold(everything(), \"no\"); end\n";
        Map<String, String> files = Map.of("ruleset.yaml", "name: small\nzone: UTC\n", "a.drl", rule);
        assertThat(compile(files).ruleset()).isPresent();
        Map<String, String> marked = new TreeMap<>(files);
        marked.put("a.drl", "\uFEFF" + rule);
        assertThat(compile(marked).ruleset()).isPresent();
        assertThat(compile(files, StandardCharsets.UTF_16LE).problems().stream().map(Problem::toString))
                .containsExactly("a.drl: the file looks like UTF-16 and not like UTF-8 (Save it as UTF-8)");
        assertThat(compile(files, StandardCharsets.ISO_8859_1).problems().stream()
                        .map(Problem::toString))
                .containsExactly("a.drl:line 1, column 7: the text is not valid UTF-8 (Save the file as UTF-8)");
    }

    @Test
    void doesNotBlameRulesForADictionaryThatCannotBeRead() {
        assertThat(compile(Map.of(
                                "ruleset.yaml", "name: small\nzone: UTC\n",
                                "attributes.csv", "name,scope\nplan,PROFILE\n",
                                "a.drl", "rule \"a\" when Profile( text(\"plan\") == \"A\" ) then end\n"))
                        .problems())
                .singleElement()
                .satisfies(p -> assertThat(p.what()).isEqualTo("the column type is missing"));
    }

    @Test
    void loadsTenThousandRowsOfEachTable() {
        StringBuilder catalogue = new StringBuilder("campaign,offer,treatment,channel,prior\n");
        StringBuilder eligibility = new StringBuilder("id,treatment,balance >=,balance <,segment in\n");
        StringBuilder scoring = new StringBuilder("id,campaign,segment =,balance >=,balance <,context\n");
        for (int i = 0; i < ROWS; i++) {
            catalogue.append("C" + i % 500 + ",O" + i + ",T" + i + ",SMS,0.1\n");
            eligibility.append("e" + i + ",T" + i + "," + i + "," + (i + 20) + ",S" + i % 3 + "|S" + i % 7 + "\n");
            scoring.append("s" + i + ",C" + i % 500 + ",S" + i / 500 + "," + i + "," + (i + 20) + ",2\n");
        }
        CompiledRuleset compiled = compile(Map.of(
                        "ruleset.yaml", "name: large\nzone: UTC\n",
                        "attributes.csv", "name,scope,type\nbalance,CONTEXT,NUMBER\nsegment,CONTEXT,STRING\n",
                        "catalogue.csv", catalogue.toString(),
                        "eligibility.csv", eligibility.toString(),
                        "scoring.csv", scoring.toString()))
                .ruleset()
                .orElseThrow();
        TableHits hits = compiled.evaluator()
                .tables(facts(
                        compiled.ruleset(),
                        Map.of(
                                "balance", new AttributeValue.Numeric(Fixed.of(5_000)),
                                "segment", new AttributeValue.Text("S1"))));
        assertThat(hits.eligible().stream().boxed())
                .allSatisfy(i -> assertThat(i).isBetween(4_981, 5_000))
                .allSatisfy(i -> assertThat(i % 3 == 1 || i % 7 == 1).isTrue())
                .hasSize((int) java.util.stream.IntStream.rangeClosed(4_981, 5_000)
                        .filter(i -> i % 3 == 1 || i % 7 == 1)
                        .count());
    }
}
