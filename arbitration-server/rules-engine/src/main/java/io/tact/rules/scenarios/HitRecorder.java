package io.tact.rules.scenarios;

import io.tact.arbitration.CandidateResult;
import io.tact.arbitration.CandidateState;
import io.tact.arbitration.Decision;
import io.tact.arbitration.MessageDecider;
import io.tact.arbitration.Selection;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.model.Slot;
import io.tact.port.RulesetEvaluator;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Evaluates as another evaluator does, and notes what was hit. Belongs to one thread. */
final class HitRecorder implements RulesetEvaluator {
    private final RulesetEvaluator evaluator;
    private final Set<String> unseenRows;
    private final Set<String> hits = new HashSet<>();
    private final Set<String> rules = new HashSet<>();

    /** @param rows the names of the eligibility and scoring rows */
    HitRecorder(RulesetEvaluator evaluator, Collection<String> rows) {
        this.evaluator = evaluator;
        this.unseenRows = new HashSet<>(rows);
    }

    @Override
    public TableHits tables(Facts facts) {
        TableHits found = evaluator.tables(facts);
        unseenRows.removeIf(row -> found.matched(row) && hits.add(row));
        return found;
    }

    @Override
    public List<Verdict> rules(Facts facts, TableHits found, Collection<Slot> slots) {
        List<Verdict> verdicts = evaluator.rules(facts, found, slots);
        verdicts.forEach(v -> rules.add(v.rule()));
        return verdicts;
    }

    /** Notes the treatments and the policy rows of a decision. */
    void note(Decision decision) {
        for (Selection selection : decision.selected()) {
            hits.add("catalogue#" + selection.treatment().id());
        }
        for (CandidateResult result : decision.others()) {
            if (result.state() != CandidateState.INELIGIBLE) {
                hits.add("catalogue#" + result.treatment().id());
            }
            result.reasons().forEach(reason -> hits.add(reason.rule()));
        }
    }

    /** Notes the policy rows that spoke of a message. */
    void note(MessageDecider.Answer answer) {
        answer.reasons().forEach(reason -> hits.add(reason.rule()));
    }

    boolean hasHit(String row) {
        return hits.contains(row);
    }

    boolean hasFired(String rule) {
        return rules.contains(rule);
    }

    /** Does nothing: what is recorded belongs to someone else. */
    @Override
    public boolean runsAuthorCode() {
        return evaluator.runsAuthorCode();
    }

    @Override
    public void close() {}
}
