package io.tact.acceptance.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.acceptance.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three nodes over PostgreSQL that are stopped in order and started again under load, one after the other. Clients ask any
 * node, also one that is away, and at once the next one where they get no answer or 503.
 *
 * <p>Not one of some thousand requests may be refused twice, so the machine must give no reason for it: the load leaves room on
 * two processors for a node that starts, and clients wait for longer than a busy machine stands still. Late is not refused.
 */
@Isolated("several nodes need the whole of a small machine")
class ClusterRestartsIT {
    private static final Liveness.Floor FLOOR = new Liveness.Floor(5, 0.9, 1);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path JOURNAL = Repository.ROOT.resolve("target/acceptance-tests/cluster-restarts.journal");

    @Test
    @Timeout(600)
    void aRollingRestartFailsNobodyWhoAsksAnotherNodeOnce() {
        Population people = new Population(2_000, 50);
        Workload.Plan plan = new Workload.Plan(people, 8, PAUSE, 50_000, 20_261_128);
        try (Cluster cluster = Cluster.start("restarts")) {
            Trial trial = new Trial(cluster::urls, plan, PATIENCE);
            List<Fault> restarts = IntStream.range(0, Cluster.SIZE)
                    .mapToObj(node -> Fault.restart(cluster, node))
                    .toList();
            new Judgement().pass("cluster-restarts", trial, people, FLOOR, Duration.ofSeconds(2), restarts);

            List<Attempt> refusedTwice = trial.journal().attempts().stream()
                    .filter(attempt -> attempt.turn() > 1 && attempt.isRefused())
                    .toList();
            if (!refusedTwice.isEmpty()) {
                trial.journal().save(JOURNAL);
            }
            assertThat(refusedTwice)
                    .as("what a second node refused too; all of it is in %s", JOURNAL)
                    .isEmpty();
        }
    }
}
