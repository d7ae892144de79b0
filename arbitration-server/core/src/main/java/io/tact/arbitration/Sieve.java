package io.tact.arbitration;

import io.tact.facts.Factors;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Reason;
import io.tact.model.Treatment;
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
    private final ActiveRuleset active;
    private final ArbitrationRequest request;
    private final Facts facts;
    private final TableHits hits;
    private final DrlVerdicts drl;
    private final SlotJudge judge;
    private final Tally tally;
    private final boolean universalControl;

    Sieve(
            ActiveRuleset active,
            ArbitrationRequest request,
            Facts facts,
            TableHits hits,
            DrlVerdicts drl,
            SlotJudge judge,
            Tally tally) {
        this.active = active;
        this.request = request;
        this.facts = facts;
        this.hits = hits;
        this.drl = drl;
        this.judge = judge;
        this.tally = tally;
        this.universalControl =
                active.controlGroups().isUniversalControl(facts.subscriber().id());
    }

    List<Candidate> sift(BitSet eligible) {
        List<Candidate> allowed = new ArrayList<>();
        String localDay = facts.now().atZone(facts.zone()).toLocalDate().toString();
        for (int i = eligible.nextSetBit(0); i >= 0; i = eligible.nextSetBit(i + 1)) {
            Treatment treatment = active.ruleset().catalogue().get(i);
            if (passes(i, treatment)) {
                allowed.add(score(i, treatment, localDay));
            }
        }
        return allowed;
    }

    private boolean passes(int ordinal, Treatment treatment) {
        if (!drl.isSilent()) {
            List<Reason> senseless = drl.ineligibility(treatment);
            if (!senseless.isEmpty()) {
                tally.add(loser(treatment, CandidateState.INELIGIBLE, senseless, null));
                return false;
            }
        }
        Reason control = active.controlGroups().reason(facts.subscriber().id(), universalControl, treatment);
        if (control != null) {
            tally.add(loser(treatment, CandidateState.CONTROL, List.of(control), null));
            return false;
        }
        int slot = active.slotOf(ordinal);
        List<Reason> reasons = new ArrayList<>(judge.reasons(slot));
        if (!drl.isSilent()) {
            reasons.addAll(drl.objections(treatment.slot(), treatment.id()));
        }
        if (!reasons.isEmpty()) {
            withhold(treatment, slot, reasons);
            return false;
        }
        return true;
    }

    private void withhold(Treatment treatment, int slot, List<Reason> reasons) {
        boolean told = tally.wantsReasons() || request.deferrable();
        Instant next = told ? nextAllowedAt(slot, reasons) : null;
        boolean deferred = request.deferrable() && next != null && !next.isAfter(latest(treatment));
        tally.add(loser(treatment, deferred ? CandidateState.DEFERRED : CandidateState.WITHHELD, reasons, next));
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

    private Candidate score(int ordinal, Treatment treatment, String localDay) {
        Factors factors = drl.isSilent() ? hits.factors(ordinal) : drl.adjust(hits.factors(ordinal), treatment);
        String subscriber = facts.subscriber().id();
        return new Candidate(
                treatment,
                active.slotOf(ordinal),
                factors,
                factors.total(),
                lastOffered(treatment, subscriber),
                StableHash.of(subscriber, treatment.id(), localDay));
    }

    private @Nullable Instant lastOffered(Treatment treatment, String subscriber) {
        List<Contact> contacts = facts.history().contacts();
        for (int i = contacts.size() - 1; i >= 0; i--) {
            Contact contact = contacts.get(i);
            if (treatment.offer().equals(contact.slot().offer())
                    && contact.subscriber().equals(subscriber)
                    && contact.stored() != ContactState.RELEASED) {
                return contact.at();
            }
        }
        return null;
    }

    private static CandidateResult loser(
            Treatment treatment, CandidateState state, List<Reason> reasons, @Nullable Instant next) {
        return new CandidateResult(treatment, state, null, null, reasons, next);
    }
}
