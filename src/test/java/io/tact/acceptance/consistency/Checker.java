package io.tact.acceptance.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Proves from the journal of a run and the final state of the ledger that every promise was kept. */
final class Checker {
    private final Population people;
    private final Limits limits;
    private final Duration clocks;
    private final Liveness.Floor floor;

    /** @param clocks how far clocks of nodes may be apart */
    Checker(Population people, Limits limits, Duration clocks, Liveness.Floor floor) {
        this.people = people;
        this.limits = limits;
        this.clocks = clocks;
        this.floor = floor;
    }

    Verdict check(Journal journal, FinalState last) {
        Evidence evidence = new Evidence(people, journal.attempts(), last);
        Liveness liveness = Liveness.of(journal);
        List<Violation> all = new ArrayList<>();
        CapProof proof = new CapProof(limits.caps());
        all.addAll(proof.violations(evidence));
        BudgetProof drawing = new BudgetProof(limits);
        all.addAll(drawing.violations(evidence));
        all.addAll(new OrderProof().violations(evidence));
        all.addAll(new TimeProof(clocks).violations(evidence));
        all.addAll(new ReservationProof().violations(evidence));
        all.addAll(new AnswerProof().violations(evidence));
        all.addAll(new SettlementProof().violations(evidence));
        all.addAll(new EventProof().violations(evidence));
        all.addAll(liveness.below(floor));
        return new Verdict(
                all,
                last.contacts().size(),
                proof.filled(),
                drawing.drawn(),
                last.expired().size(),
                liveness);
    }
}
