package io.tact.acceptance.consistency;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Three nodes over PostgreSQL, of which one does not know what time it is. */
@Isolated("several nodes need the whole of a small machine")
class ClusterClockIT {
    private static final int WRONG = 2;
    /** What it is ahead of the others, and what it is set back. */
    private static final Duration APART = Duration.ofMinutes(5).plusSeconds(3);

    private static final Liveness.Floor FLOOR = new Liveness.Floor(2, 0.8, 0.95);

    @Test
    @Timeout(400)
    void passesNoCapWhenTheClockOfANodeIsAheadAndIsSetBack() {
        Population people = new Population(1_000, 50);
        Workload.Plan plan = new Workload.Plan(people, 12, Duration.ofMillis(20), 50_000, 20_261_128);
        try (Cluster cluster = Cluster.start("clock", WRONG)) {
            Trial trial = new Trial(cluster::urls, plan);
            Fault ahead = shift(cluster, Duration.ofSeconds(2));
            Fault back = shift(cluster, Duration.ofMinutes(-5));
            Fault right = shift(cluster, Duration.ZERO);
            List<Fault> faults = List.of(ahead, back, right);
            new Judgement().pass("cluster-clock", trial, people, FLOOR, APART, Duration.ofSeconds(4), faults);
        }
    }

    private static Fault shift(Cluster cluster, Duration by) {
        return new Fault("clock of node " + WRONG + " " + by, () -> cluster.shiftClock(by), Duration.ZERO, () -> await(
                        "the metric to show it")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Math.abs(clockAhead(cluster) + by.toSeconds()) < 1));
    }

    /** How far the node says that its store's clock is ahead of its own; not a number if it does not. */
    private static double clockAhead(Cluster cluster) {
        return Health.metric(cluster.urls().get(WRONG), "tact_store_clock_ahead_seconds");
    }
}
