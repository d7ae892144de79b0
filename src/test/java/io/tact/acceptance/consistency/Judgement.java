package io.tact.acceptance.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.acceptance.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs trials on one ledger, one after the other, each to its end, and fails unless every promise was kept. */
final class Judgement {
    /** All nodes of a run are on one machine; an instant is read a moment before or after others. */
    private static final Duration CLOCKS = Duration.ofSeconds(1);

    private static final double USED_UP = 0.75;

    private Limits limits = Limits.ofShortWindows();

    /** How many runs did not come to their end, so that nobody knows what they drew on budgets. */
    private int brokenOff;

    /**
     * Runs it; every cap must have been filled, and by then every budget been drawn on and one used up, and the nodes come back
     * after every fault.
     *
     * @param name of the file that the journal is saved to if a promise was not kept
     * @param calm as for {@link Trial#run}
     * @return what the checker found: nothing wrong
     */
    Verdict pass(String name, Trial trial, Population people, Liveness.Floor floor, Duration calm, List<Fault> faults) {
        return pass(name, trial, people, floor, CLOCKS, calm, faults);
    }

    /**
     * The same where clocks are set.
     *
     * @param clocks how far they are apart at most
     */
    Verdict pass(
            String name,
            Trial trial,
            Population people,
            Liveness.Floor floor,
            Duration clocks,
            Duration calm,
            List<Fault> faults) {
        brokenOff++;
        FinalState last = trial.run(calm, faults);
        brokenOff--;
        Verdict verdict = new Checker(people, limits, clocks, floor).check(trial.journal(), last);
        limits = limits.after(verdict);
        System.out.println(name + ": " + verdict);
        Path journal = Repository.ROOT.resolve("target/acceptance-tests/" + name + ".journal");
        if (!verdict.violations().isEmpty()) {
            trial.journal().save(journal);
        }
        assertThat(verdict.violations())
                .as("%s; all of it is in %s", verdict, journal)
                .isEmpty();
        assertThat(verdict.filled().keySet())
                .as("caps that the run filled")
                .containsAll(limits.caps().stream().map(Cap::rule).toList());
        if (brokenOff == 0) {
            requireDrawnBudgets();
        }
        assertThat(verdict.expired()).as("reservations told to have run out").isPositive();
        assertThat(verdict.liveness().recoveries()).hasSameSizeAs(faults).allMatch(r -> Double.isFinite(r.seconds()));
        return verdict;
    }

    private void requireDrawnBudgets() {
        assertThat(limits.budgets()).as("budgets that were drawn on").allMatch(b -> limits.drawnShare(b) > 0);
        assertThat(limits.budgets())
                .as("budgets that were used up, but for what nodes may hold back")
                .anyMatch(b -> limits.drawnShare(b) >= USED_UP);
    }
}
