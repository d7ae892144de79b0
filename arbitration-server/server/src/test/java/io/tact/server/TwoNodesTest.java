package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tact.port.InMemoryContactStore;
import io.tact.port.InMemoryOperatorStore;
import io.tact.ruleset.RulesetVersion;
import io.tact.server.config.Address;
import io.tact.server.config.ClusterSettings;
import io.tact.server.config.HttpSettings;
import io.tact.server.config.MembershipSettings;
import io.tact.server.config.MemorySettings;
import io.tact.server.config.NodeConfig;
import io.tact.server.config.RetentionSettings;
import io.tact.server.config.StoreSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole nodes in one cluster over one truth. */
@SuppressWarnings("NullAway.Init") // fields are set before each test
class TwoNodesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int SUBSCRIBERS = 12;

    /** Greetings there are; more than {@link #SUBSCRIBERS}. */
    private static final int STOCK = 13;

    private final HttpClient client = HttpClient.newHttpClient();
    private final InMemoryContactStore.Disk contacts = new InMemoryContactStore.Disk();
    private final InMemoryOperatorStore.Disk operators = new InMemoryOperatorStore.Disk();
    private final List<Address> members = new ArrayList<>();
    private TactNode one;
    private TactNode two;

    @BeforeEach
    void start(@TempDir Path ruleset) throws Exception {
        GreetingRuleset.write(ruleset);
        Files.writeString(ruleset.resolve("budgets.csv"), "id,offer,period,max\nstock,GREETING,TOTAL," + STOCK + "\n");
        for (int port : freePorts()) {
            members.add(new Address("127.0.0.1", port));
        }
        one = start(ruleset, 0);
        two = start(ruleset, 1);
        await().atMost(PATIENCE).until(() -> isReady(one) && isReady(two));
    }

    @AfterEach
    void stop() {
        CompletableFuture.allOf(CompletableFuture.runAsync(one::close), CompletableFuture.runAsync(two::close))
                .join();
    }

    private TactNode start(Path ruleset, int index) throws StartupException {
        NodeConfig config = new NodeConfig(
                ruleset,
                new HttpSettings("127.0.0.1", 0, null),
                new StoreSettings.PostgreSql("jdbc:postgresql://127.0.0.1/unused", "tact", null, 3),
                new ClusterSettings(
                        "two-nodes",
                        "127.0.0.1",
                        members.get(index).port(),
                        null,
                        new MembershipSettings.Named(members),
                        1),
                new MemorySettings(16, 4),
                RetentionSettings.DEFAULT,
                Duration.ofSeconds(2));
        return DefaultTactNode.start(
                config,
                Clock.fixed(NOON, ZoneOffset.UTC),
                (ignored, clock) ->
                        new OpenStore(new InMemoryContactStore(contacts), new InMemoryOperatorStore(operators)));
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

        InMemoryContactStore store = new InMemoryContactStore(contacts);
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
        return send(node, "GET", "/health/ready", "").statusCode() == 200;
    }

    private double forwarded(TactNode node) {
        return metric(node, "tact_forwarded_total{result=\"ANSWERED\"}");
    }

    private double metric(TactNode node, String name) {
        return send(node, "GET", "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private HttpResponse<String> send(TactNode node, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return List.of(first.getLocalPort(), second.getLocalPort());
        }
    }
}
