package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BadInputHttpTest {
    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();
    private final long version = server.version();

    @AfterEach
    void nothingChangedAndTheServerStillAnswers() {
        assertThat(server.version()).isEqualTo(version);
        assertThat(server.decide("{'subscriber': {'id': 'S-1'}}").statusCode()).isEqualTo(200);
        server.close();
    }

    @Test
    void everyErrorIsToldAtOnceWithItsPlace() {
        HttpResponse<String> response = server.decide("{'subscriber': {'id': 7}, 'chanels': ['SMS'], 'limit': 0,"
                + " 'direction': 'SIDEWAYS', 'reserve': 'yes', 'notAfter': 'tomorrow', 'campaigns': [3]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("type").asText()).isEqualTo("urn:tact:problem:invalid-request");
        assertThat(errors(response))
                .containsExactly(
                        "/subscriber/id: must be a text, not a number",
                        "/direction: must be one of OUTBOUND, INBOUND, not \"SIDEWAYS\"",
                        "/campaigns/0: must be a text, not a number",
                        "/limit: must be a whole number from 1 to 100, not 0",
                        "/reserve: must be true or false, not a text",
                        "/notAfter: (\"tomorrow\") must be an instant with its offset such as 2026-11-23T10:00:00+01:00",
                        "/chanels: is not a field here. Maybe channels");
    }

    @Test
    void theSubscriberMustBeNamedInOneWay() {
        assertThat(errors(server.decide("{}"))).containsExactly("/subscriber: is missing. Maybe {\"id\": \"S-1001\"}");
        assertThat(errors(server.decide("{'subscriber': {}}")))
                .containsExactly("/subscriber: needs either id or msisdn, and not both");
        assertThat(errors(server.decide("{'subscriber': {'id': 'S-1', 'msisdn': '+33612345678'}}")))
                .containsExactly("/subscriber: needs either id or msisdn, and not both");
        assertThat(errors(server.decide("{'subscriber': {'msisdn': '0612345678'}}")))
                .containsExactly(
                        "/subscriber/msisdn: (\"0612345678\") must be a number in E.164. Maybe write it as +33612345678");
        HttpResponse<String> list = server.decide("[]");
        assertThat(errors(list)).containsExactly(": must be an object, not a list");
        assertThat(json(list).path("detail").asText()).isEqualTo("the body must be an object, not a list");
    }

    @Test
    void anInstantIsForDryRunsOnly() {
        assertThat(errors(server.decide("{'subscriber': {'id': 'S-1'}, 'at': '2026-11-24T10:00:00Z'}")))
                .containsExactly("/at: is only for dry runs. Maybe add \"reserve\": false");
    }

    @Test
    void anUnknownSubscriberIsNotFound() {
        HttpResponse<String> response = server.decide("{'subscriber': {'id': 'S-2'}}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("type").asText()).isEqualTo("urn:tact:problem:unknown-subscriber");
        assertThat(json(response).path("detail").asText()).startsWith("subscriber \"S-2\" is not known");
    }

    @Test
    void whatTheRulesetDoesNotHaveIsNamedWithWhatMayBeMeant() {
        HttpResponse<String> response = server.decide("{'subscriber': {'id': 'S-1'}, 'channels': ['SNS', 'sms'],"
                + " 'campaigns': ['TOPUP-1O'], 'context': {'callReson': 'X', 'plan': 'PREPAID', 'billAmount': '12'}}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("type").asText()).isEqualTo("urn:tact:problem:unknown-value");
        assertThat(errors(response))
                .containsExactly(
                        "/channels/0: channel \"SNS\" is not in the catalogue. Maybe SMS",
                        "/channels/1: channel \"sms\" is not in the catalogue. Maybe SMS",
                        "/campaigns/0: campaign \"TOPUP-1O\" is not in the catalogue. Maybe TOPUP-10",
                        "/context/callReson: attribute \"callReson\" is not in the ruleset's data dictionary. Maybe callReason",
                        "/context/plan: attribute plan belongs to the PROFILE, not to the CONTEXT",
                        "/context/billAmount: billAmount is a NUMBER in the data dictionary, not a text");
    }

    @Test
    void aNumberThatIsTooLargeIsRefusedAndNotRounded() {
        for (String number : List.of("9007199255", "1e400", "-1e999999999", "0.0000001", "9".repeat(90))) {
            HttpResponse<String> response =
                    server.decide("{'subscriber': {'id': 'S-1'}, 'context': {'billAmount': " + number + "}}");
            assertThat(response.statusCode()).as(number).isEqualTo(400);
            assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo("/context/billAmount");
        }
        assertThat(errors(server.decide("{'subscriber': {'id': 'S-1'}, 'limit': 99999999999999999999}")))
                .containsExactly("/limit: must be a whole number from 1 to 100, not 99999999999999999999");
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        HttpResponse<String> response = server.decide("{'subscriber': {'id': '" + "x".repeat(10 * 1024 * 1024) + "'}}");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).path("type").asText()).isEqualTo("urn:tact:problem:body-too-large");
    }

    @Test
    void tenThousandLevelsOfNestingAreTooMany() {
        HttpResponse<String> response = server.decide("[".repeat(10_000) + "]".repeat(10_000));

        malformed(response, "nested deeper than 32 levels");
        malformed(response, " at line 1, column 34");
        malformed(server.decide("{'a':".repeat(10_000)), "nested deeper than 32 levels");
        malformed(server.decide("{\n'" + "x".repeat(2_000) + "': 1}"), " at line 2, column");
    }

    @Test
    void aNumberThatNoMachineHoldsIsPlaced() {
        for (String number : List.of("1e9999999999", "-1e-9999999999", "1.5E+2147483648")) {
            malformed(
                    server.decide("{'subscriber': {'id': 'S-1'},\n 'context': {'billAmount': " + number + "}}"),
                    "a number is beyond all bounds at line 2, column");
        }
    }

    @Test
    void aWholeNumberMayBeWrittenWithADecimalPoint() {
        assertThat(server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false, 'limit': 1.0}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(errors(server.decide("{'subscriber': {'id': 'S-1'}, 'limit': 1.5}")))
                .containsExactly("/limit: must be a whole number from 1 to 100, not 1.5");
        assertThat(errors(server.decide("{'subscriber': {'id': 'S-1'}, 'limit': 1e999999}")))
                .hasSize(1);
    }

    @Test
    void halfACharacterIsNone() {
        for (String half : List.of("\\uD83D", "x\\uDE00", "\\uD83D\\uD83D\\uDE00")) {
            assertThat(errors(server.decide("{'subscriber': {'id': '" + half + "'}}")))
                    .as(half)
                    .containsExactly("/subscriber/id: must not contain half of a surrogate pair");
        }
        assertThat(server.decide("{'subscriber': {'id': '\\uD83D\\uDE00'}}").statusCode())
                .as("a whole one is a name like any other")
                .isEqualTo(404);
    }

    @Test
    void aPathMayNameOnlyWhatABodyMayName() {
        for (String id : List.of("%FF", "a%C3", "%ED%A0%80")) {
            HttpResponse<String> response = put("/v1/subscribers/" + id);
            assertThat(response.statusCode()).as(id).isEqualTo(400);
            assertThat(json(response).path("detail").asText()).isEqualTo("the path is not valid");
        }
        for (String id : List.of("a%00b", "a%0Ab", "%7F", "x".repeat(129))) {
            assertThat(put("/v1/subscribers/" + id).statusCode()).as(id).isEqualTo(404);
        }
    }

    private HttpResponse<String> put(String path) {
        return server.send("PUT", path, HttpRequest.BodyPublishers.ofString("{}"), "Content-Type", "application/json");
    }

    @Test
    void whatIsNoHttpIsAProblemToo() throws Exception {
        assertThat(answered("GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json", "urn:tact:problem:headers-too-large");
        assertThat(answered("GET /health/live?" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ", "urn:tact:problem:uri-too-long");
        assertThat(answered("NOT HTTP\r\n\r\n")).contains(" 400 ", "urn:tact:problem:invalid-request");
        assertThat(answered("GET /health/live HTTP/1.1\r\n\r\n")).contains(" 400 ", "there is no Host");
        assertThat(answered("GET /v1/subscribers/\u00e9/contacts HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .contains(" 400 ", "the path is not valid");
    }

    private String answered(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] body = "{\"subscriber\": {\"id\": \"S-1x\"}}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 4] = (byte) 0xC3;
        malformed(raw(body), "the body is not UTF-8: byte " + (body.length - 3));
        malformed(raw("{}".getBytes(StandardCharsets.UTF_16BE)), "");
    }

    @Test
    void halfACharacterIsRefusedSinceAllOfThemAreStoredAsOne() {
        for (String half : List.of("\\ud800", "S\\udc00-1", "\\udc00\\ud800")) {
            HttpResponse<String> response = server.decide("{'subscriber': {'id': '" + half + "'}}");
            assertThat(response.statusCode()).as(half).isEqualTo(400);
            assertThat(errors(response)).containsExactly("/subscriber/id: must not contain half of a surrogate pair");
        }
        assertThat(server.decide("{'subscriber': {'id': '\\ud83d\\ude00'}}").statusCode())
                .as("a whole one")
                .isEqualTo(404);
    }

    @Test
    void malformedJsonIsPlaced() {
        malformed(server.decide("{'subscriber':\n {'id': }}"), "at line 2, column 9");
        malformed(server.decide(""), "the body is empty");
        malformed(server.decide("{} {}"), "there is something after the end of the JSON at line 1");
        malformed(server.decide("{'subscriber': {'id': 'S-1'}"), "");
        malformed(server.decide("{'limit': NaN}"), "NaN");
        malformed(server.decide("{'subscriber': {'id': 'S-1', 'id': 'S-2'}}"), "Duplicate");
    }

    @Test
    void aKeyMustBePrintable() {
        HttpResponse<String> response = server.decide("{'subscriber': {'id': 'S-1'}}", "Idempotency-Key", "a b");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(errors(response))
                .containsExactly("Idempotency-Key: must have 1 to 255 printable ASCII characters and no space");
        assertThat(server.decide("{'subscriber': {'id': 'S-1'}}", "Idempotency-Key", "k".repeat(256))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void wrongPathsMethodsAndTypesAreToldApart() {
        assertThat(server.get("/v2/decisions").statusCode()).isEqualTo(404);
        HttpResponse<String> method = server.send("DELETE", "/v1/decisions", HttpRequest.BodyPublishers.noBody());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).hasValue("POST");
        HttpResponse<String> type = server.send(
                "POST", "/v1/decisions", HttpRequest.BodyPublishers.ofString("a=b"), "Content-Type", "text/plain");
        assertThat(type.statusCode()).isEqualTo(415);
        assertThat(json(type).path("detail").asText())
                .isEqualTo("Content-Type \"text/plain\". Maybe send application/json");
        HttpResponse<String> none = server.send("POST", "/v1/decisions", HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(none.statusCode()).isEqualTo(415);
    }

    @Test
    void aSenderThatGoesAwayInTheMiddleHarmsNobody() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.getOutputStream()
                    .write(
                            "POST /v1/decisions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
        }
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.getOutputStream().write("NOT HTTP\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(reader.readLine()).contains("400");
        }
    }

    private HttpResponse<String> raw(byte[] body) {
        return server.send(
                "POST",
                "/v1/decisions",
                HttpRequest.BodyPublishers.ofByteArray(body),
                "Content-Type",
                "application/json");
    }

    private static void malformed(HttpResponse<String> response, String part) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(json(response).path("type").asText()).isEqualTo("urn:tact:problem:malformed-json");
        assertThat(json(response).path("detail").asText()).contains(part).doesNotContain("com.fasterxml");
    }

    private static List<String> errors(HttpResponse<String> response) {
        return json(response).path("errors").findParents("pointer").stream()
                .map((JsonNode e) ->
                        e.path("pointer").asText() + ": " + e.path("detail").asText())
                .toList();
    }
}
