package io.tact.http;

import static io.tact.http.ServerUnderTest.NOW;
import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErasureHttpTest {
    private static final String ASK = "{'subscriber': {'id': 'S-1'}}";
    private static final String ERASE = "/v1/subscribers/S-1?reason=Asked%20by%20letter%207";

    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();

    @AfterEach
    void stop() {
        server.close();
    }

    private void later(Duration by) {
        server.clock.set(NOW.plus(by));
    }

    @Test
    void theReceiptSaysWhatIsGoneAndTheAuditWho() {
        server.decide(ASK);
        later(Duration.ofMinutes(1));

        JsonNode receipt = json(server.delete(ERASE));

        assertThat(receipt.path("at").asText()).isEqualTo("2026-11-23T10:01:00Z");
        assertThat(receipt.path("reason").asText()).isEqualTo("Asked by letter 7");
        assertThat(receipt.at("/erased/lines").asInt()).isEqualTo(1);
        assertThat(receipt.at("/erased/contacts").asInt()).isEqualTo(1);
        assertThat(receipt.at("/erased/decisions").asInt()).isEqualTo(1);
        assertThat(receipt.path("refusalsKept").asInt()).isZero();
        JsonNode audit = json(server.get("/v1/audit"));
        assertThat(audit.at("/entries/0/action").asText()).isEqualTo("ERASED");
        assertThat(audit.at("/entries/0/by").asText()).isEqualTo("anonymous");
        assertThat(audit.at("/entries/0/reason").asText()).isEqualTo("Asked by letter 7");
        assertThat(audit.at("/entries/0/subject")).isEqualTo(receipt.path("subject"));
        assertThat(audit.toString()).doesNotContain("S-1", "+33612345678");
        assertThat(server.get("/metrics").body()).contains("tact_erasures_total 1.0");
    }

    @Test
    void whateverIsAskedOfTheErasedIsNotKnownAndBringsNothingBack() {
        JsonNode told = json(server.decide(ASK, "Idempotency-Key", "k"));
        String decision = told.path("decisionId").asText();
        String reservation = told.at("/selected/0/reservation/id").asText();
        later(Duration.ofMinutes(1));
        server.delete(ERASE);

        assertThat(server.get("/v1/subscribers/S-1").statusCode()).isEqualTo(404);
        assertThat(server.decide("{'subscriber': {'msisdn': '+33612345678'}}").statusCode())
                .isEqualTo(404);
        assertThat(server.get("/v1/decisions/" + decision).statusCode()).isEqualTo(404);
        for (String verb : new String[] {"confirm", "release"}) {
            HttpResponse<String> late = server.post("/v1/reservations/" + reservation + "/" + verb, "");
            assertThat(late.statusCode()).isEqualTo(404);
            assertThat(json(late).path("detail").asText())
                    .contains("was erased with its subscriber", "Nothing changed");
        }
        JsonNode outcome = json(server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o-1', 'reservation': '" + reservation
                        + "', 'outcome': 'DELIVERED', 'at': '2026-11-23T10:00:05Z'}]}"));
        assertThat(outcome.at("/results/0/result").asText()).isEqualTo("NOT_FOUND");
        assertThat(server.decide(ASK, "Idempotency-Key", "k").statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/subscribers/S-1/contacts").statusCode()).isEqualTo(404);
        assertThat(json(server.delete(ERASE)).path("type").asText()).isEqualTo("urn:tact:problem:unknown-subscriber");
    }

    @Test
    void aDryRunThatWasNotLoggedYetIsErasedALittleLater() {
        String id = json(server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}"))
                .path("decisionId")
                .asText();
        later(Duration.ofMinutes(1));
        server.delete(ERASE);
        server.upkeep();
        assertThat(server.get("/v1/decisions/" + id).statusCode()).isEqualTo(200);

        later(Duration.ofMinutes(4));
        server.upkeep();

        assertThat(server.get("/v1/decisions/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void aNumberThatHadSaidNoStaysUnreachableWhoeverHasIt() {
        server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o-1', 'outcome': 'OBJECTED', 'at': '2026-11-23T09:30:00Z', 'contact': {'id': 'C-1',"
                        + " 'subscriber': 'S-1', 'treatment': 'DATA-5/SMS', 'at': '2026-11-23T09:00:00Z'}}]}");
        later(Duration.ofMinutes(1));
        assertThat(json(server.delete(ERASE)).path("refusalsKept").asInt()).isEqualTo(1);
        later(Duration.ofDays(1));

        HttpResponse<String> imported = server.send(
                "POST",
                "/v1/subscribers/import",
                HttpRequest.BodyPublishers.ofString("{\"id\": \"S-2\", \"lines\": [{\"msisdn\": \"+33612345678\"}]}\n"),
                "Content-Type",
                "application/x-ndjson");
        assertThat(json(imported).path("accepted").asInt()).isEqualTo(1);

        JsonNode suppression =
                json(server.get("/v1/subscribers/S-2/suppressions")).at("/suppressions/0");
        assertThat(suppression.path("purpose").asText()).isEqualTo("MARKETING");
        assertThat(suppression.path("reason").asText())
                .isEqualTo("an address of theirs had said no before it was erased");
        JsonNode withheld = json(server.decide("{'subscriber': {'id': 'S-2'}}"));
        assertThat(withheld.path("selected")).isEmpty();
        assertThat(withheld.at("/others/0/reasons").findValuesAsText("code")).contains("SUPPRESSION");

        String id = suppression.path("id").asText();
        server.post("/v1/subscribers/S-2/suppressions/" + id + "/lift", "{'reason': 'A new owner agreed'}");
        server.put("/v1/subscribers/S-2", "{'lines': [{'msisdn': '+33612345678'}]}");
        assertThat(json(server.decide("{'subscriber': {'id': 'S-2'}}")).path("selected"))
                .hasSize(1);
    }

    @Test
    void othersOfTheAccountStayAndTellOnlyWhatTheyWereAnswered() {
        server.put("/v1/subscribers/A", "{'account': 'home', 'lines': [{'msisdn': '+33600000001'}]}");
        server.put("/v1/subscribers/B", "{'account': 'home', 'lines': [{'msisdn': '+33600000002'}]}");
        String decision = json(server.decide("{'subscriber': {'id': 'B'}}"))
                .path("decisionId")
                .asText();
        later(Duration.ofMinutes(1));

        assertThat(server.delete("/v1/subscribers/A?reason=asked").statusCode()).isEqualTo(200);

        assertThat(json(server.get("/v1/subscribers/B/contacts")).path("contacts"))
                .hasSize(1);
        assertThat(json(server.get("/v1/decisions/" + decision))
                        .path("explanation")
                        .asText())
                .isEqualTo("AS_ANSWERED");
    }

    @Test
    void aReasonMustBeGiven() {
        HttpResponse<String> refused = server.delete("/v1/subscribers/S-1");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/errors/0/pointer").asText()).isEqualTo("?reason");
        assertThat(server.get("/v1/subscribers/S-1/export").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/subscribers/S-1").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyIsErasedOrExportedWhereTheStoreIsGone() {
        server.ledger.breaks(true);
        assertThat(server.delete(ERASE).statusCode()).isEqualTo(503);
        assertThat(server.get("/v1/subscribers/S-1/export?reason=x").statusCode())
                .isEqualTo(503);
        server.ledger.breaks(false);
        assertThat(server.get("/v1/subscribers/S-1").statusCode()).isEqualTo(200);
    }

    @Test
    void anExportHasAllThatIsHeldPageByPage() {
        server.put(
                "/v1/subscribers/S-1/suppressions/X",
                "{'purpose': 'RESEARCH', 'reason': 'asked', 'source': 'STORE-1'}");
        server.decide(ASK);
        later(Duration.ofMinutes(1));
        server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}");
        server.upkeep();

        JsonNode first = json(server.get("/v1/subscribers/S-1/export?reason=asked&limit=1"));
        JsonNode second = json(server.get("/v1/subscribers/S-1/export?reason=asked&limit=1&cursor="
                + first.path("next").asText()));

        assertThat(first.at("/subscriber/lines/0/msisdn").asText()).isEqualTo("+33612345678");
        assertThat(first.at("/suppressions/0/id").asText()).isEqualTo("X");
        assertThat(first.at("/contacts/0/state").asText()).isEqualTo("RESERVED");
        assertThat(first.at("/decisions/0/decision/recorded").asBoolean()).isTrue();
        assertThat(first.at("/decisions/0/decision/explanation").asText()).isEqualTo("FULL");
        assertThat(second.at("/decisions/0/decision/recorded").asBoolean()).isFalse();
        assertThat(second.at("/decisions/0/loggedAt").asText()).isEqualTo("2026-11-23T10:01:00Z");
        assertThat(second.path("next").isNull()).isTrue();
        JsonNode audit = json(server.get("/v1/audit?after=1"));
        assertThat(audit.path("entries")).hasSize(1);
        assertThat(audit.at("/entries/0/action").asText()).isEqualTo("EXPORTED");
        assertThat(server.get("/v1/subscribers/nobody/export?reason=asked").statusCode())
                .isEqualTo(404);
        assertThat(server.get("/v1/subscribers/S-1/export?reason=asked&cursor=x")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anExportHasTheDryRunThatWasAskedAMomentAgo() {
        server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}");

        JsonNode export = json(server.get("/v1/subscribers/S-1/export?reason=asked"));

        assertThat(export.path("decisions")).hasSize(1);
        assertThat(export.at("/decisions/0/decision/recorded").asBoolean()).isFalse();
        assertThat(server.dryRuns.size()).isZero();
    }

    @Test
    void anExportThatWouldLackADryRunIsRefused() {
        server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}");
        server.store.close();

        assertThat(server.get("/v1/subscribers/S-1/export?reason=asked").statusCode())
                .isEqualTo(503);
        assertThat(server.dryRuns.size()).isEqualTo(1);
    }
}
