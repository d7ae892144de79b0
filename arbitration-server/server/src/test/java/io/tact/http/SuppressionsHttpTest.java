package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.policy.CooloffRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuppressionsHttpTest {
    private static final String ASK =
            "{'subscriber': {'id': 'S-1'}, 'channels': ['SMS'], 'reserve': false, 'explain': 'FULL'}";
    private static final String ALL = "/v1/subscribers/S-1/suppressions";

    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSubscriberIsLeftAloneUntilTheirSuppressionIsLifted() {
        HttpResponse<String> put =
                server.put(ALL + "/shop-1", "{'purpose': 'MARKETING', 'reason': 'asked for it', 'source': 'STORE-12'}");
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(put.body())
                .isEqualTo("{\"id\":\"shop-1\",\"channel\":null,\"purpose\":\"MARKETING\",\"category\":null,"
                        + "\"sender\":null,\"reason\":\"asked for it\",\"source\":\"STORE-12\","
                        + "\"at\":\"2026-11-23T10:00:00Z\",\"expiresAt\":null,\"lift\":null}");
        assertThat(rule()).isEqualTo("suppression#shop-1");

        server.put("/v1/subscribers/S-1", "{'lines': [{'msisdn': '+33612345678'}], 'residence': {'zone': 'UTC'}}");
        assertThat(rule()).as("what is said of them later does not end it").isEqualTo("suppression#shop-1");

        server.clock.set(ServerUnderTest.NOW.plusSeconds(60));
        HttpResponse<String> lifted = server.post(ALL + "/shop-1/lift", "{'reason': 'wants offers again'}");
        assertThat(lifted.statusCode()).isEqualTo(200);
        assertThat(json(lifted).path("lift").toString())
                .isEqualTo("{\"at\":\"2026-11-23T10:01:00Z\",\"reason\":\"wants offers again\"}");
        assertThat(rule()).isEmpty();
        assertThat(server.post(ALL + "/shop-1/lift", "{'reason': 'twice'}").body())
                .isEqualTo(lifted.body());
        assertThat(json(server.get(ALL)).path("suppressions").toString()).isEqualTo("[" + lifted.body() + "]");

        assertThat(server.put(ALL + "/shop-1", "{'reason': 'again'}").statusCode())
                .isEqualTo(200);
        assertThat(rule()).isEqualTo("suppression#shop-1");
    }

    @Test
    void aSuppressionThatExpiresSaysWhenItDoes() {
        server.put(ALL + "/holiday", "{'reason': 'on holiday', 'expiresAt': '2026-11-30T00:00:00Z'}");

        JsonNode told = json(server.decide(ASK));
        assertThat(told.at("/others/0/reasons/0/code").asText()).isEqualTo("SUPPRESSION");
        assertThat(told.at("/others/0/reasons/0/text").asText()).contains("on holiday");
        assertThat(told.at("/others/0/nextAllowedAt").asText()).isEqualTo("2026-11-30T00:00:00Z");
    }

    @Test
    void aSuppressionOfOneChannelLeavesTheOthers() {
        server.put(ALL + "/email", "{'channel': 'EMAIL', 'reason': 'bounced'}");
        assertThat(rule()).isEmpty();
        server.put(ALL + "/sms", "{'channel': 'SMS', 'sender': 'Northline', 'reason': 'asked for it'}");
        assertThat(rule()).isEqualTo("suppression#sms");
    }

    @Test
    void whatIsWrongWithASuppressionIsToldByItsPlace() {
        HttpResponse<String> response = server.put(
                ALL + "/x",
                "{'channel': 'EMIAL', 'purpose': 'SPAM', 'at': '2026-11-24T10:00:00Z', 'expiresAt':"
                        + " '2026-11-23T10:00:00Z', 'lift': {}}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("errors").findValuesAsText("pointer"))
                .containsExactly("/channel", "/purpose", "/reason", "/at", "/expiresAt", "/lift");
        assertThat(server.post(ALL + "/x/lift", "{}").statusCode()).isEqualTo(400);
        assertThat(server.post(ALL + "/x/lift", "{'reason': 'y'}").statusCode()).isEqualTo(404);
        assertThat(server.put("/v1/subscribers/nobody/suppressions/x", "{'reason': 'y'}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/v1/subscribers/nobody/suppressions").statusCode())
                .isEqualTo(404);
        assertThat(server.post("/v1/subscribers/nobody/suppressions/x/lift", "{'reason': 'y'}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get(ALL).body()).isEqualTo("{\"suppressions\":[]}");
    }

    @Test
    void thereIsAnEndToHowManyThereAre() {
        for (int i = 0; i < 500; i++) {
            server.put(ALL + "/" + i, "{'channel': 'EMAIL', 'reason': 'x'}");
        }
        assertThat(server.put(ALL + "/more", "{'reason': 'x'}").statusCode()).isEqualTo(409);
        assertThat(server.put(ALL + "/499", "{'reason': 'x'}").statusCode()).isEqualTo(200);
        assertThat(json(server.get(ALL)).path("suppressions")).hasSize(500);
    }

    @Test
    void anOptOutOverUssdStopsTheSmsThatIsStillToBeSent() {
        server.withRules(new CooloffRule(
                new RuleInfo("cooloffs", "opted-out", "test", null, null, null, null),
                new Scope(
                        Set.of(),
                        Set.of(Direction.OUTBOUND),
                        Set.of(Purpose.MARKETING),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of()),
                Set.of(new Channel("USSD")),
                Set.of(OutcomeType.OPTED_OUT),
                1,
                null,
                Set.of(),
                null,
                CooloffRule.Start.INSTANT));
        JsonNode reserved = json(server.decide("{'subscriber': {'id': 'S-1'}, 'channels': ['SMS']}"))
                .at("/selected/0/reservation");
        server.clock.set(ServerUnderTest.NOW.plusSeconds(60));
        server.post(
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o', 'outcome': 'OPTED_OUT', 'at': '2026-11-23T10:00:30Z', 'contact': {'id': 'U-1',"
                        + " 'subscriber': 'S-1', 'channel': 'USSD', 'purpose': 'MARKETING', 'at': '2026-11-23T10:00:00Z'}}]}");

        JsonNode contact = json(server.get("/v1/subscribers/S-1/contacts?limit=10"));
        assertThat(contact.toString()).contains(reserved.path("id").asText());
        for (JsonNode each : contact.path("contacts")) {
            if (each.path("reservation").asText().equals(reserved.path("id").asText())) {
                assertThat(each.path("expiresAt").asText())
                        .as("its time ran out with the opt-out")
                        .isEqualTo("2026-11-23T10:00:30Z");
                assertThat(each.path("state").asText()).isEqualTo("UNKNOWN");
            }
        }
        JsonNode told = json(server.decide(ASK));
        assertThat(told.path("selected")).isEmpty();
        assertThat(told.at("/others/0/reasons").findValuesAsText("rule")).contains("cooloffs#opted-out");
        assertThat(told.at("/others/0/nextAllowedAt").isNull()).isTrue();
    }

    /** Which rule withholds the best message; empty if none does. */
    private String rule() {
        JsonNode told = json(server.decide(ASK));
        return told.path("selected").isEmpty()
                ? told.at("/others/0/reasons/0/rule").asText()
                : "";
    }
}
