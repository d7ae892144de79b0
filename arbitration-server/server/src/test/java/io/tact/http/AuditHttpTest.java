package io.tact.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.identity.Role;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is changed, served and refused is in the audit, and nothing is changed that is not. */
class AuditHttpTest {
    private final EveryOperation all = new EveryOperation();

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void whatWasRefusedIsInTheAuditInSums() {
        Map<String, String> bad = all.untrustworthy();
        for (Contract.Entry entry : all.guarded()) {
            bad.values().forEach(credential -> all.as(credential, entry));
            all.server.as(null);
            all.send(entry);
        }
        all.as(all.key(Role.AUTHOR), all.entry("eraseSubscriber"));
        long position = all.audit().size();
        all.server.trail.writeRefused(EveryOperation.NOW).toCompletableFuture().join();

        List<JsonNode> refused = all.audit().subList((int) position, all.audit().size());
        assertThat(refused)
                .allSatisfy(entry -> assertThat(entry.path("action").asText()).isEqualTo("REFUSED"));
        Map<String, Long> sums = new LinkedHashMap<>();
        refused.forEach(entry -> sums.put(
                entry.path("by").asText("nobody") + " " + entry.path("reason").asText(),
                entry.at("/counts/requests").asLong()));
        long operations = all.guarded().size();
        assertThat(sums)
                .containsEntry("author role", 1L)
                .containsEntry("nobody no-credential", operations)
                .containsEntry("nobody unknown-key", operations)
                .containsEntry("nobody wrong-signature", operations)
                .containsEntry("nobody expired", 2 * operations)
                .containsEntry("nobody wrong-audience", operations)
                .hasSizeLessThan(12);
        assertThat(all.server.as(all.everything).get("/metrics").body())
                .contains("tact_refused_total{reason=\"wrong-signature\"} " + (double) operations);
    }

    @Test
    void everyChangeIsInTheAuditWithWhoWhatWhenAndWhy() {
        int before = all.audit().size();
        all.server.as(all.key(Role.PUBLISHER));
        all.server.send(
                "PUT",
                "/v1/suspensions/stop-sms",
                HttpRequest.BodyPublishers.ofString("{\"channel\": \"SMS\", \"reason\": \"outage\"}"),
                "Content-Type",
                "application/json");
        all.server.as(EveryOperation.token(Role.SUPPORT));
        all.server.post(
                "/v1/subscribers/S-1/suppressions/nope/lift", "{'reason': 'over'}", "Tact-Reason", "ticket 4711");
        all.server.delete("/v1/subscribers/S-1?reason=asked%20by%20letter");

        List<JsonNode> told = all.audit().subList(before, all.audit().size());
        assertThat(told)
                .extracting(entry -> entry.path("action").asText() + " "
                        + entry.path("by").asText() + " "
                        + entry.path("roles") + " " + entry.path("operation").asText() + " "
                        + entry.path("target").asText() + " "
                        + entry.path("reason").asText())
                .containsExactly(
                        "CHANGED publisher [\"publisher\"] putSuspension stop-sms outage",
                        "CHANGED token:ann [\"support\"] liftSuppression nope ticket 4711",
                        "FAILED token:ann [\"support\"] liftSuppression nope ticket 4711",
                        "CHANGED token:ann [\"support\"] eraseSubscriber null asked by letter",
                        "ERASED token:ann [] null null asked by letter");
        assertThat(told.get(1).path("subject").asText())
                .as("told as a hash")
                .isEqualTo(told.get(4).path("subject").asText())
                .doesNotContain("S-1");
        assertThat(told).extracting(entry -> entry.path("at").asText()).containsOnly(EveryOperation.NOW.toString());
    }

    @Test
    void trafficIsInTheAuditInSums() {
        all.server.trail.writeServed(EveryOperation.NOW).toCompletableFuture().join();
        int before = all.audit().size();
        all.server.as(all.key(Role.CHANNEL));
        all.server.decide("{'subscriber': {'id': 'S-1'}}");
        all.server.decide("{'subscriber': {'id': 'S-1'}}");
        all.server.decide("{'subscriber': 7}");
        assertThat(all.audit()).hasSize(before);
        all.server.trail.writeServed(EveryOperation.NOW).toCompletableFuture().join();
        JsonNode sum = all.audit().get(before);
        assertThat(sum.path("action").asText()).isEqualTo("SERVED");
        assertThat(sum.path("by").asText()).isEqualTo("channel");
        assertThat(sum.path("operation").asText()).isEqualTo("decide");
        assertThat(sum.at("/counts/requests").asLong()).isEqualTo(2);
    }

    @Test
    void nothingIsDoneOfWhichTheAuditCannotBeWritten() {
        all.server.store.close();
        assertThat(all.as(all.key(Role.PUBLISHER), all.entry("putSuspension")).statusCode())
                .isEqualTo(503);
        assertThat(all.server.registers.suspensions().current())
                .extracting(io.tact.model.Suspension::id)
                .containsExactly("stop");
    }
}
