package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.OutcomeType;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomesHttpTest {
    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eachOutcomeIsTakenForItselfAndOnce() {
        String reservation = json(server.decide("{'subscriber': {'id': 'S-1'}}"))
                .at("/selected/0/reservation/id")
                .asText();
        String delivered = "{'id': 'o-1', 'reservation': '" + reservation
                + "', 'outcome': 'DELIVERED', 'at': '2026-11-23T10:00:05Z'}";

        JsonNode results = json(server.post(
                "/v1/outcomes",
                "{'outcomes': [" + delivered + ", " + delivered + ", {'id': 'o-2', 'reservation': 'nothing-1',"
                        + " 'outcome': 'SENT', 'at': '2026-11-23T10:00:05Z'}, {'id': 'o-3', 'outcome': 'READ',"
                        + " 'at': '2026-11-23T09:00:05Z', 'contact': {'id': 'C-1', 'subscriber': 'nobody',"
                        + " 'treatment': 'DATA-5/SMS', 'at': '2026-11-23T09:00:00Z'}}]}"));

        assertThat(results.path("results").findValuesAsText("result"))
                .containsExactly("RECORDED", "DUPLICATE", "NOT_FOUND", "UNKNOWN_SUBSCRIBER");
        JsonNode contact = json(server.get("/v1/subscribers/S-1/contacts")).at("/contacts/0");
        assertThat(contact.path("state").asText()).isEqualTo("DELIVERED");
        assertThat(contact.path("outcomes")).hasSize(1);
        assertThat(contact.path("destination").asText()).isEqualTo("+33612345678");
    }

    @Test
    void anOutcomeFromTheFutureHappenedNow() {
        server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o-1', 'outcome': 'OPTED_OUT', 'at': '2199-01-01T00:00:00Z', 'contact':"
                        + " {'id': 'C-1', 'subscriber': 'S-1', 'treatment': 'DATA-5/SMS', 'at': '2026-11-23T09:00:00Z'}}]}");
        server.send(
                "POST",
                "/v1/contacts/import",
                java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"id\": \"C-2\", \"subscriber\": \"S-1\", \"treatment\": \"DATA-5/SMS\", \"at\":"
                                + " \"2026-11-23T08:00:00Z\", \"outcome\": \"OPTED_OUT\","
                                + " \"outcomeAt\": \"2199-01-01T00:00:00Z\"}\n"),
                "Content-Type",
                "application/x-ndjson");

        JsonNode contacts = json(server.get("/v1/subscribers/S-1/contacts"));
        assertThat(contacts.at("/contacts/0/outcomes/0/at").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(contacts.at("/contacts/1/outcomes/0/at").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(json(server.get("/v1/subscribers/S-1")).at("/consents/0/at").asText())
                .isEqualTo("2026-11-23T10:00:00Z");
    }

    @Test
    void everyTypeOfOutcomeIsTaken() {
        StringBuilder outcomes = new StringBuilder();
        for (OutcomeType type : OutcomeType.values()) {
            outcomes.append(outcomes.length() == 0 ? "" : ", ")
                    .append("{'id': 'o-1', 'outcome': '" + type + "', 'at': '2026-11-23T09:00:05Z', 'contact': {'id': '"
                            + type
                            + "', 'subscriber': 'S-1', 'treatment': 'DATA-5/SMS', 'at': '2026-11-23T09:00:00Z'}}");
        }
        JsonNode results = json(server.post("/v1/outcomes", "{'outcomes': [" + outcomes + "]}"));

        assertThat(results.path("results").findValuesAsText("result"))
                .hasSize(OutcomeType.values().length)
                .containsOnly("RECORDED");
        assertThat(json(server.get("/v1/subscribers/S-1/contacts"))
                        .path("contacts")
                        .findValuesAsText("outcome"))
                .contains("OBJECTED", "TERMINATED", "NO_RESPONSE");
    }

    @Test
    void aContactThatTactDidNotGrantCountsTowardTheCap() {
        String outcome = "{'outcomes': [{'id': 'o-1', 'outcome': 'SENT', 'at': '2026-11-23T09:00:05Z', 'contact':"
                + " {'id': 'C-1', 'subscriber': 'S-1', 'treatment': 'DATA-5/SMS', 'at': '2026-11-23T09:00:00Z'}}]}";
        assertThat(json(server.post("/v1/outcomes", outcome))
                        .at("/results/0/result")
                        .asText())
                .isEqualTo("RECORDED");
        assertThat(json(server.post("/v1/outcomes", outcome))
                        .at("/results/0/result")
                        .asText())
                .isEqualTo("DUPLICATE");

        JsonNode told = json(server.decide("{'subscriber': {'id': 'S-1'}}"));
        assertThat(told.path("selected")).isEmpty();
        assertThat(told.at("/others/0/reasons/0/rule").asText()).isEqualTo("caps#sms-day");
        assertThat(json(server.get("/v1/subscribers/S-1/contacts"))
                        .at("/contacts/0/campaign")
                        .asText())
                .isEqualTo("DATA-5");
    }

    @Test
    void aGrantWithoutADateNeverUndoesARefusal() {
        String reservation = json(server.decide("{'subscriber': {'id': 'S-1'}}"))
                .at("/selected/0/reservation/id")
                .asText();
        server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o', 'reservation': '" + reservation
                        + "', 'outcome': 'OPTED_OUT', 'at': '2026-11-23T10:01:00Z'}]}");

        server.put(
                "/v1/subscribers/S-1",
                "{'lines': [{'msisdn': '+33612345678'}],"
                        + " 'consents': [{'channel': 'SMS', 'purpose': 'MARKETING', 'state': 'GRANTED'}]}");

        assertThat(json(server.get("/v1/subscribers/S-1"))
                        .at("/consents/0/state")
                        .asText())
                .isEqualTo("REFUSED");
    }

    @Test
    void anOptOutRefusesTheConsentAtOnce() {
        String reservation = json(server.decide("{'subscriber': {'id': 'S-1'}}"))
                .at("/selected/0/reservation/id")
                .asText();
        server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o', 'reservation': '" + reservation
                        + "', 'outcome': 'OPTED_OUT', 'at': '2026-11-23T10:01:00Z'}]}");

        JsonNode consent = json(server.get("/v1/subscribers/S-1")).at("/consents/0");
        assertThat(consent.path("state").asText()).isEqualTo("REFUSED");
        assertThat(consent.path("channel").asText()).isEqualTo("SMS");
    }

    @Test
    void oneBadOutcomeRefusesTheRequestWithItsPlace() {
        HttpResponse<String> response = server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o', 'outcome': 'EATEN', 'at': '2026-11-23T10:00:05Z', 'reservation': 'x-1'},"
                        + " {'id': 'p', 'outcome': 'SENT', 'at': '2026-11-23T10:00:05Z'},"
                        + " {'id': 'q', 'outcome': 'SENT', 'at': '2026-11-23T10:00:05Z', 'contact': {'id': 'C',"
                        + " 'subscriber': 'S-1', 'at': '2020-01-01T00:00:00Z'}}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("errors").findValuesAsText("pointer"))
                .containsExactly(
                        "/outcomes/0/outcome",
                        "/outcomes/1",
                        "/outcomes/2/contact/channel",
                        "/outcomes/2/contact/purpose",
                        "/outcomes/2/contact/at");
        assertThat(server.post("/v1/outcomes", "{'outcomes': []}").statusCode()).isEqualTo(400);
    }

    @Test
    void aContactOnAChannelThatNobodyKnowsIsNotCountedUnderItsMisspeltName() {
        HttpResponse<String> response = server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o', 'outcome': 'SENT', 'at': '2026-11-23T09:00:05Z', 'contact': {'id': 'C',"
                        + " 'subscriber': 'S-1', 'channel': 'SSM', 'campaign': 'OF-ANOTHER-SYSTEM', 'purpose': 'SERVICE',"
                        + " 'at': '2026-11-23T09:00:00Z'}}]}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("type").asText()).isEqualTo("urn:tact:problem:unknown-value");
        assertThat(json(response).path("detail").asText())
                .isEqualTo("/outcomes/0/contact/channel: channel \"SSM\" is not known to the ruleset. Maybe SMS");
        assertThat(json(server.get("/v1/subscribers/S-1/contacts")).path("contacts"))
                .isEmpty();
    }
}
