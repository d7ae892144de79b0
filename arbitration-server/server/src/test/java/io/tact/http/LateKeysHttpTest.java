package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tact.identity.Identities;
import io.tact.identity.Role;
import io.tact.identity.SigningAlgorithm;
import io.tact.identity.TestIssuer;
import io.tact.identity.TokenRules;
import io.tact.identity.Tokens;
import io.tact.port.InMemoryContactStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that come before the keys of the issuer are there wait for them, bodies and streams included. */
class LateKeysHttpTest {
    private static final int LINES = 3_000;
    private static final TestIssuer ISSUER = new TestIssuer();

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final HttpServer issuer =
            HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
    private final String name = "http://127.0.0.1:" + issuer.getAddress().getPort();
    private final ServerUnderTest server;

    LateKeysHttpTest() throws IOException {
        issuer.createContext("/", exchange -> {
            asked.countDown();
            boolean discovery = exchange.getRequestURI().getPath().startsWith("/.well-known");
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] bytes = (discovery
                            ? "{\"issuer\": \"" + name + "\", \"jwks_uri\": \"" + name + "/keys\"}"
                            : ISSUER.keySet())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        issuer.start();
        TokenRules rules = new TokenRules(
                name,
                TestIssuer.AUDIENCE,
                Set.of(SigningAlgorithm.RS256),
                Duration.ZERO,
                TestIssuer.rules(null).claims(),
                null);
        server = new ServerUnderTest(
                new InMemoryContactStore.Disk(),
                Identities.of(List.of(), Tokens.ofIssuer(rules, System::nanoTime)),
                null);
        Map<String, Object> claims = TestIssuer.claims(ServerUnderTest.NOW, Role.SRE, Role.SUPPORT, Role.PUBLISHER);
        claims.put("iss", name);
        server.as(ISSUER.signed(claims));
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        issuer.stop(0);
        server.close();
    }

    @Test
    void nothingOfABodyOrAStreamThatWaitedIsLost() throws Exception {
        StringBuilder lines = new StringBuilder();
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append("{\"id\": \"S-").append(i).append("\", \"language\": \"fr\"}\n");
            if (i < ServerUnderTest.LIST_ENTRIES) {
                numbers.append("+336").append(10_000_000 + i).append('\n');
            }
        }
        CompletableFuture<HttpResponse<String>> imported = CompletableFuture.supplyAsync(() -> server.send(
                "POST",
                "/v1/subscribers/import",
                HttpRequest.BodyPublishers.ofString(lines.toString()),
                "Content-Type",
                "application/x-ndjson"));
        assertThat(asked.await(10, TimeUnit.SECONDS)).as("the issuer is asked").isTrue();
        CompletableFuture<HttpResponse<String>> put =
                CompletableFuture.supplyAsync(() -> server.put("/v1/subscribers/S-x", "{'language': 'de'}"));
        CompletableFuture<HttpResponse<String>> list = CompletableFuture.supplyAsync(() -> server.send(
                "PUT",
                "/v1/lists/BLOCTEL",
                HttpRequest.BodyPublishers.ofString(numbers.toString()),
                "Content-Type",
                "text/plain"));
        assertThat(imported).as("waits").isNotDone();
        mayAnswer.countDown();

        assertThat(json(imported.get(30, TimeUnit.SECONDS)).path("accepted").asInt())
                .isEqualTo(LINES);
        assertThat(put.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(json(list.get(30, TimeUnit.SECONDS)).path("entries").asInt())
                .isEqualTo(ServerUnderTest.LIST_ENTRIES);
    }

    @Test
    void whileTheIssuerIsDownTokensAreNeitherBelievedNorCalledWrong() {
        issuer.stop(0);
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = server.get("/v1/lists");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("detail").asText()).contains(name, "cannot be read");
        }
        server.trail.writeRefused(ServerUnderTest.NOW).toCompletableFuture().join();
        assertThat(server.store
                        .feed(io.tact.port.Feeds.Feed.AUDIT, 0, 10)
                        .toCompletableFuture()
                        .join())
                .hasSize(1);
    }
}
