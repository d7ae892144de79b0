package io.tact.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What people and machines read about the node itself: the contract, its page, health and metrics. */
final class Pages {
    private static final String CONTRACT_PLACE = "__CONTRACT__";

    private Pages() {}

    /** {@code GET /openapi.yaml}. */
    static Operation contract(Contract contract) {
        return fixed("application/yaml", contract.yaml(), Map.of());
    }

    /** {@code GET /docs}: one page without anything from elsewhere. */
    static Operation docs(Contract contract) {
        // A "</" inside a script element would end it.
        String json = contract.document().toString().replace("</", "<\\/");
        byte[] page = resource("docs.html").replace(CONTRACT_PLACE, json).getBytes(StandardCharsets.UTF_8);
        String policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";
        return fixed("text/html; charset=utf-8", page, Map.of("Content-Security-Policy", policy));
    }

    /** {@code GET /health/live}. */
    static Operation live() {
        return fixed(Reply.JSON, "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** {@code GET /health/ready}. */
    static Operation ready(Readiness readiness) {
        return exchange -> {
            Map<String, Optional<String>> checks = readiness.ask();
            boolean up = checks.values().stream().allMatch(Optional::isEmpty);
            return CompletableFuture.completedFuture(Reply.json(up ? 200 : 503, out -> {
                out.writeStartObject();
                out.writeStringField("status", up ? "UP" : "DOWN");
                out.writeArrayFieldStart("checks");
                for (Map.Entry<String, Optional<String>> check : checks.entrySet()) {
                    out.writeStartObject();
                    out.writeStringField("name", check.getKey());
                    out.writeStringField("status", check.getValue().isEmpty() ? "UP" : "DOWN");
                    out.writeStringField("why", check.getValue().orElse(null));
                    out.writeEndObject();
                }
                out.writeEndArray();
                out.writeEndObject();
            }));
        };
    }

    /** {@code GET /metrics}. */
    static Operation metrics(Services services) {
        return exchange -> CompletableFuture.completedFuture(new Reply(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                services.metrics().scrape().getBytes(StandardCharsets.UTF_8),
                Map.of()));
    }

    private static Operation fixed(String type, byte[] body, Map<String, String> headers) {
        Reply reply = new Reply(200, type, body, headers);
        return exchange -> CompletableFuture.completedFuture(reply);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Pages.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
