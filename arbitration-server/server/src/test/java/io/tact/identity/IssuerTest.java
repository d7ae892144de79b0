package io.tact.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import io.tact.port.CouldNotDecideException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys that a real issuer on this machine tells of. */
class IssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
    private final String issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String document = "{\"issuer\": \"" + issuer + "\", \"jwks_uri\": \"" + issuer + "/keys\"}";
    private volatile String keys = "";
    private final RSAKey first = key("one");
    private final RSAKey second = key("two");
    private final Tokens tokens;

    IssuerTest() throws IOException {
        server.createContext("/realm/.well-known/openid-configuration", exchange -> answer(exchange, document));
        server.createContext("/realm/keys", exchange -> {
            asked.incrementAndGet();
            answer(exchange, keys);
        });
        server.start();
        keys = TestIssuer.keySet(first);
        TokenRules rules = TestIssuer.rules(null);
        tokens = Tokens.ofIssuer(
                new TokenRules(issuer, rules.audience(), rules.algorithms(), rules.clockSkew(), rules.claims(), null),
                System::nanoTime);
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String token(RSAKey key, Instant now, String id) {
        Map<String, Object> claims = TestIssuer.claims(now, Role.SUPPORT);
        claims.put("iss", issuer);
        claims.put("exp", now.plusSeconds(200_000).getEpochSecond());
        claims.put("jti", id);
        return TestIssuer.signed(key, claims);
    }

    private Identification identify(String token, Instant now) {
        return tokens.identify(token, now).toCompletableFuture().join();
    }

    @Test
    void keysAreFoundByDiscoveryAndAskedForOnce() {
        for (int i = 0; i < 10; i++) {
            assertThat(identify(token(first, NOW, "t" + i), NOW.plusSeconds(i)))
                    .isInstanceOf(Identification.Known.class);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aKeyThatIsNotThereIsAskedForButNotMoreOftenThanEveryTenSeconds() {
        identify(token(first, NOW, "t"), NOW);
        for (int i = 0; i < 50; i++) {
            assertThat(identify(token(second, NOW, "u" + i), NOW.plusSeconds(20)))
                    .isInstanceOf(Identification.Refused.class);
        }
        assertThat(asked).as("whatever tokens come").hasValue(2);

        keys = TestIssuer.keySet(first, second);
        assertThat(identify(token(second, NOW, "v"), NOW.plusSeconds(29))).isInstanceOf(Identification.Refused.class);
        assertThat(identify(token(second, NOW, "v"), NOW.plusSeconds(30))).isInstanceOf(Identification.Known.class);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aKeyThatWasTakenBackIsTrustedForMinutesAndNotUntilItsTokensExpire() {
        String token = token(first, NOW, "t");
        identify(token, NOW);
        keys = TestIssuer.keySet(second);
        Instant later = NOW.plus(IssuerKeySet.FRESH);
        identify(token, later);
        org.awaitility.Awaitility.await().until(() -> asked.get() == 2);
        org.awaitility.Awaitility.await()
                .until(() -> identify(token, later.plus(Tokens.REMEMBERED)) instanceof Identification.Refused);
    }

    @Test
    void anIssuerThatBeginsToAnswerAndGoesSilentIsNotWaitedForForever() {
        server.removeContext("/realm/keys");
        java.util.concurrent.CountDownLatch over = new java.util.concurrent.CountDownLatch(1);
        server.createContext("/realm/keys", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        IssuerKeySet silent = new IssuerKeySet(issuer, Duration.ofMillis(200));
        assertThatThrownBy(() -> silent.known(NOW).toCompletableFuture().get(20, java.util.concurrent.TimeUnit.SECONDS))
                .hasCauseInstanceOf(CouldNotDecideException.class)
                .hasMessageContaining("does not answer whole within PT0.2S");
        over.countDown();
    }

    @Test
    void aClockThatIsPutBackDoesNotKeepKeysForLonger() {
        identify(token(first, NOW, "t"), NOW);
        keys = TestIssuer.keySet(second);
        Instant before = NOW.minusSeconds(7_200);
        assertThat(identify(token(second, before, "u"), before)).isInstanceOf(Identification.Known.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void anIssuerThatIsDownIsDoneWithoutForADay() {
        identify(token(first, NOW, "t"), NOW);
        server.stop(0);
        Instant later = NOW.plus(IssuerKeySet.USABLE).minusSeconds(1);
        assertThat(identify(token(first, NOW, "u"), later)).isInstanceOf(Identification.Known.class);
        assertThatThrownBy(() -> identify(token(first, NOW, "v"), later.plusSeconds(60)))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CouldNotDecideException.class)
                .hasMessageContaining(issuer);
    }

    @Test
    void nothingIsBelievedOfAnIssuerThatIsAnotherOrPointsElsewhere() {
        for (String wrong : List.of(
                "{\"issuer\": \"http://127.0.0.1/other\", \"jwks_uri\": \"" + issuer + "/keys\"}",
                "{\"issuer\": \"" + issuer + "\", \"jwks_uri\": \"http://keys.example.org/keys\"}",
                "{\"issuer\": \"" + issuer + "\", \"jwks_uri\": \"file:///etc/keys\"}",
                "{\"issuer\": \"" + issuer + "\"}",
                "<html>",
                "[" + " ".repeat(1_100_000) + "]")) {
            document = wrong;
            Tokens fresh = Tokens.ofIssuer(
                    new TokenRules(
                            issuer,
                            "tact",
                            TestIssuer.rules(null).algorithms(),
                            Duration.ZERO,
                            TestIssuer.rules(null).claims(),
                            null),
                    System::nanoTime);
            assertThatThrownBy(() -> fresh.identify(token(first, NOW, "t"), NOW)
                            .toCompletableFuture()
                            .join())
                    .as(wrong.substring(0, Math.min(80, wrong.length())))
                    .hasCauseInstanceOf(CouldNotDecideException.class);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void onlyEncryptedPlacesAndThoseOfThisMachineAreSafe() {
        assertThat(List.of("https://login.example.org/x", "http://127.0.0.1:1/x", "http://localhost/x"))
                .allMatch(url -> IssuerKeySet.isSafe(URI.create(url)));
        assertThat(List.of("http://login.example.org", "ftp://127.0.0.1/x", "http:x", "http://127.0.0.1.example.org/"))
                .noneMatch(url -> IssuerKeySet.isSafe(URI.create(url)));
    }
}
