package io.tact.rules.drools;

import io.tact.facts.FactBuilder;
import io.tact.facts.Facts;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Direction;
import io.tact.model.Subscriber;
import io.tact.port.RulesetCompiler;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Compiles a ruleset given as text by file name, decides once on the text named plan, and says what came of it. */
public final class TablesAlone implements Function<Map<String, String>, String> {
    @Override
    public String apply(Map<String, String> texts) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        files.remove("plan");
        RulesetCompiler.Compilation compiled = new DefaultRulesetCompiler().compile(new RulesetSource("test", files));
        if (compiled.ruleset().isEmpty()) {
            return compiled.problems().toString();
        }
        var ruleset = compiled.ruleset().get();
        try (var evaluator = ruleset.evaluator()) {
            FactBuilder builder = new FactBuilder(ruleset.ruleset().dictionary(), Sample.PARIS);
            Subscriber subscriber = Subscriber.unknown("s-1");
            ContactHistory history = ContactHistory.empty(LedgerKey.ofSubscriber("s-1"));
            String plan = texts.getOrDefault("plan", "");
            Facts facts = builder.build(
                    Direction.OUTBOUND, List.of(), Map.of("plan", Sample.value(plan)), subscriber, history, Sample.NOW);
            var hits = evaluator.tables(facts);
            return hits.eligible() + " " + evaluator.rules(facts, hits, List.of());
        }
    }
}
