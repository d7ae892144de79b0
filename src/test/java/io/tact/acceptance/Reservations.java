package io.tact.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reservation ids in answers. */
final class Reservations {
    private Reservations() {}

    /** Those a decision granted. */
    static List<String> granted(JsonNode decision) {
        List<String> ids = new ArrayList<>();
        decision.path("selected").forEach(s -> ids.add(s.at("/reservation/id").asText()));
        return ids;
    }

    /** Those in a subscriber's contacts, page by page. */
    static List<String> inContactsOf(Api api, String subscriber) {
        List<String> ids = new ArrayList<>();
        String path = "/v1/subscribers/" + subscriber + "/contacts";
        String next = "";
        while (true) {
            Api.Answer page = api.get(path + (next.isEmpty() ? "" : "?cursor=" + next));
            if (page.status() != 200) {
                throw new AssertionError(page.toString());
            }
            page.json()
                    .path("contacts")
                    .forEach(c -> ids.add(c.path("reservation").asText()));
            next = page.json().path("next").asText("");
            if (next.isEmpty() || next.equals("null")) {
                return ids;
            }
        }
    }
}
