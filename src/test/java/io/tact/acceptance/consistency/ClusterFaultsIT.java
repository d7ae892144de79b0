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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Three nodes over PostgreSQL, to which everything happens under load that is not the end of one node. */
@Isolated("several nodes need the whole of a small machine")
@Timeout(400)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterFaultsIT {
    private static final int PEOPLE = 2_000;
    private static final Duration CALM = Duration.ofSeconds(3);

    /** With everything away for a third of the time; what refuses everything is far below. */
    private static final Liveness.Floor FLOOR = new Liveness.Floor(2, 0.3, 0.3);

    private static @Nullable Cluster started;

    /** One for all runs: what one drew on budgets another cannot. */
    private static @Nullable Judgement judging;

    private final Cluster cluster = Objects.requireNonNull(started);
    private final Judgement judgement = Objects.requireNonNull(judging);

    @BeforeAll
    static void start() {
        started = Cluster.startLinked("faults");
        judging = new Judgement();
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

    /** The last one: it leaves three nodes that have just started, which need the whole of a small machine for themselves. */
    @Test
    @Order(Integer.MAX_VALUE)
    void losesNothingAcknowledgedWhenAllNodesAndTheDatabaseAreKilledAtOnce() {
        Population people = people(0);
        Fault outage = new Fault("kill -9 of everything", cluster::loseAllPower, Duration.ofSeconds(2), cluster::mend);
        judgement.pass("cluster-outage", trial(people), people, FLOOR, CALM, List.of(outage));
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
        judgement.pass("cluster-database", trial(people), people, FLOOR, CALM, faults);
    }

    private void eachDatabaseLink(Consumer<Link> what) {
        IntStream.range(0, Cluster.SIZE).mapToObj(cluster::databaseLink).forEach(what);
    }

    @Test
    void trustsNothingItKnewAfterANodeStoodStillForLongerThanItsLease() {
        Population people = people(2);
        Fault pause = Fault.pause(cluster, 0, Duration.ofSeconds(4));
        judgement.pass("cluster-pause", trial(people), people, FLOOR, CALM, List.of(pause));
    }

    @Test
    void letsANodeInAgainThatStoodStillUntilTheOthersHadPutItOut() {
        Population people = people(4);
        List<String> urls = cluster.urls();
        Fault pause = new Fault(
                "pause of node 0 until it is out",
                () -> {
                    cluster.pause(0);
                    urls.subList(1, Cluster.SIZE).forEach(url -> Health.awaitMembers(url, Cluster.SIZE - 1));
                },
                Duration.ofSeconds(1),
                () -> {
                    cluster.resume(0);
                    urls.forEach(url -> Health.awaitMembers(url, Cluster.SIZE));
                    cluster.awaitReady();
                });
        judgement.pass("cluster-long-pause", trial(people), people, FLOOR, CALM, List.of(pause));
    }

    @Test
    void overrunsNothingWhenBothHalvesOfASplitGoOn() {
        Population people = people(3);
        Trial trial = trial(people);
        List<Split> splits = List.of(
                new Split(
                        cluster,
                        trial.journal(),
                        "silence between two and one, all with the database",
                        Link::stall,
                        List.of()),
                new Split(
                        cluster, trial.journal(), "two and one, and only two with the database", Link::cut, List.of(0)),
                new Split(cluster, trial.journal(), "two and one without the database", Link::cut, List.of(0, 1, 2)));
        List<Fault> faults = splits.stream().map(Split::fault).toList();
        judgement.pass("cluster-split", trial, people, FLOOR, CALM, faults);
        splits.forEach(Split::judge);
    }
}
