package io.tact.acceptance.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A decision as a client was told of it.
 *
 * @param decision its id
 * @param at the instant it was made for
 * @param recorded whether it is said to be in the ledger
 * @param selected what was selected
 */
record Told(String decision, Instant at, boolean recorded, List<Selected> selected) {

    /** One treatment that was selected; the reservation is empty if none was made. */
    record Selected(String reservation, String campaign, String offer, String treatment, String channel) {}

    /** What an attempt was told; it must have been answered with 200. */
    static Told of(Attempt attempt) {
        JsonNode answer = Json.read(attempt.body());
        List<Selected> selected = new ArrayList<>();
        answer.path("selected")
                .forEach(s -> selected.add(new Selected(
                        s.at("/reservation/id").asText(""),
                        s.path("campaign").asText(),
                        s.path("offer").asText(),
                        s.path("treatment").asText(),
                        s.path("channel").asText())));
        return new Told(
                answer.path("decisionId").asText(),
                Instant.parse(answer.path("at").asText()),
                answer.path("recorded").asBoolean(),
                selected);
    }
}
