package io.tact.arbitration;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.history.ContactHistory;
import io.tact.model.Subscriber;
import io.tact.policy.BudgetsLeft;
import io.tact.policy.Registers;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/**
 * Decides one request. Pure: the same ruleset, request, history, registers, budgets and instant always give the same decision.
 *
 * <p>The steps are those of the product: candidates, eligibility, control, slots, contact policy, scoring, ranking,
 * selection. Candidates are bit sets over the catalogue until they are few.
 */
public final class Decider {
    private final ActiveRuleset active;
    private final Registers registers;
    private final BudgetsLeft budgets;

    /** A decider to whom no lists and no suspensions are known. */
    public Decider(ActiveRuleset active) {
        this(active, Registers.EMPTY);
    }

    /** @param registers the lists and suspensions of this moment */
    public Decider(ActiveRuleset active, Registers registers) {
        this(active, registers, BudgetsLeft.ALL);
    }

    /**
     * @param registers the lists and suspensions of this moment
     * @param budgets what is left of budgets
     */
    public Decider(ActiveRuleset active, Registers registers, BudgetsLeft budgets) {
        this.active = active;
        this.registers = registers;
        this.budgets = budgets;
    }

    /**
     * @param request what was asked
     * @param subscriber the subscriber, who is in {@code history}
     * @param history the account's history
     * @param now the instant to decide for, not before the history's floor
     * @param id the decision's id; reservations are named after it
     * @throws io.tact.port.CouldNotDecideException if a rule failed; then nothing may be sent
     */
    public Decision decide(
            ArbitrationRequest request, Subscriber subscriber, ContactHistory history, Instant now, String id) {
        return decide(candidates(request, now), request, subscriber, history, now, id, request.reserve());
    }

    /**
     * The same among some treatments only.
     *
     * @param within the treatments, by catalogue ordinal
     */
    public Decision decide(
            ArbitrationRequest request,
            Subscriber subscriber,
            ContactHistory history,
            Instant now,
            String id,
            BitSet within) {
        BitSet candidates = candidates(request, now);
        candidates.and(within);
        return decide(candidates, request, subscriber, history, now, id, request.reserve());
    }

    /**
     * What may be said when the ledger cannot be reached: emergency messages of a government, to anybody. Nothing is
     * reserved, and what is not known of the subscriber counts as not set.
     *
     * @return a decision without selections if there is no such message
     */
    Decision decideWithoutLedger(ArbitrationRequest request, Instant now, String id) {
        Subscriber subscriber = Subscriber.unknown(request.subscriber().toString());
        BitSet candidates = candidates(request, now);
        candidates.and(active.emergencies());
        ContactHistory history = ContactHistory.empty(request.subscriber().key());
        return decide(candidates, request, subscriber, history, now, id, false);
    }

    private BitSet candidates(ArbitrationRequest request, Instant now) {
        BitSet candidates = active.ruleset()
                .catalogue()
                .candidates(now, request.direction(), request.channels(), request.campaigns());
        Mandate.Limits limits = request.mandate().limits();
        if (!limits.isNone()) {
            candidates.and(active.covered(limits));
        }
        return candidates;
    }

    private Decision decide(
            BitSet candidates,
            ArbitrationRequest request,
            Subscriber subscriber,
            ContactHistory history,
            Instant now,
            String id,
            boolean reserved) {
        Facts facts = active.factBuilder()
                .build(
                        request.direction(),
                        request.channels(),
                        request.context(),
                        subscriber,
                        active.locate(subscriber, request.subscriber().line()),
                        history,
                        now);
        TableHits hits = active.evaluator().tables(facts);
        BitSet eligible = (BitSet) candidates.clone();
        eligible.and(hits.eligible());
        SlotJudge judge = new SlotJudge(active, registers, request, facts);
        DrlVerdicts drl = active.evaluator().runsAuthorCode()
                ? new DrlVerdicts(active.evaluator().rules(facts, hits, judge.slotsOf(eligible)))
                : DrlVerdicts.SILENT;

        Tally tally = new Tally(active.ruleset().catalogue(), request.explain());
        tally.ineligible(candidates, eligible, hits);
        List<Candidate> allowed =
                new Sieve(active, registers, budgets, request, facts, hits, drl, judge, tally).sift(eligible);
        allowed.sort(Ranking.BEST_FIRST);
        List<Selection> selected = new Picker(active, budgets, request, facts, judge, tally, id).pick(allowed);
        return new Decision(
                id,
                now,
                active.ruleset().version(),
                active.epoch(),
                subscriber.id(),
                reserved,
                selected,
                tally.others(),
                tally.counts(),
                tally.doNotMention(drl),
                drl.mustMention(),
                tally.unverified());
    }
}
