package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.policy.PolicyBook;
import io.tact.policy.PolicyCheck;
import io.tact.policy.Situation;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.TableIndex;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A table is a Drools ruleset, run faster: the index and the policy decide as the printed DRL compiled by Drools does. */
class TablesEqualTheirDrlTest {
    private static final int RULESETS = 40;
    private static final int REQUESTS = 50;

    private int eligible;
    private int ineligible;
    private int scored;
    private final Set<String> objecting = new HashSet<>();

    @Test
    void theIndexDecidesAsThePrintedDrlCompiledByDrools() {
        for (long seed = 1; seed <= RULESETS; seed++) {
            compare(seed);
        }
        // What never happens proves nothing.
        assertThat(eligible).isGreaterThan(1_000);
        assertThat(ineligible).isGreaterThan(1_000);
        assertThat(scored).isGreaterThan(1_000);
        assertThat(objecting).containsExactlyInAnyOrder("caps", "hours", "consent", "exclusions");
    }

    private void compare(long seed) {
        Random random = new Random(seed);
        RandomTables tables = new RandomTables(random);
        RandomSituations situations = new RandomSituations(random, tables);
        ParsedRuleset ruleset = tables.next();
        TableIndex index = new TableIndex(ruleset);
        PolicyBook book = new PolicyBook(ruleset.policy());
        String drl = DrlPrinter.print(ruleset);
        try (PrintedRules printed = new PrintedRules(drl)) {
            for (int i = 0; i < REQUESTS; i++) {
                Facts facts = situations.next(ruleset.dictionary());
                String where = "seed " + seed + " request " + i + "\n" + facts + "\n" + drl;
                compare(ruleset, facts, index.hits(facts), book, printed, where);
            }
        }
    }

    private void compare(
            ParsedRuleset ruleset, Facts facts, TableHits hits, PolicyBook book, PrintedRules printed, String where) {
        List<Slot> slots = ruleset.catalogue().treatments().stream()
                .map(t -> t.slot())
                .distinct()
                .toList();
        TableVerdicts verdicts = printed.decide(facts, slots);
        assertThat(verdicts.eligible(ruleset.catalogue())).as(where).isEqualTo(hits.eligible());
        eligible += hits.eligible().cardinality();
        ineligible += ruleset.catalogue().size() - hits.eligible().cardinality();
        for (int t = 0; t < ruleset.catalogue().size(); t++) {
            var treatment = ruleset.catalogue().get(t);
            assertThat(verdicts.factors(treatment)).as(where).isEqualTo(hits.factors(t));
            scored += hits.factors(t).value().equals(treatment.value()) ? 0 : 1;
        }
        PolicyCheck check =
                new PolicyCheck(new Situation(facts.now(), facts.zone(), facts.subscriber(), facts.history(), facts));
        for (Slot slot : slots) {
            Set<String> rows =
                    check.reasons(book.policyFor(slot), facts.subscriber().destination(slot.channel())).stream()
                            .map(Reason::rule)
                            .collect(Collectors.toSet());
            assertThat(verdicts.objections(slot)).as(where).isEqualTo(rows);
            rows.forEach(row -> objecting.add(row.substring(0, row.indexOf('#'))));
        }
    }
}
