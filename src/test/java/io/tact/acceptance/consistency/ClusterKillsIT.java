package io.tact.acceptance.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Three nodes over PostgreSQL, of which one is killed every 25 seconds under load. */
@Isolated("several nodes need the whole of a small machine")
class ClusterKillsIT {
    private static final long SEED = 20_261_128;
    private static final int KILLS = 6;
    private static final Duration APART = Duration.ofSeconds(25);

    /** With two of three nodes up at any time hardly a second is lost; what refuses everything is far below. */
    private static final Liveness.Floor FLOOR = new Liveness.Floor(5, 0.7, 0.95);

    @Test
    @Timeout(600)
    void overrunsNothingAndForgetsNothingWhileNodesAreKilledUnderLoad() {
        Population people = new Population(10_000, 50);
        Workload.Plan plan = new Workload.Plan(people, 16, Duration.ofMillis(20), 200_000, SEED);
        try (Cluster cluster = Cluster.start("kills")) {
            List<Fault> faults = new Random(SEED)
                    .ints(KILLS, 0, Cluster.SIZE)
                    .mapToObj(node -> Fault.kill(cluster, node, Duration.ofSeconds(5)))
                    .toList();
            Trial trial = new Trial(cluster::urls, plan).withFaultsApart(APART);
            Verdict verdict =
                    new Judgement().pass("cluster-kills", trial, people, FLOOR, Duration.ofSeconds(3), faults);

            assertThat(verdict.liveness().statuses().keySet())
                    .as("no answer, done, the key is in flight, the key is another's, could not decide")
                    .isSubsetOf(Attempt.NO_ANSWER, 200, 409, 422, 503);
        }
    }
}
