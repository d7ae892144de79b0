package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.arbitration.Mandate;
import io.tact.identity.ApiKey;
import io.tact.identity.Identities;
import io.tact.identity.Identity;
import io.tact.identity.Role;
import io.tact.identity.TokenBucket;
import io.tact.port.Feeds;
import io.tact.port.InMemoryContactStore;
import io.tact.port.InMemoryOperatorStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one store that ask who asks, and talk by TLS. */
class GuardedForwardingHttpTest {
    private static final String ASK = "{'subscriber': {'id': 'S-1'}}";

    private final String key = ApiKey.random();
    private final String desk = ApiKey.random();
    private final String newer = ApiKey.random();
    private static @Nullable TestCertificate made;

    private final TestCertificate certificate = java.util.Objects.requireNonNull(made);
    private final ServerUnderTest here;
    private final ServerUnderTest owner;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) {
        made = new TestCertificate(folder, "ip:127.0.0.1");
    }

    GuardedForwardingHttpTest() {
        InMemoryContactStore.Disk disk = new InMemoryContactStore.Disk();
        InMemoryOperatorStore.Disk operators = new InMemoryOperatorStore.Disk();
        here = new ServerUnderTest(
                disk,
                operators,
                Identities.of(
                        List.of(
                                key(key, "gateway", null, Role.CHANNEL),
                                key(newer, "newer", null, Role.CHANNEL),
                                key(desk, "desk", null, Role.values())),
                        null),
                certificate);
        // The owner lets the gateway ask once a second, and knows nothing of the newer key.
        owner = new ServerUnderTest(
                disk,
                operators,
                Identities.of(
                        List.of(key(key, "gateway", 1, Role.CHANNEL), key(desk, "desk", null, Role.values())), null),
                certificate);
        here.as(desk).withSubscriber();
        here.owners.set(ledgerKey -> Optional.of(owner.peer()));
        owner.owners.set(ledgerKey -> Optional.empty());
    }

    private static ApiKey key(String key, String id, @Nullable Integer perSecond, Role... roles) {
        TokenBucket rate = perSecond == null ? null : new TokenBucket(perSecond, System.nanoTime());
        return ApiKey.of(
                new Identity(new Mandate(id, Mandate.Limits.NONE), EnumSet.copyOf(List.of(roles)), null, rate),
                ApiKey.hashLine(key));
    }

    @AfterEach
    void stop() {
        here.close();
        owner.close();
    }

    @Test
    void theCallersCredentialGoesAlongAndIsCountedAndAuditedOnce() {
        for (int i = 0; i < 5; i++) {
            assertThat(here.as(key).decide(ASK, "Idempotency-Key", "k-" + i).statusCode())
                    .as("counted where it came in")
                    .isEqualTo(200);
        }
        String id = json(here.decide(ASK, "Idempotency-Key", "k-1"))
                .path("decisionId")
                .asText();
        assertThat(forwarded("ANSWERED")).isEqualTo(6);
        assertThat(json(owner.as(desk).get("/v1/decisions/" + id)).path("by").asText())
                .isEqualTo("gateway");
        assertThat(owner.trail
                        .writeServed(ServerUnderTest.NOW)
                        .toCompletableFuture()
                        .join())
                .as("nothing to tell where it was handed on to")
                .isZero();
        assertThat(here.trail
                        .writeServed(ServerUnderTest.NOW)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(1);

        int before = audit();
        assertThat(here.as(desk)
                        .put("/v1/subscribers/S-1", "{'language': 'de'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(audit()).as("one entry of one change").isEqualTo(before + 1);
    }

    @Test
    void aClientThatSaysItIsANodeIsCountedLikeAnyOther() {
        String[] claims = {"Tact-Hops", "1", "Tact-Node", "AAAAAAAAAAAAAAAAAAAAAA"};
        int refused = 0;
        for (int i = 0; i < 20; i++) {
            refused += owner.as(key).decide(ASK, claims).statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isPositive();
        assertThat(owner.as(null).decide(ASK, claims).statusCode())
                .as("and gets in by a key alone")
                .isEqualTo(401);
    }

    @Test
    void whatAnOwnerWithOtherIdentitiesRefusesIsServedHere() {
        assertThat(json(here.as(newer).decide(ASK)).path("selected")).hasSize(1);
        assertThat(forwarded("REFUSED")).isEqualTo(1);
    }

    @Test
    void whoeverIsRefusedHereIsNotHandedOn() {
        assertThat(here.as(null).decide(ASK).statusCode()).isEqualTo(401);
        assertThat(here.as(ApiKey.random()).decide(ASK).statusCode()).isEqualTo(401);
        assertThat(here.as(key).put("/v1/subscribers/S-1", "{}").statusCode()).isEqualTo(403);
        assertThat(forwarded("ANSWERED")).isZero();
    }

    @Test
    void aNodeWhoseCertificateLeadsNowhereIsNotTalkedTo(@TempDir Path other) {
        TestCertificate strange = new TestCertificate(other, "ip:127.0.0.1");
        try (ServerUnderTest impostor =
                new ServerUnderTest(new InMemoryContactStore.Disk(), Identities.NONE, strange)) {
            here.owners.set(ledgerKey -> Optional.of(impostor.peer()));
            assertThat(json(here.as(key).decide(ASK)).path("selected"))
                    .as("decided here")
                    .hasSize(1);
            assertThat(forwarded("NOT_SENT")).isEqualTo(1);
            assertThat(impostor.get("/metrics").body()).doesNotContain("operation=\"decide\"");
        }
    }

    @Test
    void onlyTls12AndNewerIsSpokenAndNothingInTheClear() {
        assertThat(spoken("TLSv1.2")).isEqualTo(200);
        assertThat(spoken("TLSv1.3")).isEqualTo(200);
        assertThatThrownBy(() -> spoken("TLSv1.1")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + here.port + "/health/live"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(java.io.IOException.class);
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + here.port + "/health/live"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                .as("who does not trust the certificate")
                .isInstanceOf(SSLHandshakeException.class);
    }

    private int spoken(String protocol) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        try {
            return HttpClient.newBuilder()
                    .sslContext(certificate.trusting())
                    .sslParameters(parameters)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + here.port + "/health/live"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int audit() {
        return owner.store
                .feed(Feeds.Feed.AUDIT, 0, 1_000)
                .toCompletableFuture()
                .join()
                .size();
    }

    private int forwarded(String result) {
        return here.as(desk)
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tact_forwarded_total{result=\"" + result + "\"}"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
