package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.tact.history.LedgerKey;
import io.tact.history.RecordCodec;
import io.tact.port.DataFormat;
import io.tact.port.DecisionRow;
import io.tact.port.InMemoryContactStore;
import io.tact.port.InMemoryOperatorStore;
import io.tact.port.StoredRecord;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes in one cluster, of which one reads older data formats only. */
@SuppressWarnings("NullAway.Init") // fields are set before each test
class RollingUpgradeTest {
    private static final Duration PATIENCE = NodesUnderTest.PATIENCE;
    private static final DataFormat OLDER = DataFormat.of(1);
    private static final DataFormat NEWER = DataFormat.NEWEST;
    private static final int SUBSCRIBERS = 30;
    private static final String WRITTEN = "tact_data_format_written ";

    private NodesUnderTest nodes;

    @BeforeEach
    void write(@TempDir Path ruleset) throws Exception {
        GreetingRuleset.write(ruleset);
        nodes = new NodesUnderTest("rolling-upgrade", ruleset);
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void theNewerWritesWhatTheOlderReadsUntilNoneIsLeftAndThenTheOlderIsRefused() throws Exception {
        TactNode first = nodes.start(0, OLDER, null);
        TactNode second = nodes.start(1, NEWER, null);
        await().atMost(PATIENCE).until(() -> nodes.isReady(first) && nodes.isReady(second));
        assertThat(nodes.metric(second, WRITTEN)).isEqualTo(1);
        assertThat(nodes.metric(second, "tact_data_format_read ")).isEqualTo(4);

        // Both write, and each reads what the other wrote.
        for (int i = 0; i < 6; i++) {
            TactNode writes = i % 2 == 0 ? second : first;
            TactNode reads = i % 2 == 0 ? first : second;
            enrol(writes, "S-" + i);
            contact(writes, "S-" + i);
            assertThat(decide(reads, "S-" + i).body()).contains("caps#one-a-day");
            assertThat(RecordCodec.formatOf(stored("S-" + i).bytes())).isEqualTo(1);
        }
        assertThat(recorded(decide(second, "S-0")).inputs()[0]).isEqualTo((byte) 1);

        // What the older format cannot say is refused, not left out.
        assertThat(refusal(suppress(second, "S-0")))
                .contains(
                        "records of format 1 cannot say where a subscriber is, relations, preferred hours or suppressions")
                .contains(
                        "data format 1 (records of format 1, decision inputs of format 1) is written until every member");
        enrol(second, "S-7");
        assertThat(refusal(decide(second, "S-7"))).contains("records of format 1 cannot say what a contact amounts to");

        // The older node is replaced, but an operator may want it back: nothing rises, and it comes back.
        first.close();
        TactNode held = nodes.start(0, NEWER, 1);
        await().atMost(PATIENCE).until(() -> nodes.isReady(held) && members(second) == 2);
        enrol(held, "S-6");
        contact(held, "S-6");
        assertThat(RecordCodec.formatOf(stored("S-6").bytes())).isEqualTo(1);
        held.close();
        TactNode back = nodes.start(0, OLDER, null);
        await().atMost(PATIENCE).until(() -> nodes.isReady(back));
        assertThat(decide(back, "S-6").body()).contains("caps#one-a-day");
        back.close();

        // For good: it rises as soon as both read it.
        TactNode upgraded = nodes.start(0, NEWER, null);
        await().atMost(PATIENCE)
                .until(() -> nodes.isReady(upgraded)
                        && nodes.metric(upgraded, WRITTEN) == 4
                        && nodes.metric(second, WRITTEN) == 4);
        assertThat(suppress(second, "S-0").statusCode()).isIn(200, 201);
        assertThat(RecordCodec.formatOf(stored("S-0").bytes())).isEqualTo(2);
        assertThat(decide(upgraded, "S-7").body()).contains("\"reservation\":{");
        assertThat(decide(upgraded, "S-1").body()).as("written by the older").contains("caps#one-a-day");
        assertThat(recorded(decide(upgraded, "S-2")).inputs()[0]).isEqualTo((byte) 2);

        // By accident the older one once more: it is refused, and nobody notices.
        upgraded.close();
        StoredRecord before = stored("S-0");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> nodes.start(0, OLDER, null))
                .withMessageContaining(
                        "the store holds data format 4 (records of format 2, decision inputs of format 4)")
                .withMessageContaining("this node reads up to data format 1");
        assertThat(stored("S-0")).usingRecursiveComparison().isEqualTo(before);
        await().atMost(PATIENCE).until(() -> members(second) == 1);
        assertThat(decide(second, "S-0").body()).contains("suppression#enough");
    }

    @Test
    void anOlderNodeThatIsOvertakenWhileItRunsRefusesAndDoesNoHarm() throws Exception {
        TactNode older = nodes.start(0, OLDER, null);
        TactNode newer = nodes.start(1, NEWER, null);
        await().atMost(PATIENCE).until(() -> nodes.isReady(older) && nodes.isReady(newer));
        for (int i = 0; i < SUBSCRIBERS; i++) {
            enrol(newer, "S-" + i);
            contact(older, "S-" + i);
        }

        // As if another had seen both agree, in the moment in which the older one joined.
        new InMemoryOperatorStore(nodes.operators)
                .putIfAbsent(AgreedFormat.KIND, "4", new byte[] {1})
                .toCompletableFuture()
                .join();
        await().atMost(PATIENCE).until(() -> nodes.metric(newer, WRITTEN) == 4 && !nodes.isReady(older));
        assertThat(nodes.send(older, "GET", "/health/ready", "").body())
                .contains("the store holds data format 4")
                .contains("this node reads up to data format 1");
        int refused = 0;
        for (int i = 0; i < SUBSCRIBERS; i++) {
            String subscriber = "S-" + i;
            await().atMost(PATIENCE).until(() -> suppress(newer, subscriber).statusCode() != 503);
            assertThat(RecordCodec.formatOf(stored(subscriber).bytes())).isEqualTo(2);
            long version = stored(subscriber).version();

            // What the newer node owns is handed on to it; the rest is refused.
            HttpResponse<String> answer = decide(older, subscriber);
            if (answer.statusCode() == 200) {
                assertThat(answer.body()).contains("suppression#enough");
            } else {
                assertThat(refusal(answer)).contains("the store holds data format 4");
                refused++;
            }
            assertThat(stored(subscriber).version()).isEqualTo(version);
            assertThat(decide(newer, subscriber).body()).contains("suppression#enough");
        }
        assertThat(refused).isBetween(1, SUBSCRIBERS - 1);
    }

    @Test
    void aDecisionThatTheOlderFormatCannotExplainKeepsItsAnswer(@TempDir Path ruleset) throws Exception {
        GreetingRuleset.write(ruleset);
        Files.writeString(ruleset.resolve("budgets.csv"), "id,offer,period,max\nstock,GREETING,TOTAL,5\n");
        try (NodesUnderTest limited = new NodesUnderTest("rolling-budgets", ruleset)) {
            TactNode held = limited.start(0, NEWER, 2);
            limited.send(held, "PUT", "/v1/subscribers/S-1", "{}");
            HttpResponse<String> decision =
                    limited.send(held, "POST", "/v1/decisions", "{\"subscriber\": {\"id\": \"S-1\"}}");
            assertThat(decision.body()).contains("\"reservation\":{");
            assertThat(recorded(limited, decision).inputs()).isEmpty();
            assertThat(limited.send(held, "GET", "/v1/decisions/" + id(decision), "")
                            .body())
                    .contains("\"explanation\":\"AS_ANSWERED\"", "\"treatment\":\"GREETING/SMS\"");
        }
    }

    private void enrol(TactNode node, String subscriber) {
        assertThat(nodes.send(node, "PUT", "/v1/subscribers/" + subscriber, "{}")
                        .statusCode())
                .isIn(200, 201);
    }

    /** One greeting that was sent an hour ago: today's. */
    private void contact(TactNode node, String subscriber) {
        HttpResponse<String> taken = nodes.send(
                node,
                "POST",
                "/v1/contacts/import",
                "{\"id\": \"C-" + subscriber + "\", \"subscriber\": \"" + subscriber
                        + "\", \"channel\": \"SMS\", \"purpose\": \"SERVICE\", \"at\": \"2026-11-23T11:00:00Z\"}");
        assertThat(taken.body()).contains("\"accepted\":1");
    }

    private static String refusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        return answer.body();
    }

    private HttpResponse<String> decide(TactNode node, String subscriber) {
        return nodes.send(
                node,
                "POST",
                "/v1/decisions",
                "{\"subscriber\": {\"id\": \"" + subscriber + "\"}," + " \"explain\": \"REASONS\"}");
    }

    private HttpResponse<String> suppress(TactNode node, String subscriber) {
        return nodes.send(
                node,
                "PUT",
                "/v1/subscribers/" + subscriber + "/suppressions/enough",
                "{\"reason\": \"asked to be left alone\"}");
    }

    private int members(TactNode node) {
        return (int) nodes.metric(node, "tact_cluster_members ");
    }

    private StoredRecord stored(String subscriber) {
        return new InMemoryContactStore(nodes.contacts)
                .load(LedgerKey.ofSubscriber(subscriber))
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    private DecisionRow recorded(HttpResponse<String> decision) {
        return recorded(nodes, decision);
    }

    private static DecisionRow recorded(NodesUnderTest of, HttpResponse<String> decision) {
        return new InMemoryContactStore(of.contacts)
                .decision(id(decision))
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    private static String id(HttpResponse<String> decision) {
        return decision.body().replaceAll("(?s).*\"decisionId\":\"([^\"]+)\".*", "$1");
    }
}
