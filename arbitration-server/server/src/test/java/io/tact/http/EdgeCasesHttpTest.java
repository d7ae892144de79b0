package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Edge cases over HTTP; {@code docs/edge-cases.md} lists them all by number. */
class EdgeCasesHttpTest {
    private static final String ASK = "{'subscriber': {'id': 'S-1'}}";

    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void case29AnOptOutOnThePhoneForbidsTheSmsThatIsReservedAndNotSentYet() {
        String reservation =
                json(server.decide(ASK)).at("/selected/0/reservation/id").asText();

        server.clock.set(ServerUnderTest.NOW.plusSeconds(5));
        JsonNode noted = json(server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o-1', 'outcome': 'OPTED_OUT', 'at': '2026-11-23T10:00:05Z', 'contact':"
                        + " {'id': 'C-1', 'subscriber': 'S-1', 'channel': 'CALL_CENTRE', 'direction': 'INBOUND',"
                        + " 'purpose': 'MARKETING', 'at': '2026-11-23T10:00:00Z'}}]}"));
        assertThat(noted.at("/results/0/result").asText()).isEqualTo("RECORDED");
        server.clock.set(ServerUnderTest.NOW.plusSeconds(6));

        JsonNode contacts = json(server.get("/v1/subscribers/S-1/contacts")).path("contacts");
        assertThat(contacts.findValuesAsText("channel")).containsExactlyInAnyOrder("SMS", "CALL_CENTRE");
        JsonNode sms = contacts.path(contacts.findValuesAsText("channel").indexOf("SMS"));
        assertThat(sms.path("state").asText()).isEqualTo("UNKNOWN");
        assertThat(sms.path("expiresAt").asText()).isEqualTo("2026-11-23T10:00:05Z");
        JsonNode confirmed = json(server.post("/v1/reservations/" + reservation + "/confirm", "{}"));
        assertThat(confirmed.path("late").asBoolean())
                .as("whoever sent it all the same hears that it was forbidden")
                .isTrue();
    }

    @Test
    void case33NothingIsSentWhileTheStoreIsGone() {
        server.ledger.breaks(true);
        HttpResponse<String> answer = server.decide(ASK);
        server.ledger.breaks(false);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(server.get("/v1/subscribers/S-1/contacts")).path("contacts"))
                .isEmpty();
    }

    @Test
    void case35ImportedContactsFeedTheRollingCapWithTheirOwnTimesAndOnce() {
        assertThat(imported("2026-11-22T10:00:00Z")).isEqualTo(1);
        assertThat(json(server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}"))
                        .path("selected"))
                .as("exactly 24 hours old: it has left the window")
                .hasSize(1);

        assertThat(imported("2026-11-22T10:00:00.001Z")).isEqualTo(1);
        long version = server.version();
        assertThat(imported("2026-11-22T10:00:00.001Z")).isEqualTo(1);

        assertThat(server.version()).as("twice is once").isEqualTo(version);
        JsonNode withheld = json(server.decide(ASK)).at("/others/0");
        assertThat(withheld.at("/reasons/0/rule").asText()).isEqualTo("caps#sms-day");
        assertThat(withheld.path("nextAllowedAt").asText()).isEqualTo("2026-11-23T10:00:00.001Z");
    }

    private int imported(String at) {
        String line = "{'id': 'C-" + at + "', 'subscriber': 'S-1', 'campaign': 'DATA-5', 'channel': 'SMS', 'at': '" + at
                + "', 'outcome': 'DELIVERED'}\n";
        HttpResponse<String> summary = server.send(
                "POST",
                "/v1/contacts/import",
                HttpRequest.BodyPublishers.ofString(line.replace('\'', '"')),
                "Content-Type",
                "application/x-ndjson");
        return json(summary).path("accepted").asInt();
    }
}
