package io.tact.rules.simulation;

import io.tact.ruleset.Problem;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** A list of problems that keeps the first hundred and counts the others, so that a wholly wrong file costs no memory. */
final class FirstProblems extends AbstractList<Problem> {
    static final int KEPT = 100;

    private final List<Problem> kept = new ArrayList<>();
    private long total;

    @Override
    public boolean add(Problem problem) {
        total++;
        return kept.size() < KEPT && kept.add(problem);
    }

    @Override
    public Problem get(int index) {
        return kept.get(index);
    }

    @Override
    public int size() {
        return kept.size();
    }

    /** How many there were in all. */
    long total() {
        return total;
    }

    void throwIfAny() throws SimulationException {
        if (total > 0) {
            throw new SimulationException(kept, total);
        }
    }
}
