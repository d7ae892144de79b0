package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscribersHttpTest {
    private static final String WHOLE = "{'account': 'A-9', 'lines': [{'msisdn': '+33612345678'}],"
            + " 'addresses': [{'email': 'a@example.org'}], 'devices': [{'token': 'T0'}], 'zone': 'Europe/Paris',"
            + " 'jurisdiction': 'FR', 'language': 'fr-FR', 'profile': {'plan': 'PREPAID', 'balance': 12.5,"
            + " 'roaming': false, 'contractEnd': '2027-01-31', 'lastTopUp': '2026-11-01T10:00:00+01:00'},"
            + " 'consents': [{'channel': 'SMS', 'purpose': 'MARKETING', 'state': 'GRANTED', 'at': '2026-01-01T00:00:00Z',"
            + " 'source': 'shop'}, {'state': 'REFUSED', 'category': 'DEVICE'}, {'channel': 'SMS', 'purpose': 'MARKETING',"
            + " 'special': 'OUTSIDE_HOURS', 'state': 'GRANTED', 'at': '2026-01-02T00:00:00Z'}],"
            + " 'residence': {'jurisdiction': 'US-FL'}, 'location': {'jurisdiction': 'ZA', 'zone': 'Africa/Johannesburg',"
            + " 'at': '2026-11-23T09:00:00Z'}, 'relations': [{'kind': 'EXISTING_CUSTOMER', 'sender': 'Northline',"
            + " 'category': 'DATA', 'at': '2025-01-01T00:00:00Z', 'until': '2027-01-01T00:00:00Z'},"
            + " {'kind': 'EXPRESS_REQUEST'}], 'preferredHours': [{'days': ['SUN', 'MON'], 'open': '18:00', 'close': '00:00'},"
            + " {'open': '22:30', 'close': '02:00'}]}";

    private final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsPutIsWhatIsGot() {
        HttpResponse<String> created = server.put("/v1/subscribers/S%2F1", WHOLE);
        assertThat(created.statusCode()).isEqualTo(201);
        HttpResponse<String> got = server.get("/v1/subscribers/S%2F1");

        assertThat(got.body()).isEqualTo(created.body());
        assertThat(json(got).path("id").asText()).isEqualTo("S/1");
        assertThat(json(got).path("account").asText()).isEqualTo("A-9");
        assertThat(json(got).path("profile").toString())
                .isEqualTo("{\"balance\":12.5,\"contractEnd\":\"2027-01-31\",\"lastTopUp\":\"2026-11-01T09:00:00Z\","
                        + "\"plan\":\"PREPAID\",\"roaming\":false}");
        assertThat(json(got).at("/consents/1/at").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(json(got).path("consents").findValuesAsText("special"))
                .containsExactly("null", "null", "OUTSIDE_HOURS");
        assertThat(json(got).path("residence").toString()).isEqualTo("{\"jurisdiction\":\"US-FL\",\"zone\":null}");
        assertThat(json(got).at("/location/at").asText()).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(json(got).path("relations").findValuesAsText("kind"))
                .containsExactly("EXISTING_CUSTOMER", "EXPRESS_REQUEST");
        assertThat(json(got).path("preferredHours").toString())
                .isEqualTo("[{\"days\":[\"MON\",\"SUN\"],\"open\":\"18:00\",\"close\":\"24:00\"},"
                        + "{\"days\":[],\"open\":\"22:30\",\"close\":\"02:00\"}]");

        HttpResponse<String> again = server.put("/v1/subscribers/S%2F1", got.body());
        assertThat(again.statusCode()).isEqualTo(200);
        ObjectNode before = (ObjectNode) json(got);
        ObjectNode after = (ObjectNode) json(again);
        assertThat(after.path("version").asLong())
                .isGreaterThan(before.path("version").asLong());
        assertThat(after.without("version").toString())
                .isEqualTo(before.without("version").toString());
    }

    @Test
    void nobodyIsFoundUnderAnUnknownId() {
        assertThat(server.get("/v1/subscribers/S-404").statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/subscribers/S-404/contacts").statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/subscribers/" + "x".repeat(129)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyWrongFieldIsNamedAndNothingIsStored() {
        HttpResponse<String> response = server.put(
                "/v1/subscribers/S-1",
                "{'id': 'S-2', 'lines': [{'msisdn': '12'}], 'addresses': ['a@b'], 'zone': 'Europe/Pari',"
                        + " 'jurisdiction': 'France', 'language': 'not a tag', 'consents': [{'channel': 'sms', 'state': 'YES'},"
                        + " {'at': '1800-01-01T00:00:00Z'}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("errors").findValuesAsText("pointer"))
                .containsExactly(
                        "/id",
                        "/lines/0/msisdn",
                        "/addresses/0",
                        "/zone",
                        "/jurisdiction",
                        "/language",
                        "/consents/0/channel",
                        "/consents/0/state",
                        "/consents/1/state",
                        "/consents/1/at",
                        "/consents");
        assertThat(response.body()).contains("Maybe Europe/Paris");
        assertThat(server.get("/v1/subscribers/S-1").statusCode()).isEqualTo(404);
    }

    @Test
    void circumstancesThatCannotBeAreNamedByTheirPlace() {
        HttpResponse<String> response = server.put(
                "/v1/subscribers/S-1",
                "{'residence': {}, 'location': {'zone': 'Mars', 'at': '2026-11-24T00:00:00Z'},"
                        + " 'relations': [{'sender': 'Northline'}, {'kind': 'FRIEND'}, {'kind': 'EXPRESS_REQUEST',"
                        + " 'at': '2026-02-01T00:00:00Z', 'until': '2026-01-01T00:00:00Z'}],"
                        + " 'preferredHours': [{'days': ['FUN'], 'open': '25:00', 'close': '18:00'},"
                        + " {'open': '18:00', 'close': '18:00'}, {'days': ['MON']}, {'open': '24:00', 'close': '01:00'}],"
                        + " 'consents': [{'state': 'GRANTED', 'special': 'MIDNIGHT'}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("errors").findValuesAsText("pointer"))
                .containsExactly(
                        "/consents/0/special",
                        "/residence",
                        "/location/zone",
                        "/location/at",
                        "/relations/0/kind",
                        "/relations/1/kind",
                        "/relations/2/until",
                        "/preferredHours/0/days/0",
                        "/preferredHours/0/open",
                        "/preferredHours/1/close",
                        "/preferredHours/2/open",
                        "/preferredHours/2/close",
                        "/preferredHours/3/open");
        assertThat(response.body())
                .contains("is before at (2026-02-01T00:00:00Z). Maybe they are swapped")
                .contains("is the same as open. Maybe 00:00 and 24:00 for the whole day");
    }

    @Test
    void anOffsetIsNoTimeZone() {
        for (String offset : List.of("+02:00", "Z", "GMT+2", "UTC+01:00")) {
            JsonNode problem = json(server.put("/v1/subscribers/S-1", "{'zone': '" + offset + "'}"));
            assertThat(problem.path("status").asInt()).as(offset).isEqualTo(400);
            assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/zone");
        }
        assertThat(server.put("/v1/subscribers/S-1", "{'zone': 'UTC'}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void whatIsNotSaidOfCircumstancesAnyMoreIsForgotten() {
        server.put("/v1/subscribers/S-1", WHOLE);
        HttpResponse<String> got = server.put("/v1/subscribers/S-1", "{'residence': {'zone': 'Europe/Paris'}}");

        assertThat(json(got).path("residence").toString())
                .isEqualTo("{\"jurisdiction\":null,\"zone\":\"Europe/Paris\"}");
        assertThat(json(got).path("location").isNull()).isTrue();
        assertThat(json(got).path("relations")).isEmpty();
        assertThat(json(got).path("preferredHours")).isEmpty();
    }

    @Test
    void aRefusalOnAChannelThatNobodyKnowsIsNotLostUnderItsMisspeltName() {
        HttpResponse<String> response =
                server.put("/v1/subscribers/S-1", "{'consents': [{'channel': 'EMIAL', 'state': 'REFUSED'}]}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("detail").asText())
                .isEqualTo("/consents/0/channel: channel \"EMIAL\" is not known to the ruleset. Maybe EMAIL");
    }

    @Test
    void aProfileIsHeldToTheDataDictionary() {
        HttpResponse<String> response = server.put(
                "/v1/subscribers/S-1",
                "{'profile': {'plan': 'GOLD', 'balanse': 1, 'balance': true, 'contractEnd': '31.1.2027', 'callReason': 'X'}}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("errors").findValuesAsText("detail"))
                .containsExactly(
                        "plan (\"GOLD\") must be one of POSTPAID, PREPAID",
                        "attribute \"balanse\" is not in the ruleset's data dictionary. Maybe balance",
                        "balance is a NUMBER in the data dictionary, not true or false",
                        "contractEnd (\"31.1.2027\") must be a date such as 2026-11-23",
                        "attribute callReason belongs to the CONTEXT, not to the PROFILE");
    }

    @Test
    void contactsComePageByPageTheLatestFirst() {
        server.withSubscriber();
        for (int i = 0; i < 5; i++) {
            server.post(
                    "/v1/outcomes",
                    "{'outcomes': [{'id': 'o', 'outcome': 'SENT', 'at': '2026-11-20T10:0" + i
                            + ":00Z', 'contact': {'id': 'C-" + i + "', 'subscriber': 'S-1', 'channel': 'EMAIL',"
                            + " 'purpose': 'SERVICE', 'at': '2026-11-20T10:0" + i + ":00Z'}}]}");
        }
        JsonNode first = json(server.get("/v1/subscribers/S-1/contacts?limit=2"));
        JsonNode second = json(server.get("/v1/subscribers/S-1/contacts?limit=2&cursor="
                + first.path("next").asText()));
        JsonNode third = json(server.get("/v1/subscribers/S-1/contacts?limit=2&cursor="
                + second.path("next").asText()));

        assertThat(first.path("contacts").findValuesAsText("reservation")).containsExactly("C-4", "C-3");
        assertThat(second.path("contacts").findValuesAsText("reservation")).containsExactly("C-2", "C-1");
        assertThat(third.path("contacts").findValuesAsText("reservation")).containsExactly("C-0");
        assertThat(third.path("next").isNull()).isTrue();
    }

    @Test
    void aWrongPageIsRefused() {
        server.withSubscriber();
        HttpResponse<String> response = server.get("/v1/subscribers/S-1/contacts?limit=0&cursor=!!");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("errors").findValuesAsText("pointer")).containsExactly("?limit", "?cursor");
    }
}
