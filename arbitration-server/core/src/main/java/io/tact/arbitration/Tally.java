package io.tact.arbitration;

import io.tact.facts.TableHits;
import io.tact.model.Catalogue;
import io.tact.model.Reason;
import io.tact.model.Treatment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects what became of the candidates of one decision, in as much detail as was asked for. */
final class Tally {
    private static final CandidateState[] STATES = CandidateState.values();

    private final Catalogue catalogue;
    private final Explain explain;
    private final List<Told> others = new ArrayList<>();
    private final int[] counts = new int[STATES.length];
    private final Set<String> notToMention = new TreeSet<>();
    private boolean unverified;

    /** A loser that is told of, and its place in the catalogue. */
    private record Told(int ordinal, CandidateResult result) {}

    Tally(Catalogue catalogue, Explain explain) {
        this.catalogue = catalogue;
        this.explain = explain;
    }

    /** Whether anybody will read the reasons of eligible losers. */
    boolean wantsReasons() {
        return explain != Explain.NONE;
    }

    /** Notes every candidate that the tables did not let through. */
    void ineligible(BitSet candidates, BitSet eligible, TableHits hits) {
        int ineligible = candidates.cardinality() - eligible.cardinality();
        count(CandidateState.INELIGIBLE, ineligible);
        if (explain == Explain.FULL && ineligible > 0) {
            BitSet losers = (BitSet) candidates.clone();
            losers.andNot(eligible);
            losers.stream()
                    .forEach(i -> others.add(new Told(
                            i,
                            new CandidateResult(
                                    catalogue.get(i),
                                    CandidateState.INELIGIBLE,
                                    null,
                                    null,
                                    hits.ineligibility(i),
                                    null))));
        }
    }

    /** Notes a candidate that was scored. */
    void scored(Candidate candidate, CandidateState state, List<Reason> reasons) {
        note(candidate.treatment(), state, reasons);
        if (state != CandidateState.SELECTED && wantsReasons()) {
            others.add(new Told(
                    candidate.ordinal(),
                    new CandidateResult(
                            candidate.treatment(), state, candidate.factors(), candidate.score(), reasons, null)));
        }
    }

    /**
     * Notes a candidate that was lost before it was scored.
     *
     * @param ordinal its place in the catalogue
     * @param next when every rule would agree, if that is known
     */
    void lost(int ordinal, CandidateState state, List<Reason> reasons, @Nullable Instant next) {
        Treatment treatment = catalogue.get(ordinal);
        note(treatment, state, reasons);
        if (state == CandidateState.INELIGIBLE ? explain == Explain.FULL : wantsReasons()) {
            others.add(new Told(ordinal, new CandidateResult(treatment, state, null, null, reasons, next)));
        }
    }

    private void note(Treatment treatment, CandidateState state, List<Reason> reasons) {
        count(state, 1);
        boolean hidden = state == CandidateState.CONTROL;
        for (Reason reason : reasons) {
            unverified |= reason.isUnverified();
            hidden |= state == CandidateState.WITHHELD && reason.code() == Reason.Code.EXCLUSION;
        }
        if (hidden) {
            notToMention.add(treatment.offer());
        }
    }

    private void count(CandidateState state, int more) {
        counts[state.ordinal()] += more;
    }

    /** The losers that are told of, in catalogue order. */
    List<CandidateResult> others() {
        others.sort(Comparator.comparingInt(Told::ordinal));
        List<CandidateResult> results = new ArrayList<>(others.size());
        others.forEach(told -> results.add(told.result));
        return results;
    }

    /** How many there are in each state that any is in. */
    Map<CandidateState, Integer> counts() {
        Map<CandidateState, Integer> counted = new EnumMap<>(CandidateState.class);
        for (CandidateState state : STATES) {
            if (counts[state.ordinal()] > 0) {
                counted.put(state, counts[state.ordinal()]);
            }
        }
        return counted;
    }

    /** Whether a row whose figures were not confirmed gave a reason, be it told or not. */
    boolean unverified() {
        return unverified;
    }

    /** What DRL said not to mention, and the offers for which the subscriber is control or an exclusion stands. */
    List<String> doNotMention(DrlVerdicts drl) {
        notToMention.addAll(drl.doNotMention());
        return List.copyOf(notToMention);
    }
}
