package io.tact.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A node's HTTP interface, as a client sees it. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    Api(String url) {
        this.url = url;
    }

    /** An answer. */
    record Answer(int status, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    /** Sends a request; the future fails if there is no whole answer. */
    CompletableFuture<Answer> send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response.body()));
    }

    Answer get(String path) {
        return send("GET", path, Map.of(), "").join();
    }

    Answer put(String path, String body) {
        return send("PUT", path, Map.of("Content-Type", "application/json"), body)
                .join();
    }

    Answer importSubscribers(String lines) {
        return send("POST", "/v1/subscribers/import", Map.of("Content-Type", "application/x-ndjson"), lines)
                .join();
    }

    /** Asks what to say to a subscriber on one channel, and reserves it. */
    CompletableFuture<Answer> decide(String subscriber, String channel, String idempotencyKey) {
        return send(
                "POST",
                "/v1/decisions",
                Map.of("Content-Type", "application/json", "Idempotency-Key", idempotencyKey),
                """
                {"subscriber": {"id": "%s"}, "direction": "OUTBOUND", "channels": ["%s"], "explain": "NONE"}"""
                        .formatted(subscriber, channel));
    }
}
