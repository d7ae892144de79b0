package io.tact.arbitration;

import io.tact.facts.Factors;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.model.Reason;
import io.tact.model.Treatment;
import io.tact.policy.BudgetsLeft;
import io.tact.policy.Registers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns eligible candidates into scored, allowed ones, and notes those that DRL finds ineligible, that are control, or
 * that policy withholds.
 */
final class Sieve {
    private static final List<Reason> TOO_LATE =
            List.of(Reason.of(Reason.Code.NOT_AFTER, "not-after", "the latest useful time of sending has passed"));

    private final ActiveRuleset active;
    private final Registers registers;
    private final BudgetsLeft budgets;
    private final ArbitrationRequest request;
    private final Facts facts;
    private final TableHits hits;
    private final DrlVerdicts drl;
    private final SlotJudge judge;
    private final Tally tally;
    private final Ties ties;
    private final ControlGroups.Assignment control;

    Sieve(
            ActiveRuleset active,
            Registers registers,
            BudgetsLeft budgets,
            ArbitrationRequest request,
            Facts facts,
            TableHits hits,
            DrlVerdicts drl,
            SlotJudge judge,
            Tally tally) {
        this.active = active;
        this.registers = registers;
        this.budgets = budgets;
        this.request = request;
        this.facts = facts;
        this.hits = hits;
        this.drl = drl;
        this.judge = judge;
        this.tally = tally;
        this.ties = new DefaultTies(facts);
        this.control = active.controlGroups().of(facts.subscriber().id());
    }

    List<Candidate> sift(BitSet eligible) {
        List<Candidate> allowed = new ArrayList<>();
        for (int i = eligible.nextSetBit(0); i >= 0; i = eligible.nextSetBit(i + 1)) {
            Treatment treatment = active.ruleset().catalogue().get(i);
            if (passes(i, treatment)) {
                allowed.add(score(i, treatment));
            }
        }
        return allowed;
    }

    private boolean passes(int ordinal, Treatment treatment) {
        if (!drl.isSilent()) {
            List<Reason> senseless = drl.ineligibility(treatment);
            if (!senseless.isEmpty()) {
                tally.lost(ordinal, CandidateState.INELIGIBLE, senseless, null);
                return false;
            }
        }
        Reason heldBack = control.reason(treatment);
        if (heldBack != null) {
            tally.lost(ordinal, CandidateState.CONTROL, List.of(heldBack), null);
            return false;
        }
        if (isTooLate(treatment)) {
            withhold(ordinal, treatment, active.slotOf(ordinal), TOO_LATE);
            return false;
        }
        List<Reason> reasons = objections(ordinal, treatment);
        if (!reasons.isEmpty()) {
            withhold(ordinal, treatment, active.slotOf(ordinal), reasons);
            return false;
        }
        return true;
    }

    private List<Reason> objections(int ordinal, Treatment treatment) {
        List<Reason> policy = judge.reasons(active.slotOf(ordinal));
        List<Reason> suspended =
                Suspensions.reasons(registers.suspensions(), treatment.slot(), facts.where(), facts.now());
        List<Reason> rules = drl.isSilent() ? List.of() : drl.objections(treatment.slot(), treatment.id());
        List<Reason> spent = budgets.objections(active.budgets(ordinal), treatment.slot(), facts.now(), List.of());
        if (suspended.isEmpty() && rules.isEmpty() && spent.isEmpty()) {
            return policy;
        }
        List<Reason> all = new ArrayList<>(policy);
        all.addAll(suspended);
        all.addAll(spent);
        all.addAll(rules);
        return all;
    }

    private boolean isTooLate(Treatment treatment) {
        return isOver(request.notAfter()) || isOver(treatment.notAfter());
    }

    private boolean isOver(@Nullable Instant notAfter) {
        return notAfter != null && !facts.now().isBefore(notAfter);
    }

    private void withhold(int ordinal, Treatment treatment, int slot, List<Reason> reasons) {
        boolean told = tally.wantsReasons() || request.deferrable();
        Instant next = told ? nextAllowedAt(slot, reasons) : null;
        boolean deferred = request.deferrable() && next != null && !next.isAfter(latest(treatment));
        tally.lost(ordinal, deferred ? CandidateState.DEFERRED : CandidateState.WITHHELD, reasons, next);
    }

    private @Nullable Instant nextAllowedAt(int slot, List<Reason> reasons) {
        return NextAllowed.earliest(reasons, facts.now())
                .map(from -> judge.nextAllowedAt(slot, from))
                .orElse(null);
    }

    /** The latest instant that is of use: the earliest of the request's, the treatment's and the campaign's end. */
    private Instant latest(Treatment treatment) {
        Instant latest = judge.horizon();
        if (request.notAfter() != null && request.notAfter().isBefore(latest)) {
            latest = request.notAfter();
        }
        if (treatment.notAfter() != null && treatment.notAfter().isBefore(latest)) {
            latest = treatment.notAfter();
        }
        if (treatment.ends() != null && !treatment.ends().isAfter(latest)) {
            latest = treatment.ends().minusMillis(1);
        }
        return latest;
    }

    private Candidate score(int ordinal, Treatment treatment) {
        Factors factors = drl.isSilent() ? hits.factors(ordinal) : drl.adjust(hits.factors(ordinal), treatment);
        return new Candidate(ordinal, treatment, active.slotOf(ordinal), factors, factors.total(), ties);
    }
}
