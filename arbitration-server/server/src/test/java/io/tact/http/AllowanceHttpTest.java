package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.Binding;
import io.tact.model.Counted;
import io.tact.model.Span;
import io.tact.policy.CapRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AllowanceHttpTest {
    private static final String PATH = "/v1/subscribers/S-1/allowance";

    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysWhatIsLeftAndWhenThereIsMore() {
        JsonNode fresh = json(server.get(PATH));
        assertThat(fresh.path("subscriber").asText()).isEqualTo("S-1");
        assertThat(fresh.path("at").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(fresh.path("ruleset").toString())
                .isEqualTo("{\"name\":\"test\",\"version\":\"0123456789abcdef\",\"epoch\":1}");
        assertThat(fresh.path("allowances").findValuesAsText("channel")).containsExactly("KIOSK", "SMS");
        assertThat(fresh.at("/allowances/1").toString())
                .isEqualTo("{\"channel\":\"SMS\",\"purpose\":\"MARKETING\",\"sender\":\"Northline\","
                        + "\"senderClass\":\"CVM\",\"allowed\":true,\"nextAllowedAt\":null,\"reasons\":[],\"caps\":"
                        + "[{\"rule\":\"caps#sms-day\",\"used\":0,\"max\":1,\"remaining\":1,"
                        + "\"window\":\"ROLLING PT24H\",\"freesAt\":null,\"citation\":null}]}");

        server.decide("{'subscriber': {'id': 'S-1'}}");
        JsonNode used = json(server.get(PATH)).at("/allowances/1");
        assertThat(used.path("allowed").asBoolean()).isFalse();
        assertThat(used.path("nextAllowedAt").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(used.at("/reasons/0/rule").asText()).isEqualTo("caps#sms-day");
        assertThat(used.at("/caps/0/remaining").asInt()).isZero();
        assertThat(used.at("/caps/0/freesAt").asText()).isEqualTo("2026-11-24T10:00:00Z");

        assertThat(allowed("2026-11-24T09:59:59.999Z")).isFalse();
        assertThat(allowed("2026-11-24T11:00:00%2B01:00")).isTrue();
    }

    private boolean allowed(String at) {
        return json(server.get(PATH + "?at=" + at)).at("/allowances/1/allowed").asBoolean();
    }

    @Test
    void anUnverifiedCapIsNeverCalledLaw() {
        server.withRules(new CapRule(
                new RuleInfo("caps", "ZA-1", "za-template", "ZA", null, null, "s. 45", Binding.DRAFT, false),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                new Window.Rolling(Span.parse("P7D")),
                ZoneBasis.SUBSCRIBER,
                1,
                Counted.ATTEMPTS,
                Set.of()));
        server.put("/v1/subscribers/S-1", "{'jurisdiction': 'ZA'}");

        JsonNode told = json(server.get(PATH));
        assertThat(told.path("unverified").asBoolean()).isTrue();
        assertThat(told.at("/allowances/1/caps/0").toString())
                .endsWith("\"citation\":\"s. 45\",\"binding\":\"DRAFT\",\"verified\":false}");

        server.decide("{'subscriber': {'id': 'S-1'}}");
        JsonNode decision = json(server.decide("{'subscriber': {'id': 'S-1'}, 'reserve': false}"));
        assertThat(decision.path("unverified").asBoolean()).isTrue();
        assertThat(decision.at("/others/0/reasons/0/binding").asText()).isEqualTo("DRAFT");
        assertThat(decision.at("/others/0/reasons/0/verified").asBoolean(true)).isFalse();
        assertThat(decision.at("/others/0/reasons/1").has("binding")).isFalse();

        server.put("/v1/subscribers/S-1", "{'jurisdiction': 'FR'}");
        assertThat(json(server.get(PATH)).has("unverified")).isFalse();
    }

    @Test
    void suspensionsAndSuppressionsShow() {
        server.put("/v1/suspensions/outage", "{'channel': 'SMS', 'reason': 'maintenance'}");
        server.put("/v1/subscribers/S-1/suppressions/x", "{'reason': 'asked for it'}");

        assertThat(json(server.get(PATH)).at("/allowances/1/reasons").findValuesAsText("code"))
                .containsExactly("SUPPRESSION", "SUSPENSION");
    }

    @Test
    void whoeverAsksInAWrongWayIsToldSo() {
        assertThat(server.get("/v1/subscribers/nobody/allowance").statusCode()).isEqualTo(404);
        HttpResponse<String> response = server.get(PATH + "?at=tomorrow");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo("?at");
    }

    @Test
    void aRuleThatFailsIsNoAllowance() {
        server.rules.beforeRules.set(TestRuleset::fail);
        assertThat(server.get(PATH).statusCode()).isEqualTo(503);
    }
}
