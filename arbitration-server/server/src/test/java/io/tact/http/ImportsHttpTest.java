package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportsHttpTest {
    private final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aBadLineNeverStopsTheOthers() {
        String lines = "{'id': 'S-1', 'lines': [{'msisdn': '+33612345678'}]}\n"
                + "{'id': 'S-2', 'colour': 'red'}\n"
                + "\n"
                + "{'id': \r\n"
                + "{'lines': []}\n"
                + "{'id': '" + "x".repeat(70_000) + "'}\n"
                + "{'id': 'S-1', 'language': 'fr'}\n"
                + "{'id': 'S-3', 'profile': {'plan': 'GOLD'}}\n"
                + "{'id': 'S-4'}";
        JsonNode summary = json(send("/v1/subscribers/import", lines));

        assertThat(summary.path("accepted").asInt()).isEqualTo(3);
        assertThat(summary.path("rejected").asInt()).isEqualTo(5);
        assertThat(summary.path("errors").findValuesAsText("line")).containsExactly("2", "4", "5", "6", "8");
        assertThat(summary.path("errors").findValuesAsText("pointer"))
                .containsExactly("/colour", "", "/id", "", "/profile/plan");
        assertThat(json(server.get("/v1/subscribers/S-1")).path("language").asText())
                .isEqualTo("fr");
        assertThat(server.get("/v1/subscribers/S-4").statusCode()).isEqualTo(200);
        assertThat(server.get("/metrics").body())
                .contains("tact_import_accepted_lines_total{kind=\"subscribers\"} 3.0")
                .contains("tact_import_rejected_lines_total{kind=\"subscribers\"} 5.0");
    }

    @Test
    void aNumberBeyondAllBoundsIsTheErrorOfItsLineOnly() {
        JsonNode summary = json(
                send("/v1/subscribers/import", "{'id': 'S-1', 'profile': {'balance': 1e9999999999}}\n{'id': 'S-2'}"));

        assertThat(summary.path("accepted").asInt()).isEqualTo(1);
        assertThat(summary.at("/errors/0/line").asInt()).isEqualTo(1);
        assertThat(summary.at("/errors/0/detail").asText()).startsWith("a number is beyond all bounds at line 1");
    }

    @Test
    void fiveThousandLinesAreTakenInOneStreamAndTwiceIsOnce() {
        StringBuilder subscribers = new StringBuilder();
        StringBuilder contacts = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            subscribers
                    .append("{'id': 'S-")
                    .append(i)
                    .append("', 'account': 'A-")
                    .append(i / 2)
                    .append("'}\n");
            contacts.append("{'id': 'C-")
                    .append(i)
                    .append("', 'subscriber': 'S-")
                    .append(i % 100)
                    .append("', 'campaign': 'DATA-5', 'channel': 'SMS', 'at': '2026-11-20T10:00:00Z', 'outcome':"
                            + " 'DELIVERED'}\n");
        }
        assertThat(json(send("/v1/subscribers/import", subscribers.toString()))
                        .path("accepted")
                        .asInt())
                .isEqualTo(5_000);
        assertThat(json(send("/v1/contacts/import", contacts.toString()))
                        .path("accepted")
                        .asInt())
                .isEqualTo(5_000);
        long version = server.version();
        HttpResponse<String> again = send("/v1/contacts/import", contacts.toString());

        assertThat(again.body()).isEqualTo("{\"accepted\":5000,\"rejected\":0,\"errors\":[]}");
        assertThat(server.version()).isEqualTo(version);
        JsonNode page = json(server.get("/v1/subscribers/S-1/contacts"));
        assertThat(page.path("contacts")).hasSize(50);
        assertThat(page.at("/contacts/0/state").asText()).isEqualTo("DELIVERED");
        assertThat(page.at("/contacts/0/decision").isNull()).isTrue();
        assertThat(page.at("/contacts/0/purpose").asText()).isEqualTo("MARKETING");
    }

    @Test
    void contactsOfStrangersAndOfTheFutureAreRefusedByLine() {
        server.withSubscriber();
        String contact = "{'id': 'C-1', 'subscriber': 'S-1', 'channel': 'SMS', 'purpose': 'SERVICE', 'at': ";
        String lines = contact + "'2026-11-20T10:00:00Z'}\n"
                + contact.replace("S-1", "S-2") + "'2026-11-20T10:00:00Z'}\n"
                + contact + "'2027-11-20T10:00:00Z'}\n"
                + contact + "'2020-11-20T10:00:00Z'}\n";
        JsonNode summary = json(send("/v1/contacts/import", lines));

        assertThat(summary.path("accepted").asInt()).isEqualTo(1);
        assertThat(summary.path("errors").findValuesAsText("line")).containsExactly("2", "3", "4");
        assertThat(summary.path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/subscriber", "/at", "/at");
    }

    @Test
    void aContactIsRememberedWithItsSubjectAndWithWhatItAmountsTo() {
        server.withSubscriber();
        String contact = "{'subscriber': 'S-1', 'at': '2026-11-20T10:00:00Z', 'subject': 'debt-7', ";
        String lines = contact + "'id': 'C-3', 'channel': 'SMS', 'purpose': 'SERVICE'}\n"
                + contact + "'id': 'C-2', 'treatment': 'DATA-5/SMS', 'amounts': {'incentiveCost': 0.75}}\n"
                + contact + "'id': 'C-1', 'channel': 'SMS', 'purpose': 'SERVICE', 'amounts': {'value': 12}}\n"
                + contact + "'id': 'C-0', 'channel': 'SMS', 'purpose': 'SERVICE',"
                + " 'amounts': {'value': -1, 'contactCost': 0.0000001, 'incentiveCost': '3', 'cost': 2}}\n";
        JsonNode summary = json(send("/v1/contacts/import", lines));

        assertThat(summary.path("accepted").asInt()).isEqualTo(3);
        assertThat(summary.path("errors").findValuesAsText("pointer"))
                .containsExactly("/amounts/value", "/amounts/contactCost", "/amounts/incentiveCost", "/amounts/cost");
        JsonNode contacts = json(server.get("/v1/subscribers/S-1/contacts")).path("contacts");
        assertThat(contacts.findValuesAsText("subject")).containsExactly("debt-7", "debt-7", "debt-7");
        assertThat(contacts.get(0).path("amounts").isNull()).isTrue();
        assertThat(contacts.get(1).path("amounts").toString())
                .isEqualTo("{\"value\":1,\"contactCost\":0,\"incentiveCost\":0.75}");
        assertThat(contacts.get(2).path("amounts").toString())
                .isEqualTo("{\"value\":12,\"contactCost\":0,\"incentiveCost\":0}");
    }

    @Test
    void contactsOnAChannelThatNobodyKnowsAreRefusedByLine() {
        server.withSubscriber();
        String lines = contactOn("SSM")
                + contactOn("sms")
                + contactOn("TELEPATHY")
                + contactOn("KIOSK")
                + contactOn("DIRECT_MAIL");
        JsonNode summary = json(send("/v1/contacts/import", lines));

        assertThat(summary.path("errors").findValuesAsText("line")).containsExactly("1", "2", "3");
        assertThat(summary.path("errors").findValuesAsText("pointer")).containsOnly("/channel");
        assertThat(summary.path("errors").findValuesAsText("detail"))
                .containsExactly(
                        "channel \"SSM\" is not known to the ruleset. Maybe SMS",
                        "(\"sms\") must be a channel's name in capitals, such as CALL_CENTRE. Maybe SMS",
                        "channel \"TELEPATHY\" is not known to the ruleset. Maybe name it in the catalogue or in a policy"
                                + " table");
        assertThat(json(server.get("/v1/subscribers/S-1/contacts"))
                        .path("contacts")
                        .findValuesAsText("channel"))
                .as("what a policy table names, and what operators have")
                .containsExactlyInAnyOrder("KIOSK", "DIRECT_MAIL");
    }

    private static String contactOn(String channel) {
        return "{'id': 'C-" + channel + "', 'subscriber': 'S-1', 'channel': '" + channel
                + "', 'campaign': 'OF-ANOTHER-SYSTEM', 'purpose': 'SERVICE', 'at': '2026-11-20T10:00:00Z'}\n";
    }

    @Test
    void anotherContentTypeIsRefusedHoweverMuchItIs() {
        HttpResponse<String> large = server.post("/v1/subscribers/import", " ".repeat(2 * 1024 * 1024));
        assertThat(large.statusCode()).isEqualTo(415);

        HttpResponse<String> response = server.post("/v1/subscribers/import", "{}");

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response).path("detail").asText()).endsWith("Maybe send application/x-ndjson");
    }

    @Test
    void aStoreThatFailsEndsTheImport() {
        server.ledger.breaks(true);
        HttpResponse<String> response = send("/v1/subscribers/import", "{'id': 'S-1'}\n".repeat(1_000));
        server.ledger.breaks(false);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(server.get("/v1/subscribers/S-1").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> send(String path, String lines) {
        return server.send(
                "POST",
                path,
                HttpRequest.BodyPublishers.ofString(lines.replace('\'', '"'), StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-ndjson");
    }
}
