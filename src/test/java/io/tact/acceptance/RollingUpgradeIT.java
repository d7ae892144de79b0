package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tact.acceptance.consistency.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A node that knows older data formats only and one that knows all of them, two processes over PostgreSQL; the older is
 * replaced under load. The formats differ in what a decision from a budget was decided from.
 */
@Isolated("several nodes need the whole of a small machine")
@Timeout(240)
class RollingUpgradeIT {
    private static final int OLDER = 2;
    private static final int NEWEST = 4;
    private static final int SUBSCRIBERS = 4_000;
    private static final int ENOUGH = 40;
    private static final String WRITTEN = "tact_data_format_written";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Who is asked now, by the number of the node. */
    private final Map<Integer, Api> nodes = new ConcurrentHashMap<>();

    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Integer, Api.Answer> answered = new ConcurrentHashMap<>();

    @Test
    void nothingIsLostWhileAnOlderAndANewerNodeServeTogetherAndTheOlderIsReplaced() throws Exception {
        try (TwoNodes two = new TwoNodes(folder, "id,period,max\nstock,TOTAL,100000\n")) {
            TactProcess older = two.begin(0, "io.tact.server.OlderNode", Integer.toString(OLDER));
            String olderUrl = ready(0, older);
            String newerUrl = ready(1, two.begin(1));
            Health.awaitMembers(olderUrl, 2);
            Health.awaitMembers(newerUrl, 2);
            assertThat(Health.metric(newerUrl, WRITTEN)).isEqualTo(OLDER);
            assertThat(Health.metric(newerUrl, "tact_data_format_read")).isEqualTo(NEWEST);
            Rulesets.enrol(node(0), SUBSCRIBERS);

            ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
            load.scheduleWithFixedDelay(this::askTheNext, 0, 40, TimeUnit.MILLISECONDS);
            awaitAnswers(ENOUGH);
            int together = answered.size();
            assertThat(Health.metric(newerUrl, WRITTEN)).isEqualTo(OLDER);

            older.stop();
            awaitAnswers(ENOUGH);
            assertThat(Health.metric(newerUrl, WRITTEN))
                    .as("the older one might come back")
                    .isEqualTo(OLDER);
            String replacedUrl = ready(0, two.begin(0));
            for (String url : List.of(newerUrl, replacedUrl)) {
                await("the newest to be written").until(() -> Health.metric(url, WRITTEN) == NEWEST);
            }
            int risen = asked.get();
            awaitAnswers(ENOUGH);
            load.shutdown();
            assertThat(load.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

            everyAnswerHolds();
            assertThat(explanation(0, together / 2)).isEqualTo("AS_ANSWERED");
            assertThat(explanation(0, risen + ENOUGH / 2)).isEqualTo("FULL");
            assertThat(explanation(1, risen + ENOUGH / 2)).isEqualTo("FULL");
            theOlderIsRefused(two);
        }
    }

    private String ready(int node, TactProcess process) {
        String url = process.url();
        Health.awaitReady(url);
        nodes.put(node, new Api(url));
        return url;
    }

    private Api node(int number) {
        return Objects.requireNonNull(nodes.get(number));
    }

    private void awaitAnswers(int more) {
        int enough = answered.size() + more;
        await(enough + " answers").atMost(Duration.ofMinutes(1)).until(() -> answered.size() >= enough);
    }

    /** Asks for the next subscriber: one node, and if that does not answer the other. */
    private void askTheNext() {
        int n = asked.getAndIncrement();
        for (int turn = 0; turn < 2 && !answered.containsKey(n) && n < SUBSCRIBERS; turn++) {
            try {
                Api.Answer answer = ask(n + turn, n);
                if (answer.status() == 200) {
                    answered.put(n, answer);
                }
            } catch (CompletionException e) {
                // No answer: the other node has one.
            }
        }
    }

    private Api.Answer ask(int node, int n) {
        return node(node % 2)
                .decide(Rulesets.subscriber(n), "SMS", "upgrade-" + n)
                .join();
    }

    /** Whatever was answered is answered again, by the other node too, and was done once; and so was all that was drawn. */
    private void everyAnswerHolds() {
        int all = Math.min(asked.get(), SUBSCRIBERS);
        IntStream.range(0, all).forEach(n -> {
            Api.Answer again = ask(n + 1, n);
            Api.Answer before = answered.getOrDefault(n, again);
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(again.json().path("decisionId")).isEqualTo(before.json().path("decisionId"));
            List<String> granted = Reservations.granted(before.json());
            assertThat(granted).hasSize(1);
            assertThat(Reservations.granted(again.json())).isEqualTo(granted);
            assertThat(Reservations.inContactsOf(node(n % 2), Rulesets.subscriber(n)))
                    .isEqualTo(granted);
        });
        assertThat(node(0).get("/v1/budgets").json().at("/budgets/0/drawn").asInt())
                .isEqualTo(all);
    }

    private String explanation(int node, int n) {
        String decision = ask(0, n).json().path("decisionId").asText();
        return node(node)
                .get("/v1/decisions/" + decision)
                .json()
                .path("explanation")
                .asText();
    }

    private static void theOlderIsRefused(TwoNodes two) {
        TactProcess again = two.begin(0, "io.tact.server.OlderNode", Integer.toString(OLDER));
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err())
                .contains("the store holds data format 4", "this node reads up to data format 2")
                .contains("Maybe start the version of Tact here that the other nodes run");
    }
}
