package io.tact.acceptance.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.acceptance.consistency.LyingNode.Lie;
import io.tact.acceptance.consistency.Violation.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way over HTTP, from the workload to the verdict, against nodes that lie and one that does not. */
class LyingNodeTest {
    private static final Population PEOPLE = new Population(400, 8);

    @Test
    void anHonestNodeIsBelieved() {
        Verdict verdict = tried(Lie.NONE);

        assertThat(verdict.violations()).as(verdict.toString()).isEmpty();
        assertThat(verdict.contacts()).isPositive();
        assertThat(verdict.liveness().statuses()).containsKey(422);
    }

    @ParameterizedTest
    @CsvSource({
        "OVERRUNS, CAP",
        "LOSES, KEPT",
        "DOUBLES, ONCE",
        "INVENTS, ASKED_FOR",
        "FORKS, ORDER",
        "FORGETS_KEYS, SAME_ANSWER",
        "RUSHES, TIME",
        "OVERDRAWS, BUDGET",
        "TELLS_TWICE, TOLD",
        "IGNORES_WHAT_IS_TOLD, SETTLED",
        "REFUSES, ALIVE",
        "SAYS_NO, ALIVE"
    })
    void everyLieIsFound(Lie lie, Promise broken) {
        Verdict verdict = tried(lie);

        assertThat(verdict.violations()).as(verdict.toString()).isNotEmpty();
        assertThat(verdict.violations()).extracting(Violation::promise).contains(broken);
    }

    private static Verdict tried(Lie lie) {
        try (LyingNode node = new LyingNode(lie)) {
            Workload.Plan plan = new Workload.Plan(PEOPLE, 4, Duration.ofMillis(1), 5_000, 1);
            Trial trial = new Trial(() -> List.of(node.url()), plan);
            FinalState last = trial.run(Duration.ofMillis(500), List.of());
            Checker checker = new Checker(
                    PEOPLE,
                    new Limits(
                            Cap.read("/consistency/caps-to-prove.csv"),
                            List.of(Budget.stock("stock", "OFFER", LyingNode.STOCK))),
                    Duration.ofSeconds(1),
                    new Liveness.Floor(0.5, 0.1, 0.1));
            return checker.check(trial.journal(), last);
        }
    }
}
