package io.tact.http;

import static io.tact.http.ServerUnderTest.NOW;
import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.lifecycle.Sweeper.Swept;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedsHttpTest {
    private static final String EXPIRED = "/v1/reservations/expired";

    private final ServerUnderTest server = new ServerUnderTest().withSubscriber();

    @AfterEach
    void stop() {
        server.close();
    }

    private String reserve(String subscriber) {
        return json(server.decide("{'subscriber': {'id': '" + subscriber + "'}}"))
                .at("/selected/0/reservation/id")
                .asText();
    }

    @Test
    void aReservationThatRanOutIsToldOnceAndStaysUnknown() {
        String reservation = reserve("S-1");
        assertThat(server.upkeep()).isEqualTo(new Swept(0, 0));
        server.clock.set(NOW.plus(Duration.ofMinutes(31)));
        assertThat(server.upkeep()).isEqualTo(new Swept(1, 1));
        assertThat(server.upkeep()).isEqualTo(new Swept(0, 0));

        JsonNode page = json(server.get(EXPIRED));

        assertThat(page.path("expired")).hasSize(1);
        JsonNode event = page.at("/expired/0");
        assertThat(event.path("reservation").asText()).isEqualTo(reservation);
        assertThat(event.path("campaign").asText()).isEqualTo("TOPUP-10");
        assertThat(event.path("grantedAt").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(event.path("expiredAt").asText()).isEqualTo("2026-11-23T10:30:00Z");
        assertThat(event.path("noticedAt").asText()).isEqualTo("2026-11-23T10:31:00Z");
        assertThat(json(server.get("/v1/subscribers/S-1/contacts"))
                        .at("/contacts/0/state")
                        .asText())
                .isEqualTo("UNKNOWN");
        JsonNode after = json(server.get(EXPIRED + "?after=" + page.path("next").asText()));
        assertThat(after.path("expired")).isEmpty();
        assertThat(after.path("next")).isEqualTo(page.path("next"));
    }

    @Test
    void aReaderGoesOnWhereItStopped() {
        for (int i = 2; i <= 4; i++) {
            server.put("/v1/subscribers/S-" + i, "{'lines': [{'msisdn': '+3361234567" + i + "'}]}");
            reserve("S-" + i);
        }
        server.clock.set(NOW.plus(Duration.ofHours(1)));
        assertThat(server.upkeep().expired()).isEqualTo(3);

        JsonNode first = json(server.get(EXPIRED + "?limit=2"));
        JsonNode rest =
                json(server.get(EXPIRED + "?limit=2&after=" + first.path("next").asText()));

        assertThat(first.path("expired").findValuesAsText("position")).containsExactly("1", "2");
        assertThat(rest.path("expired").findValuesAsText("position")).containsExactly("3");
    }

    @Test
    void whatWasConfirmedIsNotTold() {
        String reservation = reserve("S-1");
        server.post("/v1/reservations/" + reservation + "/confirm", "");
        server.clock.set(NOW.plus(Duration.ofHours(1)));

        assertThat(server.upkeep()).isEqualTo(new Swept(1, 0));

        assertThat(json(server.get(EXPIRED)).path("expired")).isEmpty();
    }

    @Test
    void aPositionOrALimitThatIsNoneIsRefused() {
        HttpResponse<String> refused = server.get(EXPIRED + "?after=soon&limit=0");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("errors").findValuesAsText("pointer")).containsExactly("?after", "?limit");
        assertThat(server.get("/v1/audit?after=-1").statusCode()).isEqualTo(400);
    }
}
