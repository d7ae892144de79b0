package io.tact.acceptance.consistency;

import io.tact.acceptance.Rulesets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One node on the embedded store, killed again and again under load. */
class SingleNodeIT {
    /** Low, as one node is away while it starts, and tests share a machine: what refuses everything is far below. */
    private static final Liveness.Floor FLOOR = new Liveness.Floor(1, 0.1, 0.1);

    @Test
    @Timeout(400)
    void overrunsNothingAndForgetsNothingThroughKillsUnderLoad(@TempDir Path folder) {
        Population people = new Population(10_000, 50);
        Workload.Plan plan = new Workload.Plan(people, 16, Duration.ofMillis(20), 100_000, 20_261_128);
        try (Nodes nodes = ProcessNodes.single(folder, Rulesets.SHORT_WINDOWS)) {
            Trial trial = new Trial(nodes::urls, plan);
            Fault kill = Fault.kill(nodes, 0, Duration.ofMillis(200));
            List<Fault> faults = List.of(kill, Fault.pause(nodes, 0, Duration.ofSeconds(2)), kill, kill);
            new Judgement().pass("single-node", trial, people, FLOOR, Duration.ofSeconds(4), faults);
        }
    }
}
