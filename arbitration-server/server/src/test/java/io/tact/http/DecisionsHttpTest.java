package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.ruleset.RulesetVersion;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecisionsHttpTest {
    private static final String ASK = "{'subscriber': {'id': 'S-1'}}";

    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void selectsTheBestReservesItAndSaysWhyTheOtherLost() {
        JsonNode told = json(server.decide(ASK));

        assertThat(told.at("/selected/0/campaign").asText()).isEqualTo("TOPUP-10");
        assertThat(told.at("/selected/0/content").asText()).isEqualTo("Bonjour de TOPUP-10");
        assertThat(told.at("/selected/0/score").toString())
                .isEqualTo("{\"total\":0.28,\"propensity\":0.14,\"context\":1,\"value\":2,\"lever\":0}");
        assertThat(told.at("/selected/0/reservation/id").asText())
                .isEqualTo(told.path("decisionId").asText() + "-1");
        assertThat(told.at("/selected/0/reservation/expiresAt").asText()).isEqualTo("2026-11-23T10:30:00Z");
        assertThat(told.at("/others/0/state").asText()).isEqualTo("OUTRANKED");
        assertThat(told.at("/others/0/reasons/0/code").asText()).isEqualTo("LIMIT");
        assertThat(told.path("ruleset").toString())
                .isEqualTo("{\"name\":\"test\",\"version\":\"0123456789abcdef\",\"epoch\":1}");
    }

    @Test
    void theCapHoldsForTheNextRequestAndNamesTheCure() {
        server.decide(ASK);

        JsonNode second = json(server.decide("{'subscriber': {'msisdn': '+33612345678'}}"));

        assertThat(second.path("selected")).isEmpty();
        assertThat(second.at("/others/0/state").asText()).isEqualTo("WITHHELD");
        assertThat(second.at("/others/0/reasons/0/rule").asText()).isEqualTo("caps#sms-day");
        assertThat(second.at("/others/0/nextAllowedAt").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(json(server.decide("{'subscriber': {'id': 'S-1'}, 'deferrable': true}"))
                        .at("/others/0/state")
                        .asText())
                .isEqualTo("DEFERRED");
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndReservesOnce() {
        HttpResponse<String> first = server.decide(ASK, "Idempotency-Key", "push-1");
        long version = server.version();
        HttpResponse<String> second = server.decide(ASK, "Idempotency-Key", "push-1");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotent-Replay")).hasValue("true");
        assertThat(json(first).path("decisionId").asText())
                .isEqualTo(DecisionIds.of("anonymous", "push-1"))
                .hasSize(26);
        assertThat(server.version()).isEqualTo(version);
    }

    @Test
    void onlyADecisionThatMayBeAskedForAgainRemembersWhatWasAsked() {
        assertThat(isKeyed(server.decide(ASK))).isFalse();
        assertThat(isKeyed(server.decide(ASK, "Idempotency-Key", "push-1"))).isTrue();
        assertThat(isKeyed(server.decide(ASK, "Tact-Key", "of-a-node"))).isTrue();
    }

    private boolean isKeyed(HttpResponse<String> decided) {
        String id = json(decided).path("decisionId").asText();
        return server.ledger
                .decision(id)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .isKeyed();
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        server.decide(ASK, "Idempotency-Key", "push-1");
        HttpResponse<String> other =
                server.decide("{'subscriber': {'id': 'S-1'}, 'limit': 2}", "Idempotency-Key", "push-1");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other).path("type").asText()).isEqualTo("urn:tact:problem:idempotency-key-reused");
    }

    @Test
    void aKeyThatIsStillBeingDecidedIsAConflictAndAFullQueueIsTooMuch() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        server.rules.beforeRules.set(() -> {
            deciding.countDown();
            await(goOn);
        });
        CompletableFuture<HttpResponse<String>> slow =
                CompletableFuture.supplyAsync(() -> server.decide(ASK, "Idempotency-Key", "slow"));
        await(deciding);

        HttpResponse<String> same = server.decide(ASK, "Idempotency-Key", "slow");
        assertThat(same.statusCode()).isEqualTo(409);
        assertThat(json(same).path("type").asText()).isEqualTo("urn:tact:problem:idempotency-key-in-flight");

        CompletableFuture<HttpResponse<String>> one = CompletableFuture.supplyAsync(() -> server.decide(ASK));
        CompletableFuture<HttpResponse<String>> two = CompletableFuture.supplyAsync(() -> server.decide(ASK));
        HttpResponse<String> refused =
                (HttpResponse<String>) CompletableFuture.anyOf(one, two).get(10, TimeUnit.SECONDS);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");

        goOn.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(one.get(10, TimeUnit.SECONDS).statusCode()
                        + two.get(10, TimeUnit.SECONDS).statusCode())
                .isEqualTo(200 + 429);
    }

    @Test
    void aDryRunChangesNothingAndMayNameTheInstant() {
        server.decide(ASK);
        long version = server.version();

        JsonNode tomorrow =
                json(server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false, 'at': '2026-11-24T10:00:00Z'}"));
        assertThat(tomorrow.at("/selected/0/campaign").asText()).isEqualTo("TOPUP-10");
        assertThat(tomorrow.at("/selected/0/reservation").isNull()).isTrue();
        assertThat(tomorrow.path("at").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(server.version()).isEqualTo(version);
    }

    @Test
    void aDryRunHasNothingToDoWithItsKey() {
        server.decide(ASK, "Idempotency-Key", "k-1");

        HttpResponse<String> dryRun =
                server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}", "Idempotency-Key", "k-1");

        assertThat(dryRun.statusCode()).isEqualTo(200);
        assertThat(json(dryRun).path("recorded").asBoolean()).isFalse();
        assertThat(server.decide("{'subscriber': {'id': 'S-1'}, 'limit': 2}", "Idempotency-Key", "k-1")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aDryRunForAnEarlierInstantKnowsNothingOfWhatWasSentAfterIt() {
        server.decide(ASK);
        String at = "{'subscriber': {'id': 'S-1'}, 'reserve': false, 'at': '%s'}";

        assertThat(json(server.decide(at.formatted("2026-11-23T09:59:59Z"))).path("selected"))
                .hasSize(1);
        assertThat(json(server.decide(at.formatted("2026-11-23T10:05:00Z"))).path("selected"))
                .isEmpty();
    }

    @Test
    void everyInstantThatIsToldIsToTheMillisecond() {
        server.clock.set(Instant.parse("2026-11-23T10:00:00.123456789Z"));

        assertThat(json(server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}"))
                        .path("at")
                        .asText())
                .isEqualTo("2026-11-23T10:00:00.123Z");
        JsonNode recorded = json(server.decide(ASK));
        assertThat(recorded.path("at").asText()).isEqualTo("2026-11-23T10:00:00.123Z");
        assertThat(recorded.at("/selected/0/reservation/expiresAt").asText()).isEqualTo("2026-11-23T10:30:00.123Z");
    }

    @Test
    void aDecisionIsExplainedInFullLaterFromWhatWasKnownThen() {
        JsonNode told = json(server.decide("{'subscriber': {'id': 'S-1'}, 'explain': 'NONE'}"));
        assertThat(told.path("others")).isEmpty();
        server.decide(ASK);

        JsonNode explained =
                json(server.get("/v1/decisions/" + told.path("decisionId").asText()));

        assertThat(explained.path("explanation").asText()).isEqualTo("FULL");
        assertThat(explained.path("selected")).isEqualTo(told.path("selected"));
        assertThat(explained.at("/others/0/campaign").asText()).isEqualTo("DATA-5");
    }

    @Test
    void anAuditorFindsTheDecisionOfEachContactAndTheVersionItWasMadeOn() {
        long before = server.version();
        String decision = json(server.decide(ASK)).path("decisionId").asText();

        JsonNode contact = json(server.get("/v1/subscribers/S-1/contacts")).at("/contacts/0");
        assertThat(contact.path("decision").asText()).isEqualTo(decision);
        assertThat(json(server.get("/v1/decisions/" + decision))
                        .path("decidedOn")
                        .asLong())
                .isEqualTo(before)
                .isEqualTo(server.version() - 1);
    }

    @Test
    void afterAnotherRulesetBecameActiveTheRecordedAnswerIsTold() {
        long before = server.version();
        JsonNode told = json(server.decide(ASK));
        RulesetVersion next = new RulesetVersion("test", "fedcba9876543210");
        long epoch = server.store.activate(next).toCompletableFuture().join();
        server.active.set(server.rules.activated(next, epoch));

        JsonNode explained =
                json(server.get("/v1/decisions/" + told.path("decisionId").asText()));

        assertThat(explained.path("explanation").asText()).isEqualTo("AS_ANSWERED");
        assertThat(explained.path("decidedOn").asLong()).isEqualTo(before);
        assertThat(explained.path("selected")).isEqualTo(told.path("selected"));
    }

    @Test
    void aDryRunCanBeReadAtOnceAndFromTheLog() {
        String dryRun = "{'subscriber': {'id': 'S-1'}, 'reserve': false, 'at': '2026-11-24T10:00:00Z'}";
        String id = json(server.decide(dryRun)).path("decisionId").asText();
        JsonNode atOnce = json(server.get("/v1/decisions/" + id));
        server.upkeep();

        JsonNode logged = json(server.get("/v1/decisions/" + id));

        assertThat(server.dryRuns.find(id)).isEmpty();
        assertThat(logged).isEqualTo(atOnce);
        assertThat(logged.path("explanation").asText()).isEqualTo("FULL");
        assertThat(logged.path("at").asText()).isEqualTo("2026-11-24T10:00:00Z");
    }

    @Test
    void dryRunsThatWouldWaitTooLongAreDroppedAndCounted() {
        String dryRun = "{'subscriber': {'id': 'S-1'}, 'reserve': false}";
        String first = json(server.decide(dryRun)).path("decisionId").asText();
        server.decide(dryRun);
        server.decide(dryRun);
        HttpResponse<String> tooMany = server.decide(dryRun);
        assertThat(tooMany.statusCode()).isEqualTo(200);
        server.upkeep();

        assertThat(server.get("/v1/decisions/" + first).statusCode()).isEqualTo(200);
        HttpResponse<String> dropped =
                server.get("/v1/decisions/" + json(tooMany).path("decisionId").asText());
        assertThat(dropped.statusCode()).isEqualTo(404);
        assertThat(json(dropped).path("detail").asText()).contains("Maybe it was a dry run");
        assertThat(server.get("/metrics").body()).contains("tact_decision_log_dropped_total 1.0");
    }

    @Test
    void aDryRunIsNoAnswerToAnIdempotencyKey() {
        String dryRun = "{'subscriber': {'id': 'S-1'}, 'reserve': false}";
        server.decide(dryRun, "Idempotency-Key", "k");
        server.upkeep();

        HttpResponse<String> real = server.decide(ASK, "Idempotency-Key", "k");

        assertThat(real.headers().firstValue("Idempotent-Replay")).isEmpty();
        assertThat(json(real).path("recorded").asBoolean()).isTrue();
    }

    @Test
    void whatCannotBeDecidedIsAProblemAndReservesNothing() {
        long version = server.version();
        server.rules.beforeRules.set(TestRuleset::fail);
        HttpResponse<String> failed = server.decide(ASK);
        server.rules.beforeRules.set(null);

        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(json(failed).path("detail").asText()).isEqualTo("rule \"endless\" did not come to an end");
        assertThat(server.version()).isEqualTo(version);

        server.ledger.breaks(true);
        HttpResponse<String> gone = server.decide(ASK);
        server.ledger.breaks(false);
        assertThat(gone.statusCode()).isEqualTo(503);
        assertThat(server.decide(ASK).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnexpectedFailureTellsAnIdAndNoStackTrace() {
        server.rules.beforeRules.set(() -> {
            throw new IllegalStateException("secret detail");
        });
        HttpResponse<String> failed = server.decide(ASK);

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("secret", "Exception", "at io.");
        assertThat(json(failed).path("detail").asText()).containsPattern("[0-9a-f]{16}");
    }

    @Test
    void aReservationIsConfirmedOrReleasedOnceAndNotBoth() {
        String reservation =
                json(server.decide(ASK)).at("/selected/0/reservation/id").asText();
        String path = "/v1/reservations/" + reservation;

        assertThat(json(server.post(path + "/confirm", "{'at': '2026-11-23T10:00:01Z'}"))
                        .toString())
                .isEqualTo("{\"reservation\":\"" + reservation
                        + "\",\"state\":\"SENT\",\"already\":false,\"late\":false,\"expiredAt\":null}");
        assertThat(json(server.post(path + "/confirm", "")).path("already").asBoolean())
                .isTrue();
        HttpResponse<String> release = server.post(path + "/release", "{}");
        assertThat(release.statusCode()).isEqualTo(409);
        assertThat(json(release).path("type").asText()).isEqualTo("urn:tact:problem:contradiction");
        assertThat(json(release).path("detail").asText())
                .isEqualTo(
                        "reservation \"" + reservation + "\" is SENT and cannot be released: it was said to have been"
                                + " sent, and counts. If it did not arrive, maybe report the outcome FAILED");
        assertThat(server.post("/v1/reservations/nobody-1/confirm", "{}").statusCode())
                .isEqualTo(404);
        assertThat(server.send(
                                "POST",
                                path + "/confirm",
                                HttpRequest.BodyPublishers.ofString("at=now"),
                                "Content-Type",
                                "text/plain")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aReleasedPlaceIsFreeAgain() {
        String reservation =
                json(server.decide(ASK)).at("/selected/0/reservation/id").asText();
        server.post("/v1/reservations/" + reservation + "/release", "");

        assertThat(json(server.decide(ASK)).path("selected")).hasSize(1);
    }

    @Test
    void confirmingTooLateIsRecordedAndSaid() {
        String reservation =
                json(server.decide(ASK)).at("/selected/0/reservation/id").asText();
        server.clock.set(ServerUnderTest.NOW.plus(Duration.ofHours(1)));

        HttpResponse<String> late = server.post("/v1/reservations/" + reservation + "/confirm", "");

        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(json(late).path("late").asBoolean()).isTrue();
        assertThat(json(late).path("state").asText()).isEqualTo("SENT");
        assertThat(json(late).path("expiredAt").asText()).isEqualTo("2026-11-23T10:30:00Z");
        JsonNode again = json(server.post("/v1/reservations/" + reservation + "/confirm", ""));
        assertThat(again.path("already").asBoolean()).isTrue();
        assertThat(again.path("late").asBoolean()).isFalse();
    }

    @Test
    void aReleaseAfterTheEndSaysWhenItRanOutAndAConfirmationAfterThatIsRefused() {
        String reservation =
                json(server.decide(ASK)).at("/selected/0/reservation/id").asText();
        server.clock.set(ServerUnderTest.NOW.plus(Duration.ofHours(1)));

        JsonNode released = json(server.post("/v1/reservations/" + reservation + "/release", ""));
        HttpResponse<String> confirmed = server.post("/v1/reservations/" + reservation + "/confirm", "");

        assertThat(released.path("state").asText()).isEqualTo("RELEASED");
        assertThat(released.path("expiredAt").asText()).isEqualTo("2026-11-23T10:30:00Z");
        assertThat(confirmed.statusCode()).isEqualTo(409);
        assertThat(json(confirmed).path("detail").asText())
                .startsWith(
                        "reservation \"" + reservation + "\" is RELEASED and cannot be confirmed: it was said not to"
                                + " have been sent, and counts nowhere.");
    }

    @Test
    void aConfirmationSaysWhatOutcomesSaidBefore() {
        String reservation =
                json(server.decide(ASK)).at("/selected/0/reservation/id").asText();
        server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o-1', 'reservation': '" + reservation
                        + "', 'outcome': 'DELIVERED', 'at': '2026-11-23T10:00:00Z'}]}");

        JsonNode confirmed = json(server.post("/v1/reservations/" + reservation + "/confirm", ""));

        assertThat(confirmed.path("state").asText()).isEqualTo("DELIVERED");
        assertThat(confirmed.path("already").asBoolean()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
