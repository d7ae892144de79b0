package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.policy.BudgetRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.port.InMemoryContactStore;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets across subscribers, as clients see them. */
class BudgetsHttpTest {
    private final InMemoryContactStore.Disk disk = new InMemoryContactStore.Disk();
    private final ServerUnderTest server = new ServerUnderTest(disk);

    @AfterEach
    void stop() {
        server.close();
    }

    private static BudgetRule budget(String id, BudgetRule.Period period, long max) {
        Scope sms = new Scope(
                Set.of(new Channel("SMS")),
                Set.of(Direction.OUTBOUND),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
        RuleInfo info = new RuleInfo("budgets", id, "test", null, null, null, null);
        return new BudgetRule(info, sms, period, ZoneOffset.UTC, max);
    }

    private void enrol(int subscribers) {
        for (int i = 1; i <= subscribers; i++) {
            server.put("/v1/subscribers/S-" + i, "{'lines': [{'msisdn': '+3361234" + (1000 + i) + "'}]}");
        }
    }

    private HttpResponse<String> ask(int subscriber) {
        String body = "{'subscriber': {'id': 'S-" + subscriber + "'}, 'channels': ['SMS']}";
        HttpResponse<String> told = server.decide(body, "Idempotency-Key", "k-" + subscriber);
        while (told.statusCode() != 200) {
            told = server.decide(body, "Idempotency-Key", "k-" + subscriber);
        }
        return told;
    }

    @Test
    void sixtyFourAtOnceAreGrantedTheTenThatThereAre() {
        enrol(64);
        server.withBudgets(budget("stock", BudgetRule.Period.TOTAL, 10));
        ExecutorService clients = Executors.newFixedThreadPool(64);
        try {
            List<CompletableFuture<HttpResponse<String>>> asked = IntStream.rangeClosed(1, 64)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(i), clients))
                    .toList();
            assertThat(asked.stream()
                            .filter(told -> !json(told.join()).path("selected").isEmpty()))
                    .hasSize(10);
        } finally {
            clients.shutdownNow();
        }
        assertThat(server.get("/v1/budgets").body())
                .isEqualTo(
                        "{\"budgets\":[{\"id\":\"stock\",\"period\":\"TOTAL\",\"endsAt\":null,\"max\":10,\"drawn\":10,"
                                + "\"leased\":0,\"held\":0}]}");
    }

    @Test
    void whatIsSpentIsWithheldUntilTheNextHourAndExplainedSoLater() {
        enrol(2);
        server.withBudgets(budget("sms-hour", BudgetRule.Period.HOUR, 1));
        server.clock.set(Instant.parse("2026-11-23T10:20:00Z"));
        assertThat(json(ask(1)).path("selected")).hasSize(1);

        JsonNode told = json(ask(2));
        assertThat(told.path("selected")).isEmpty();
        JsonNode first = told.at("/others/0");
        assertThat(first.path("state").asText()).isEqualTo("WITHHELD");
        assertThat(first.path("nextAllowedAt").asText()).isEqualTo("2026-11-23T11:00:00Z");
        assertThat(first.at("/reasons/0/code").asText()).isEqualTo("BUDGET");
        assertThat(first.at("/reasons/0/rule").asText()).isEqualTo("budgets#sms-hour");
        assertThat(first.at("/reasons/0/max").asInt()).isEqualTo(1);

        server.clock.set(Instant.parse("2026-11-23T11:00:00Z"));
        JsonNode explained =
                json(server.get("/v1/decisions/" + told.path("decisionId").asText()));
        assertThat(explained.path("explanation").asText()).isEqualTo("FULL");
        assertThat(explained.at("/others/0/reasons/0/rule").asText()).isEqualTo("budgets#sms-hour");
        assertThat(json(server.decide("{'subscriber': {'id': 'S-2'}, 'channels': ['SMS']}"))
                        .path("selected"))
                .hasSize(1);
    }

    @Test
    void aReleaseGivesBackAndADryRunDrawsNothing() {
        enrol(3);
        server.withBudgets(budget("stock", BudgetRule.Period.TOTAL, 1));
        String dryRun = "{'subscriber': {'id': 'S-1'}, 'channels': ['SMS'], 'reserve': false}";
        assertThat(json(server.decide(dryRun)).path("selected")).hasSize(1);
        String reservation = json(ask(1)).at("/selected/0/reservation/id").asText();
        assertThat(json(ask(2)).path("selected")).isEmpty();

        assertThat(server.post("/v1/reservations/" + reservation + "/release", "{}")
                        .statusCode())
                .isEqualTo(200);
        server.post("/v1/reservations/" + reservation + "/release", "{}");
        server.budgets.tidy(ServerUnderTest.NOW).toCompletableFuture().join();
        assertThat(json(ask(3)).path("selected")).hasSize(1);
        assertThat(json(server.decide("{'subscriber': {'id': 'S-2'}, 'channels': ['SMS']}"))
                        .path("selected"))
                .isEmpty();
    }

    @Test
    void bothOfTwoPicksDraw() {
        enrol(1);
        server.withBudgets(budget("stock", BudgetRule.Period.TOTAL, 100));
        JsonNode told = json(server.decide("{'subscriber': {'id': 'S-1'}, 'channels': ['SMS'], 'limit': 2}"));
        assertThat(told.path("selected")).hasSize(2);
        assertThat(server.get("/v1/budgets").body()).contains("\"drawn\":2,");
    }
}
