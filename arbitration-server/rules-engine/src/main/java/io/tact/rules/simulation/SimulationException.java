package io.tact.rules.simulation;

import io.tact.ruleset.Problem;
import java.util.List;

/** A simulation cannot run, or cannot go on; nothing was written. */
public final class SimulationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final long total;

    /**
     * @param problems the first problems, by place
     * @param total how many there are in all
     */
    SimulationException(List<Problem> problems, long total) {
        super(total + " problems in the input");
        this.problems = problems.stream().sorted(Problem.BY_PLACE).toList();
        this.total = total;
    }

    SimulationException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
        this.total = 0;
    }

    SimulationException(String message) {
        super(message);
        this.problems = List.of();
        this.total = 0;
    }

    /** What is wrong with the input, as far as it is listed; empty if something else is the matter. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }

    /** How many problems there are in all. */
    public long total() {
        return total;
    }
}
