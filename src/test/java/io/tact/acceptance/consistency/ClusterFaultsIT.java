package io.tact.acceptance.consistency;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three nodes over PostgreSQL, to which everything happens under load that is not the end of one node. */
@Timeout(400)
class ClusterFaultsIT {
    private static final int PEOPLE = 2_000;
    private static final Duration CALM = Duration.ofSeconds(3);

    /** With everything away for a third of the time; what refuses everything is far below. */
    private static final Liveness.Floor FLOOR = new Liveness.Floor(2, 0.3, 0.3);

    private static @Nullable Cluster started;

    private final Cluster cluster = Objects.requireNonNull(started);

    @BeforeAll
    static void start() {
        started = Cluster.start("faults");
    }

    @AfterAll
    static void end() {
        if (started != null) {
            started.close();
        }
    }

    @BeforeEach
    void mend() {
        cluster.mend();
    }

    private static Population people(int run) {
        return new Population(run * PEOPLE, PEOPLE, 50);
    }

    private Trial trial(Population people) {
        return new Trial(cluster::urls, new Workload.Plan(people, 16, Duration.ofMillis(20), 50_000, people.first()));
    }

    @Test
    void losesNothingAcknowledgedWhenAllNodesAndTheDatabaseAreKilledAtOnce() {
        Population people = people(0);
        Fault outage = new Fault("kill -9 of everything", cluster::loseAllPower, Duration.ofSeconds(2), cluster::mend);
        Judgement.pass("cluster-outage", trial(people), people, FLOOR, CALM, List.of(outage));
    }

    @Test
    void refusesAndSaysWhyWhileTheDatabaseIsAwayOrSlowAndComesBackByItself() {
        Population people = people(1);
        Fault cutOff = new Fault(
                "node 2 cut off from the database",
                () -> {
                    cluster.databaseLink(2).cut();
                    Health.awaitNotReady(cluster.urls().get(2), "cannot be reached");
                },
                Duration.ofSeconds(4),
                cluster::mend);
        Fault silence = new Fault(
                "node 1 hears nothing of the database",
                cluster.databaseLink(1)::stall,
                Duration.ofSeconds(6),
                cluster::mend);
        Fault slow = new Fault(
                "the database slow",
                () -> eachDatabaseLink(link -> link.slow(Duration.ofMillis(150))),
                Duration.ofSeconds(5),
                cluster::mend);
        Fault stopped = new Fault(
                "the database stopped",
                () -> {
                    cluster.database().stop();
                    cluster.urls().forEach(url -> Health.awaitNotReady(url, "cannot be reached"));
                },
                Duration.ofSeconds(4),
                cluster::mend);
        List<Fault> faults = List.of(cutOff, silence, slow, stopped);
        Judgement.pass("cluster-database", trial(people), people, FLOOR, CALM, faults);
    }

    private void eachDatabaseLink(Consumer<TcpRelay> what) {
        IntStream.range(0, Cluster.SIZE).mapToObj(cluster::databaseLink).forEach(what);
    }

    @Test
    void trustsNothingItKnewAfterANodeStoodStillForLongerThanItsLease() {
        Population people = people(2);
        Fault pause = Fault.pause(cluster, 0, Duration.ofSeconds(4));
        Judgement.pass("cluster-pause", trial(people), people, FLOOR, CALM, List.of(pause));
    }

    @Test
    void overrunsNothingWhenOneNodeAndTheTwoOthersGoOnWithoutEachOther() {
        Population people = people(4);
        List<Fault> faults = List.of(
                split("two and one, both with the database", List.of()),
                split("two and one, and only two with the database", List.of(0)),
                split("two and one without the database", List.of(0, 1, 2)));
        Judgement.pass("cluster-split", trial(people), people, FLOOR, CALM, faults);
    }

    /**
     * Node 0 and the others part, each side while the other stands still: first two go on, then one is alone and says that it
     * refuses. Then they meet again.
     *
     * @param cutOff who does not reach the database meanwhile
     */
    private Fault split(String name, List<Integer> cutOff) {
        return new Fault(
                name,
                () -> {
                    cutOff.forEach(node -> cluster.databaseLink(node).cut());
                    cluster.pause(0);
                    Health.awaitMembers(cluster.urls().get(1), 2);
                    Health.awaitMembers(cluster.urls().get(2), 2);
                },
                Duration.ofSeconds(3),
                () -> {
                    cluster.pause(1);
                    cluster.pause(2);
                    cluster.resume(0);
                    Health.awaitNotReady(cluster.urls().get(0), "sees 1 of at least 2 members");
                    cluster.resume(1);
                    cluster.resume(2);
                    cluster.mend();
                });
    }
}
