package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyBook;
import io.tact.policy.PolicyCheck;
import io.tact.policy.PolicyRule;
import io.tact.policy.Situation;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.TableIndex;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A table is a Drools ruleset, run faster: the index and the policy decide as the printed DRL compiled by Drools does. */
class TablesEqualTheirDrlTest {
    private static final int RULESETS = 30;
    private static final int REQUESTS = 50;

    private int eligible;
    private int ineligible;
    private int scored;
    private int lifted;
    private final Map<String, Integer> objecting = new TreeMap<>();

    @Test
    void theIndexDecidesAsThePrintedDrlCompiledByDrools() {
        for (long seed = 1; seed <= RULESETS; seed++) {
            compare(seed);
        }
        // What never happens proves nothing.
        assertThat(eligible).isGreaterThan(1_000);
        assertThat(ineligible).isGreaterThan(1_000);
        assertThat(scored).isGreaterThan(1_000);
        assertThat(lifted).isGreaterThan(1_000);
        assertThat(objecting.keySet()).containsExactlyInAnyOrderElementsOf(kinds());
        assertThat(objecting.values()).as(objecting.toString()).allMatch(times -> times > 20);
    }

    private void compare(long seed) {
        Random random = new Random(seed);
        RandomTables tables = new RandomTables(random);
        RandomSituations situations = new RandomSituations(random, tables);
        ParsedRuleset ruleset = tables.next();
        TableIndex index = new TableIndex(ruleset);
        PolicyBook book = new PolicyBook(ruleset.policy());
        PolicyBook unlifted = new PolicyBook(ruleset.policy().stream()
                .filter(row -> !(row instanceof ExemptionRule))
                .toList());
        String drl = DrlPrinter.print(ruleset);
        try (PrintedRules printed = new PrintedRules(drl)) {
            for (int i = 0; i < REQUESTS; i++) {
                RandomSituations.Asked asked = situations.next(ruleset.dictionary());
                Facts facts = asked.facts();
                String where = "seed " + seed + " request " + i + "\n" + asked + "\n" + drl;
                TableVerdicts verdicts = printed.decide(facts, asked.situation(), ruleset.policy(), slots(ruleset));
                compareTables(ruleset, index.hits(facts), verdicts, where);
                comparePolicy(ruleset, asked.situation(), book, unlifted, verdicts, where);
            }
        }
    }

    private static List<Slot> slots(ParsedRuleset ruleset) {
        return ruleset.catalogue().treatments().stream()
                .map(t -> t.slot())
                .distinct()
                .toList();
    }

    private void compareTables(ParsedRuleset ruleset, TableHits hits, TableVerdicts verdicts, String where) {
        assertThat(verdicts.eligible(ruleset.catalogue())).as(where).isEqualTo(hits.eligible());
        eligible += hits.eligible().cardinality();
        ineligible += ruleset.catalogue().size() - hits.eligible().cardinality();
        for (int t = 0; t < ruleset.catalogue().size(); t++) {
            var treatment = ruleset.catalogue().get(t);
            assertThat(verdicts.factors(treatment)).as(where).isEqualTo(hits.factors(t));
            scored += hits.factors(t).value().equals(treatment.value()) ? 0 : 1;
        }
    }

    private void comparePolicy(
            ParsedRuleset ruleset,
            Situation situation,
            PolicyBook book,
            PolicyBook unlifted,
            TableVerdicts verdicts,
            String where) {
        Map<String, PolicyRule> rows = ruleset.policy().stream()
                .collect(Collectors.toMap(row -> row.info().name(), row -> row));
        PolicyCheck check = new PolicyCheck(situation);
        PolicyCheck without = new PolicyCheck(situation);
        for (Slot slot : slots(ruleset)) {
            Set<String> objections = objections(book.in(situation.where()), check, slot, situation);
            assertThat(verdicts.objections(slot)).as(where).isEqualTo(objections);
            objections.forEach(name -> objecting.merge(kind(Objects.requireNonNull(rows.get(name))), 1, Integer::sum));
            lifted += objections(unlifted, without, slot, situation).equals(objections) ? 0 : 1;
        }
    }

    /** The rows that say no; what no row says, suppressions for one, no printed rule says. */
    private static Set<String> objections(PolicyBook book, PolicyCheck check, Slot slot, Situation situation) {
        Set<String> rows = book.rules().stream().map(row -> row.info().name()).collect(Collectors.toSet());
        return check.reasons(book.policyFor(slot), situation.subscriber().destination(slot.channel())).stream()
                .map(Reason::rule)
                .filter(rows::contains)
                .collect(Collectors.toSet());
    }

    private static String kind(PolicyRule row) {
        if (row instanceof CapRule cap) {
            return "cap on " + cap.mode();
        } else if (row instanceof HoursRule hours) {
            return hours.kind() + (hours.calendar() == null ? "" : " by calendar");
        } else if (row instanceof CooloffRule cooloff) {
            return "cool-off " + (cooloff.length() == null ? "for ever" : "from " + cooloff.start());
        } else if (row instanceof ConsentRule consent) {
            return consent.model() + (consent.list() == null ? "" : " with a list");
        }
        return row.getClass().getSimpleName();
    }

    /** All that can say no. */
    private static Set<String> kinds() {
        Set<String> kinds = new TreeSet<>(Set.of(
                "ALLOW",
                "ALLOW by calendar",
                "QUIET",
                "QUIET by calendar",
                "NeverTogether",
                "OnePer",
                "Withholds",
                "NotAfter",
                "OnlyAfter",
                "cool-off for ever"));
        for (CapRule.Mode mode : CapRule.Mode.values()) {
            kinds.add("cap on " + mode);
        }
        for (CooloffRule.Start start : CooloffRule.Start.values()) {
            kinds.add("cool-off from " + start);
        }
        for (ConsentRule.Model model : ConsentRule.Model.values()) {
            kinds.add(model + " with a list");
            if (model != ConsentRule.Model.NONE) {
                kinds.add(model.name());
            }
        }
        return kinds;
    }
}
