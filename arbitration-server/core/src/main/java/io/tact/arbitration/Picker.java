package io.tact.arbitration;

import io.tact.facts.Facts;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.model.Treatment;
import io.tact.policy.BudgetsLeft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects greedily down the ranking, up to the limit and one treatment per offer. After each pick the policy is asked
 * again with the picks counted.
 */
final class Picker {
    private final ActiveRuleset active;
    private final BudgetsLeft budgets;
    private final ArbitrationRequest request;
    private final Facts facts;
    private final SlotJudge judge;
    private final Tally tally;
    private final String decisionId;
    private final List<Selection> selected = new ArrayList<>();
    private final Map<String, Selection> byOffer = new HashMap<>();
    private @Nullable List<Reason> outranked;

    Picker(
            ActiveRuleset active,
            BudgetsLeft budgets,
            ArbitrationRequest request,
            Facts facts,
            SlotJudge judge,
            Tally tally,
            String decisionId) {
        this.active = active;
        this.budgets = budgets;
        this.request = request;
        this.facts = facts;
        this.judge = judge;
        this.tally = tally;
        this.decisionId = decisionId;
    }

    /** @param ranked the allowed candidates, best first */
    List<Selection> pick(List<Candidate> ranked) {
        for (Candidate candidate : ranked) {
            List<Reason> objections = objections(candidate);
            boolean picked = objections.isEmpty();
            if (picked) {
                select(candidate);
            }
            tally.scored(candidate, picked ? CandidateState.SELECTED : CandidateState.OUTRANKED, objections);
        }
        return selected;
    }

    private List<Reason> objections(Candidate candidate) {
        if (selected.isEmpty()) {
            return List.of();
        }
        Selection sameOffer = byOffer.get(candidate.treatment().offer());
        if (sameOffer != null) {
            return List.of(Reason.of(
                    Reason.Code.SAME_OFFER,
                    "selection",
                    "the same offer goes out as " + sameOffer.treatment().id()));
        }
        if (selected.size() >= request.limit()) {
            return outranked();
        }
        List<Reason> policy = judge.reasonsNow(candidate.slot());
        List<Reason> spent = spent(candidate);
        if (spent.isEmpty()) {
            return policy;
        }
        List<Reason> all = new ArrayList<>(policy);
        all.addAll(spent);
        return all;
    }

    /** The budgets that have nothing left once the picks have drawn on them. */
    private List<Reason> spent(Candidate candidate) {
        List<Slot> picked =
                selected.stream().map(selection -> selection.treatment().slot()).toList();
        return budgets.objections(
                active.budgets(candidate.ordinal()), candidate.treatment().slot(), facts.now(), picked);
    }

    private List<Reason> outranked() {
        List<Reason> known = outranked;
        if (known == null) {
            String best = selected.get(0).treatment().id();
            known = List.of(Reason.of(Reason.Code.LIMIT, "selection", "outranked by " + best));
            outranked = known;
        }
        return known;
    }

    private void select(Candidate candidate) {
        Treatment treatment = candidate.treatment();
        int rank = selected.size() + 1;
        Contact contact = new Contact(
                decisionId + "-" + rank,
                facts.subscriber().id(),
                judge.destination(candidate.slot()),
                treatment.slot(),
                treatment.id(),
                facts.now(),
                expiry(candidate),
                ContactState.RESERVED,
                List.of());
        Selection selection =
                new Selection(rank, treatment, candidate.factors(), candidate.score(), contact, content(treatment));
        selected.add(selection);
        byOffer.put(treatment.offer(), selection);
        judge.pick(contact);
    }

    /** The earliest of the reservation's time to live, the next closing of hours, not-after and the campaign's end. */
    private Instant expiry(Candidate candidate) {
        Instant earliest = facts.now().plus(active.ruleset().settings().reservationTtl());
        earliest = earlier(earliest, judge.closesAt(candidate.slot()).orElse(null));
        earliest = earlier(earliest, request.notAfter());
        earliest = earlier(earliest, candidate.treatment().notAfter());
        return earlier(earliest, candidate.treatment().ends());
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private @Nullable String content(Treatment treatment) {
        Subscriber subscriber = facts.subscriber();
        String language = subscriber.language();
        return treatment.contentIn(
                language == null ? active.ruleset().settings().language() : language);
    }
}
