package io.tact.acceptance.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Node 0 and the two others part: all of them go on, but nothing passes between them. Later they meet again. Clients reach
 * everybody all the time, and so do requests that a node forwards to another. Belongs to the thread of the faults.
 */
final class Split {
    private static final int ALONE = 0;
    private static final Duration HELD = Duration.ofSeconds(2);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(30);
    private static final double SECOND = 1e9;
    private static final String WHY = "sees 1 of at least 2 members";

    private final Cluster cluster;
    private final Journal journal;
    private final String name;
    private final Consumer<Link> parted;
    private final List<Integer> cutOff;
    private long begun;
    private long known;
    private Instant knownAt = Instant.MAX;
    private long over;
    private long mended;

    /**
     * One that did not happen yet.
     *
     * @param journal of the clients that ask meanwhile
     * @param name what, for people
     * @param parted what becomes of the links between the two sides
     * @param cutOff who does not reach the database meanwhile
     */
    Split(Cluster cluster, Journal journal, String name, Consumer<Link> parted, List<Integer> cutOff) {
        this.cluster = cluster;
        this.journal = journal;
        this.name = name;
        this.parted = parted;
        this.cutOff = cutOff;
    }

    /** It happens; it is held from when both sides know of it and clients have heard so from each node. */
    Fault fault() {
        return new Fault(name, this::part, HELD, this::meet);
    }

    private void part() {
        begun = System.nanoTime();
        cutOff.forEach(node -> cluster.databaseLink(node).cut());
        cluster.memberLinks().around(ALONE).forEach(parted);
        Health.awaitNotReady(cluster.urls().get(ALONE), WHY);
        others().forEach(node -> Health.awaitMembers(cluster.urls().get(node), Cluster.SIZE - 1));
        known = System.nanoTime();
        knownAt = Instant.now();
        await(name + ": clients to hear from each node")
                .atMost(HEARD_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(this::isHeard);
    }

    /** Whoever asked before may wait for a while yet, and so ask nothing new. */
    private boolean isHeard() {
        List<Attempt> since = journal.attempts().stream()
                .filter(a -> a.is(Intent.Kind.DECIDE) && a.sent() >= known)
                .toList();
        return by(ALONE, since).stream().anyMatch(a -> !a.isOk())
                && others().stream()
                        .allMatch(node -> by(node, since).stream().anyMatch(a -> cutOff.contains(node) || isNew(a)));
    }

    private void meet() {
        over = System.nanoTime();
        cluster.mend();
        cluster.urls().forEach(url -> Health.awaitMembers(url, Cluster.SIZE));
        mended = System.nanoTime();
    }

    private static List<Integer> others() {
        return IntStream.range(0, Cluster.SIZE)
                .filter(node -> node != ALONE)
                .boxed()
                .toList();
    }

    /** Fails unless clients were told by each side what it should tell, and by all nodes afterwards. */
    void judge() {
        List<Attempt> decisions = journal.attempts().stream()
                .filter(a -> a.is(Intent.Kind.DECIDE))
                .toList();
        List<Attempt> during = decisions.stream()
                .filter(a -> a.sent() >= known && a.received() <= over)
                .toList();
        System.out.printf(
                Locale.ROOT,
                "%s: known to both sides after %.1f s, then %d decisions asked of which %d were answered, mended after %.1f s%n",
                name,
                (known - begun) / SECOND,
                during.size(),
                during.stream().filter(Attempt::isOk).count(),
                (mended - over) / SECOND);
        judgeAlone(by(ALONE, during), decisions);
        for (int node : others()) {
            assertThat(by(node, during).stream().anyMatch(this::isNew))
                    .as("%s: node %d decides", name, node)
                    .isEqualTo(!cutOff.contains(node));
        }
        List<Attempt> after = decisions.stream().filter(a -> a.sent() >= mended).toList();
        for (int node = 0; node < Cluster.SIZE; node++) {
            assertThat(by(node, after)).as("after %s: node %d", name, node).anyMatch(Attempt::isOk);
        }
    }

    /** It says why it decides nothing; what was decided before or by the others, it still tells. */
    private void judgeAlone(List<Attempt> attempts, List<Attempt> decisions) {
        Set<String> askedOfOthers = decisions.stream()
                .filter(a -> a.node() != ALONE && a.intent().hasKey())
                .map(a -> a.intent().key())
                .collect(Collectors.toSet());
        assertThat(attempts.stream()
                        .filter(this::isNew)
                        .filter(a -> !askedOfOthers.contains(a.intent().key())))
                .as("%s: what the node alone decided", name)
                .isEmpty();
        assertThat(attempts.stream().filter(a -> !a.isOk()))
                .as("%s: refusals of the node alone", name)
                .isNotEmpty()
                .allSatisfy(a -> {
                    assertThat(a.status()).isEqualTo(503);
                    assertThat(a.body()).contains("urn:tact:problem:could-not-decide", WHY);
                });
    }

    private boolean isNew(Attempt attempt) {
        return attempt.isOk() && Told.of(attempt).at().isAfter(knownAt);
    }

    private static List<Attempt> by(int node, List<Attempt> attempts) {
        return attempts.stream().filter(a -> a.node() == node).toList();
    }
}
