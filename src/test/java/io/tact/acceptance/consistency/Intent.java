package io.tact.acceptance.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client wants, whichever node it asks and however often.
 *
 * @param kind what it is
 * @param subscriber whom it is about
 * @param about the reservation it is about; empty if none
 * @param method the HTTP method
 * @param path where it goes to
 * @param key the idempotency key; empty for none
 * @param body the JSON that is sent; empty for none
 */
record Intent(Kind kind, String subscriber, String about, String method, String path, String key, String body) {

    /** What a client may want. */
    enum Kind {
        DECIDE,
        DRY_RUN,
        /** A key that was answered, with another body: to be refused. */
        REUSE_KEY,
        CONFIRM,
        RELEASE,
        OUTCOME,
        READ
    }

    /** Asks what to say and reserves it. Without channels or campaigns all compete. */
    static Intent decide(String subscriber, String key, List<String> channels, List<String> campaigns, int limit) {
        return decision(Kind.DECIDE, subscriber, key, question(subscriber, channels, campaigns, limit));
    }

    static Intent dryRun(String subscriber) {
        return decision(
                Kind.DRY_RUN,
                subscriber,
                "",
                question(subscriber, List.of(), List.of(), 1).put("reserve", false));
    }

    /** The key of an earlier question, with another one. */
    static Intent reusingKeyOf(Intent earlier) {
        return decision(
                Kind.REUSE_KEY, earlier.subscriber, earlier.key, question(earlier.subscriber, List.of(), List.of(), 7));
    }

    static Intent confirm(String subscriber, String reservation) {
        return settle(Kind.CONFIRM, subscriber, reservation, "confirm");
    }

    static Intent release(String subscriber, String reservation) {
        return settle(Kind.RELEASE, subscriber, reservation, "release");
    }

    /** Reports what became of a contact; its id is made from both, so that a contact has each type once. */
    static Intent outcome(String subscriber, String reservation, String type, Instant at) {
        ObjectNode body = Json.object();
        body.putArray("outcomes")
                .addObject()
                .put("id", "o-" + reservation + "-" + type)
                .put("reservation", reservation)
                .put("outcome", type)
                .put("at", at.toString());
        return new Intent(Kind.OUTCOME, subscriber, reservation, "POST", "/v1/outcomes", "", body.toString());
    }

    static Intent read(String subscriber) {
        return new Intent(
                Kind.READ, subscriber, "", "GET", "/v1/subscribers/" + subscriber + "/contacts?limit=10", "", "");
    }

    private static Intent decision(Kind kind, String subscriber, String key, ObjectNode body) {
        return new Intent(kind, subscriber, "", "POST", "/v1/decisions", key, body.toString());
    }

    private static Intent settle(Kind kind, String subscriber, String reservation, String how) {
        return new Intent(kind, subscriber, reservation, "POST", "/v1/reservations/" + reservation + "/" + how, "", "");
    }

    private static ObjectNode question(String subscriber, List<String> channels, List<String> campaigns, int limit) {
        ObjectNode body = Json.object();
        body.putObject("subscriber").put("id", subscriber);
        body.put("direction", "OUTBOUND").put("explain", "NONE").put("limit", limit);
        channels.forEach(body.putArray("channels")::add);
        campaigns.forEach(body.putArray("campaigns")::add);
        return body;
    }

    /** Whether a contact that this was told of may be in one of those states because of it. */
    boolean frees(Set<String> states) {
        return switch (kind) {
            case RELEASE -> states.contains("RELEASED");
            case OUTCOME -> states.contains(outcome().path("outcome").asText());
            case DECIDE, DRY_RUN, REUSE_KEY, CONFIRM, READ -> false;
        };
    }

    /** The id of the outcome that it tells; empty if it tells none. */
    String outcomeId() {
        return kind == Kind.OUTCOME ? outcome().path("id").asText() : "";
    }

    private JsonNode outcome() {
        return Json.read(body).at("/outcomes/0");
    }

    boolean hasKey() {
        return !key.isEmpty();
    }

    /** Whether this question may have led to a contact on that channel for that campaign. */
    boolean mayGrant(String channel, String campaign) {
        return isAmong(channel, "channels") && isAmong(campaign, "campaigns");
    }

    private boolean isAmong(String value, String field) {
        List<String> named = Json.texts(Json.read(body).path(field));
        return named.isEmpty() || named.contains(value);
    }

    Map<String, String> headers() {
        if (body.isEmpty()) {
            return Map.of();
        }
        return hasKey()
                ? Map.of("Content-Type", "application/json", "Idempotency-Key", key)
                : Map.of("Content-Type", "application/json");
    }
}
