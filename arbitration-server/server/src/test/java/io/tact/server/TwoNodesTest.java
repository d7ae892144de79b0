package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tact.port.InMemoryContactStore;
import io.tact.ruleset.RulesetVersion;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two whole nodes in one cluster over one truth. */
@SuppressWarnings("NullAway.Init") // fields are set before each test
class TwoNodesTest {
    private static final Duration PATIENCE = NodesUnderTest.PATIENCE;
    private static final int SUBSCRIBERS = 12;

    /** Greetings there are; more than {@link #SUBSCRIBERS}. */
    private static final int STOCK = 13;

    private final ListAppender<ILoggingEvent> rehearsals = new ListAppender<>();
    private NodesUnderTest nodes;
    private TactNode one;
    private TactNode two;

    @BeforeEach
    void start(@TempDir Path ruleset) throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(Rehearsal.class);
        log.setLevel(Level.INFO);
        log.addAppender(rehearsals);
        rehearsals.start();
        GreetingRuleset.write(ruleset);
        Files.writeString(ruleset.resolve("budgets.csv"), "id,offer,period,max\nstock,GREETING,TOTAL," + STOCK + "\n");
        nodes = new NodesUnderTest("two-nodes", ruleset);
        one = nodes.start(0);
        two = nodes.start(1);
        await().atMost(PATIENCE).until(() -> isReady(one) && isReady(two));
    }

    @AfterEach
    void stop() {
        nodes.close();
        ((Logger) LoggerFactory.getLogger(Rehearsal.class)).detachAppender(rehearsals);
    }

    @Test
    void whatANodeRehearsesBeforeItServesLeavesNothing() {
        assertThat(rehearsals.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .allMatch(line -> line.matches("rehearsed [1-9][0-9]* decisions in [0-9]+ ms"));
        for (TactNode node : List.of(one, two)) {
            assertThat(send(node, "GET", "/v1/subscribers/" + RehearsalLedger.NOBODY, "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(send(node, "GET", "/metrics", "").body())
                    .doesNotContain("tact_decisions_total{", "tact_commits_total{");
        }
    }

    @Test
    void theyDecideAsOneAndHandRequestsToTheOwner() {
        enrolAll();
        await().atMost(PATIENCE).until(() -> {
            decide(one, "S-0", true);
            decide(two, "S-0", true);
            for (int i = 0; i < SUBSCRIBERS; i++) {
                send(one, "GET", "/v1/subscribers/S-" + i, "");
                send(two, "GET", "/v1/subscribers/S-" + i, "");
            }
            return forwarded(one) > 0 && forwarded(two) > 0;
        });
        for (int i = 1; i < SUBSCRIBERS; i++) {
            String first = decide(i % 2 == 0 ? one : two, "S-" + i, false);
            assertThat(first).contains("\"at\":\"2026-11-23T12:00:00Z\"").contains("\"treatment\":\"GREETING/SMS\"");
            assertThat(decide(i % 2 == 0 ? two : one, "S-" + i, false)).contains("caps#one-a-day");
            String reservation = first.replaceAll("(?s).*\"reservation\":\\{\"id\":\"([^\"]+)\".*", "$1");
            assertThat(send(i % 2 == 0 ? two : one, "POST", "/v1/reservations/" + reservation + "/confirm", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(i % 2 == 0 ? one : two, "GET", "/v1/subscribers/S-" + i + "/contacts", "")
                            .body())
                    .contains("\"state\":\"SENT\"");
        }
        assertThat(metric(one, "tact_cluster_members ")).isEqualTo(2);
        assertThat(metric(one, "tact_cluster_partitions_owned ") + metric(two, "tact_cluster_partitions_owned "))
                .isEqualTo(271);
    }

    @Test
    void whatAnOperatorSetsOnOneHoldsOnTheOtherAndEpochsAreTakenOver() {
        enrolAll();
        send(one, "PUT", "/v1/suspensions/all", "{\"campaign\": \"HELLO\", \"reason\": \"enough\"}");
        await().atMost(PATIENCE).until(() -> decide(two, "S-1", true).contains("suspension#all"));
        send(two, "DELETE", "/v1/suspensions/all?reason=over", "");
        await().atMost(PATIENCE).until(() -> decide(one, "S-1", true).contains("\"treatment\":\"GREETING/SMS\""));

        InMemoryContactStore store = new InMemoryContactStore(nodes.contacts);
        store.activate(new RulesetVersion("other", "00")).toCompletableFuture().join();
        HttpResponse<String> refused = send(one, "POST", "/v1/decisions", "{\"subscriber\": {\"id\": \"S-2\"}}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("other version 00 is active");
        await().atMost(PATIENCE).until(() -> !isReady(one) && !isReady(two));
        store.activate(one.ruleset()).toCompletableFuture().join();
        await().atMost(PATIENCE).until(() -> isReady(one) && isReady(two));
        assertThat(decide(two, "S-2", false)).contains("\"epoch\":3");
        assertThat(two.epoch()).isEqualTo(3);
    }

    @Test
    void whoLeavesIsNotMissed() {
        enrolAll();
        AtomicBoolean stopping = new AtomicBoolean(true);
        CompletableFuture<Void> leaving = CompletableFuture.runAsync(() -> {
            two.close();
            stopping.set(false);
        });
        int asked = 0;
        while (stopping.get() || asked < 50) {
            HttpResponse<String> told = send(
                    one, "POST", "/v1/decisions", "{\"subscriber\": {\"id\": \"S-" + asked++ % SUBSCRIBERS + "\"}}");
            assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        }
        leaving.join();
        await().atMost(PATIENCE).until(() -> metric(one, "tact_cluster_members ") == 1);
        assertThat(isReady(one)).isTrue();
    }

    @Test
    void togetherTheyGrantWhatThereIsAndWhoLeavesReturnsItsLease() {
        enrol(2 * STOCK);
        Set<String> greeted = new HashSet<>();
        for (int i = 0; i < 2 * STOCK; i++) {
            greet(i % 2 == 0 ? one : two, "S-" + i, greeted);
        }
        assertThat(greeted).hasSizeBetween(STOCK - 2, STOCK);

        two.close();
        await().atMost(PATIENCE).until(() -> {
            for (int i = 0; i < 2 * STOCK; i++) {
                greet(one, "S-" + i, greeted);
            }
            return greeted.size() == STOCK;
        });
        for (int i = 0; i < 2 * STOCK; i++) {
            if (!greeted.contains("S-" + i)) {
                assertThat(decide(one, "S-" + i, false)).contains("budgets#stock");
            }
        }
        assertThat(send(one, "GET", "/v1/budgets", "").body()).contains("\"drawn\":" + STOCK + ",\"leased\":0,");
        assertThat(metric(one, "tact_budget_left{budget=\"stock\"}")).isZero();
    }

    private void greet(TactNode node, String subscriber, Set<String> greeted) {
        if (!greeted.contains(subscriber) && decide(node, subscriber, false).contains("\"reservation\":{")) {
            greeted.add(subscriber);
        }
    }

    private void enrolAll() {
        enrol(SUBSCRIBERS);
    }

    /** What was handed on and lost its answer is done again, and is no longer new. */
    private void enrol(int subscribers) {
        for (int i = 0; i < subscribers; i++) {
            assertThat(send(i % 2 == 0 ? one : two, "PUT", "/v1/subscribers/S-" + i, "{}")
                            .statusCode())
                    .isIn(200, 201);
        }
    }

    private String decide(TactNode node, String subscriber, boolean dryRun) {
        return send(
                        node,
                        "POST",
                        "/v1/decisions",
                        "{\"subscriber\": {\"id\": \"" + subscriber + "\"}, \"reserve\": " + !dryRun + "}")
                .body();
    }

    private boolean isReady(TactNode node) {
        return nodes.isReady(node);
    }

    private double forwarded(TactNode node) {
        return metric(node, "tact_forwarded_total{result=\"ANSWERED\"}");
    }

    private double metric(TactNode node, String name) {
        return nodes.metric(node, name);
    }

    private HttpResponse<String> send(TactNode node, String method, String path, String body) {
        return nodes.send(node, method, path, body);
    }
}
