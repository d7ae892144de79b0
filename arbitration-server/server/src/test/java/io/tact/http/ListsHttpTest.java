package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.Span;
import io.tact.policy.ConsentRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.port.CouldNotDecideException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListsHttpTest {
    private static final String ASK =
            "{'subscriber': {'id': 'S-1'}, 'channels': ['SMS'], 'reserve': false, 'explain': 'FULL'}";

    private final ServerUnderTest server =
            new ServerUnderTest().withSubscriber().withRules(asks("bloctel", "P30D"));

    private static ConsentRule asks(String list, String maxAge) {
        return new ConsentRule(
                new RuleInfo("consent", "no-calls", "test", null, null, null, null),
                Scope.OUTBOUND,
                ConsentRule.Model.OPT_OUT,
                null,
                null,
                Set.of(),
                new ConsentRule.ListCheck(list, Span.parse(maxAge), false));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoIsOnAListIsLeftAloneAndWhoIsNotIsNot() {
        assertThat(why()).isEqualTo("LIST the list bloctel is not loaded");
        assertThat(server.get("/v1/lists").body()).isEqualTo("{\"lists\":[],\"missing\":[\"bloctel\"]}");

        HttpResponse<String> loaded = upload("bloctel", "+33699999999\nsomeone@example.org\n");
        assertThat(loaded.body())
                .isEqualTo("{\"name\":\"bloctel\",\"asOf\":\"2026-11-23T10:00:00Z\",\"entries\":2,\"refused\":0,"
                        + "\"errors\":[]}");
        assertThat(why()).isEmpty();

        upload("bloctel", "+33612345678\r\n+33 6 12 34 56 78\n\n  +33699999999  ");
        assertThat(why()).isEqualTo("LIST on the list bloctel of 2026-11-23");
        assertThat(json(server.get("/v1/lists")).at("/lists/0").toString())
                .isEqualTo("{\"name\":\"bloctel\",\"asOf\":\"2026-11-23T10:00:00Z\",\"entries\":2,\"asked\":true}");

        assertThat(server.delete("/v1/lists/bloctel").statusCode()).isEqualTo(200);
        assertThat(why()).isEqualTo("LIST the list bloctel is not loaded");
        assertThat(server.delete("/v1/lists/bloctel").statusCode()).isEqualTo(404);
    }

    @Test
    void aListThatIsTooOldWithholdsWhoIsNotOnItToo() {
        upload("bloctel?asOf=2026-10-24T10:59:59.999%2B01:00", "+33699999999");
        assertThat(why())
                .as("older than thirty days, by a millisecond")
                .startsWith("LIST the list bloctel of 2026-10-24 is older");
        upload("bloctel?asOf=2026-10-24T11:00:00+01:00", "+33699999999");
        assertThat(why()).as("exactly thirty days old, the plus not encoded").isEmpty();
        server.clock.set(ServerUnderTest.NOW.plusSeconds(1));
        assertThat(why()).startsWith("LIST");
    }

    @Test
    void anEntryIsFoundInWhateverWayItIsWritten() {
        upload("a/b", "+33612345678\nSome.One@Example.ORG\n");

        assertThat(entry("a%2Fb", "+33612345678")).isTrue();
        assertThat(entry("a%2Fb", "%2B33%206%2012345678")).isTrue();
        assertThat(entry("a%2Fb", "some.one@EXAMPLE.org")).isTrue();
        assertThat(entry("a%2Fb", "+33612345679")).isFalse();
        assertThat(server.get("/v1/lists/a%2Fb/entries/0612345678").statusCode())
                .isEqualTo(400);
        HttpResponse<String> nothing = server.get("/v1/lists/a%2Fc/entries/+33612345678");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(json(nothing).path("detail").asText()).isEqualTo("list \"a/c\" is not loaded. Maybe a/b");
    }

    private boolean entry(String list, String address) {
        JsonNode told = json(server.get("/v1/lists/" + list + "/entries/" + address));
        assertThat(told.path("asOf").asText()).isEqualTo("2026-11-23T10:00:00Z");
        return told.path("listed").asBoolean();
    }

    @Test
    void aLineThatIsNoAddressIsRefusedAndNamedAndDoesNotStopTheOthers() {
        StringBuilder lines = new StringBuilder("\uFEFF+33612345678\n0612345678\n@\n" + "9".repeat(70_000) + "\n");
        for (int i = 0; i < 200; i++) {
            lines.append("nobody ").append(i).append('\n');
        }
        JsonNode loaded = json(upload("bloctel", lines.append("+33612345679").toString()));

        assertThat(loaded.path("entries").asInt()).isEqualTo(2);
        assertThat(loaded.path("refused").asInt()).isEqualTo(203);
        assertThat(loaded.path("errors")).hasSize(100);
        assertThat(loaded.at("/errors/0").toString())
                .isEqualTo(
                        "{\"line\":2,\"detail\":\"(\\\"0612345678\\\") must be a number in E.164 such as +33612345678,"
                                + " or an e-mail address\"}");
        assertThat(loaded.at("/errors/2/detail").asText()).isEqualTo("the line has more than 65536 bytes");
    }

    @Test
    void aFileInWhichNothingCouldBeReadIsNotTakenForAnEmptyList() {
        upload("bloctel", "+33612345678");
        HttpResponse<String> response = upload("bloctel", "0612345678\n0612345679\n");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("detail").asText())
                .isEqualTo("none of 2 lines has an address: the list in force stays as it is");
        assertThat(json(response).at("/errors/1/pointer").asText()).isEqualTo("line 2");
        assertThat(why()).isEqualTo("LIST on the list bloctel of 2026-11-23");
        assertThat(json(upload("bloctel", "")).path("entries").asInt()).isZero();
        assertThat(why()).isEmpty();
    }

    @Test
    void aListThatHasNoRoomIsRefusedAndTheOldOneStaysInForce() {
        upload("bloctel", "+33612345678");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ServerUnderTest.LIST_ENTRIES; i++) {
            lines.append("+3361234").append(10_000 + i).append('\n');
        }
        HttpResponse<String> response = upload("bloctel", lines.toString());

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).path("detail").asText())
                .startsWith("the list has more than 999 entries, which is what there is room for");
        assertThat(why()).isEqualTo("LIST on the list bloctel of 2026-11-23");
        assertThat(upload("bloctel", "+33612345679").statusCode()).isEqualTo(200);
    }

    @Test
    void aListThatCannotBeMadeDurableHasNoEffect() {
        upload("bloctel", "+33612345678");
        server.operatorStore.failWith(new CouldNotDecideException("the disk is full"));
        assertThat(upload("bloctel", "+33612345679").statusCode()).isEqualTo(503);
        assertThat(server.delete("/v1/lists/bloctel").statusCode()).isEqualTo(503);
        assertThat(why()).isEqualTo("LIST on the list bloctel of 2026-11-23");

        server.operatorStore.failWith(null);
        assertThat(upload("bloctel", "+33612345679").statusCode()).isEqualTo(200);
        assertThat(why()).isEmpty();
    }

    @Test
    void aStreamThatBreaksOffIsNoListAndTheNextOneIsTaken() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /v1/lists/bloctel HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
                            + "Content-Length: 1000\r\n\r\n+33612345679\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Awaitility.await().untilAsserted(() -> assertThat(
                            upload("other", "+33612345678").statusCode())
                    .isEqualTo(429));
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        upload("other", "+33612345678").statusCode())
                .isEqualTo(200));
        assertThat(server.get("/v1/lists").body()).contains("\"missing\":[\"bloctel\"]");
    }

    @Test
    void whatIsWrongWithARequestIsToldHoweverLongTheListIs() {
        assertThat(upload("bloctel?asOf=2026-11-24T10:00:00Z", "+33612345678").statusCode())
                .isEqualTo(400);
        assertThat(upload("bloctel?asOf=yesterday", "+33612345678\n".repeat(100_000))
                        .statusCode())
                .isEqualTo(400);
        assertThat(upload("no%20name", "+33612345678").statusCode()).isEqualTo(400);
        assertThat(server.put("/v1/lists/bloctel", "{}").statusCode()).isEqualTo(415);
        assertThat(server.get("/v1/lists").body()).contains("\"lists\":[]");
    }

    private HttpResponse<String> upload(String list, String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        InputStream in = new ByteArrayInputStream(bytes);
        int query = list.indexOf('?');
        String path = query < 0 ? list.replace("/", "%2F") : list;
        return server.send(
                "PUT",
                "/v1/lists/" + path,
                HttpRequest.BodyPublishers.ofInputStream(() -> in),
                "Content-Type",
                "text/plain; charset=utf-8");
    }

    /** Why the best message is withheld; empty if it is not. */
    private String why() {
        JsonNode told = json(server.decide(ASK));
        JsonNode reason = told.at("/others/0/reasons/0");
        return told.path("selected").isEmpty()
                ? reason.path("code").asText() + " " + reason.path("text").asText()
                : "";
    }
}
