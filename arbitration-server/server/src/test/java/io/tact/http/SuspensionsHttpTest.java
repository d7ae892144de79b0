package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.port.CouldNotDecideException;
import io.tact.registers.SuspensionRegister;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuspensionsHttpTest {
    private static final String ASK = "{'subscriber': {'id': 'S-1'}, 'reserve': false, 'explain': 'FULL'}";

    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCampaignIsStoppedAtOnceAndRunsAgainWhenItsSwitchIsTakenAway() {
        assertThat(selected()).isEqualTo("TOPUP-10");

        HttpResponse<String> put =
                server.put("/v1/suspensions/price", "{'campaign': 'TOPUP-10', 'reason': 'wrong price'}");
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(put.body())
                .isEqualTo(
                        "{\"id\":\"price\",\"campaign\":\"TOPUP-10\",\"offer\":null,\"channel\":null,\"sender\":null,"
                                + "\"region\":null,\"reason\":\"wrong price\",\"at\":\"2026-11-23T10:00:00Z\",\"endsAt\":null}");

        JsonNode told = json(server.decide(ASK));
        assertThat(told.at("/selected/0/campaign").asText()).isEqualTo("DATA-5");
        assertThat(told.at("/others/0/campaign").asText()).isEqualTo("TOPUP-10");
        assertThat(told.at("/others/0/state").asText()).isEqualTo("WITHHELD");
        assertThat(told.at("/others/0/reasons/0/code").asText()).isEqualTo("SUSPENSION");
        assertThat(told.at("/others/0/reasons/0/rule").asText()).isEqualTo("suspension#price");
        assertThat(told.at("/others/0/reasons/0/text").asText()).isEqualTo("wrong price");

        HttpResponse<String> gone = server.delete("/v1/suspensions/price?reason=corrected");
        assertThat(gone.statusCode()).isEqualTo(200);
        assertThat(gone.body()).isEqualTo(put.body());
        assertThat(selected()).isEqualTo("TOPUP-10");
        assertThat(server.delete("/v1/suspensions/price?reason=again").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatEndsByItselfSaysWhenAndEnds() {
        server.put(
                "/v1/suspensions/outage",
                "{'channel': 'SMS', 'reason': 'maintenance', 'endsAt': '2026-11-23T12:00:00+01:00'}");

        JsonNode told = json(server.decide(ASK));
        assertThat(told.path("selected")).isEmpty();
        assertThat(told.at("/others/0/nextAllowedAt").asText()).isEqualTo("2026-11-23T11:00:00Z");
        server.clock.set(ServerUnderTest.NOW.plusSeconds(3_599));
        assertThat(json(server.decide(ASK)).path("selected")).isEmpty();
        server.clock.set(ServerUnderTest.NOW.plusSeconds(3_600));
        assertThat(selected()).isEqualTo("TOPUP-10");
    }

    @Test
    void everyTargetIsStopped() {
        for (String target : new String[] {
            "'offer': 'TOPUP-10-OFFER'",
            "'channel': 'SMS'",
            "'sender': 'Northline'",
            "'region': 'FR'",
            "'region': 'ZA-GP'"
        }) {
            server.put("/v1/suspensions/one", "{" + target + ", 'reason': 'stop'}");
            assertThat(json(server.decide(ASK)).at("/others/0/reasons/0/code").asText())
                    .as(target)
                    .isEqualTo("SUSPENSION");
        }
        assertThat(json(server.get("/v1/suspensions")).path("suspensions")).hasSize(1);
    }

    @Test
    void aSwitchThatIsSetAgainHasStoppedTheSameSinceThen() {
        server.put("/v1/suspensions/price", "{'campaign': 'TOPUP-10', 'reason': 'wrong price'}");
        server.clock.set(ServerUnderTest.NOW.plusSeconds(60));
        HttpResponse<String> again =
                server.put("/v1/suspensions/price", "{'campaign': 'TOPUP-10', 'reason': 'wrong price and picture'}");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("at").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(json(again).path("reason").asText()).isEqualTo("wrong price and picture");

        HttpResponse<String> another =
                server.put("/v1/suspensions/price", "{'campaign': 'DATA-5', 'reason': 'wrong price'}");
        assertThat(json(another).path("at").asText()).isEqualTo("2026-11-23T10:01:00Z");
        assertThat(selected()).isEqualTo("TOPUP-10");
    }

    @Test
    void aSwitchThatWouldStopNothingIsRefusedWithWhatMayBeMeant() {
        refused("{'campaign': 'TOPUP-1O', 'reason': 'x'}", 422, "/campaign", "Maybe TOPUP-10");
        refused("{'offer': 'TOPUP-10', 'reason': 'x'}", 422, "/offer", "is not in the catalogue");
        refused("{'channel': 'SSM', 'reason': 'x'}", 422, "/channel", "Maybe SMS");
        refused("{'sender': 'Northlin', 'reason': 'x'}", 422, "/sender", "Maybe Northline");
        refused("{'region': 'France', 'reason': 'x'}", 422, "/region", "such as FR or US-FL");
        refused("{'region': 'QQ', 'reason': 'x'}", 422, "/region", "must be a country");
        refused("{'reason': 'x'}", 400, "", "needs exactly one of campaign");
        refused("{'channel': 'SMS', 'region': 'FR', 'reason': 'x'}", 400, "", "needs exactly one of campaign");
        refused("{'channel': 'SMS'}", 400, "/reason", "is missing");
        refused(
                "{'channel': 'SMS', 'reason': 'x', 'endsAt': '2026-11-23T10:00:00Z'}",
                400,
                "/endsAt",
                "has passed. Maybe leave it out");
        assertThat(server.delete("/v1/suspensions/one").statusCode()).isEqualTo(400);
        assertThat(server.delete("/v1/suspensions/one?reason=%20").statusCode()).isEqualTo(400);
        assertThat(json(server.get("/v1/suspensions")).path("suspensions")).isEmpty();
    }

    private void refused(String body, int status, String pointer, String detail) {
        HttpResponse<String> response = server.put("/v1/suspensions/one", body);
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(json(response).at("/errors/0/detail").asText()).contains(detail);
    }

    @Test
    void whatCannotBeMadeDurableHasNoEffect() {
        server.operatorStore.failWith(new CouldNotDecideException("the disk is full"));
        assertThat(server.put("/v1/suspensions/one", "{'channel': 'SMS', 'reason': 'x'}")
                        .statusCode())
                .isEqualTo(503);
        assertThat(selected()).isEqualTo("TOPUP-10");

        server.operatorStore.failWith(null);
        server.put("/v1/suspensions/one", "{'channel': 'SMS', 'reason': 'x'}");
        server.operatorStore.failWith(new IllegalStateException("the disk is gone"));
        HttpResponse<String> unknown = server.delete("/v1/suspensions/one?reason=x");
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.body()).contains("it is not known whether that was stored (the disk is gone)");
        assertThat(json(server.decide(ASK)).path("selected")).isEmpty();
    }

    @Test
    void thereIsAnEndToHowManyThereAre() {
        for (int i = 0; i < SuspensionRegister.MOST; i++) {
            assertThat(server.put("/v1/suspensions/" + i, "{'region': 'ZA', 'reason': 'x'}")
                            .statusCode())
                    .isEqualTo(201);
        }
        HttpResponse<String> full = server.put("/v1/suspensions/more", "{'channel': 'SMS', 'reason': 'x'}");
        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(full.body()).contains("Maybe take away those that have ended");
        assertThat(server.put("/v1/suspensions/7", "{'channel': 'SMS', 'reason': 'x'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/metrics").body()).doesNotContain("wrong price");
    }

    private String selected() {
        return json(server.decide(ASK)).at("/selected/0/campaign").asText();
    }
}
