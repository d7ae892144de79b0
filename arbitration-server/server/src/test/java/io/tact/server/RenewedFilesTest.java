package io.tact.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tact.http.TestCertificate;
import io.tact.identity.ApiKey;
import io.tact.identity.Role;
import io.tact.identity.TestIssuer;
import io.tact.port.DataFormat;
import io.tact.server.config.ConfigFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and certificates that change while a node runs. */
class RenewedFilesTest {
    private static final TestIssuer FIRST = new TestIssuer();
    private static final TestIssuer SECOND = new TestIssuer();

    private final String ops = ApiKey.random();
    private final String old = ApiKey.random();
    private final String fresh = ApiKey.random();
    private final Path folder;
    private final TestCertificate certificate;
    private final TestCertificate renewed;
    private final TactNode node;
    private HttpClient client;

    RenewedFilesTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        GreetingRuleset.write(Files.createDirectory(folder.resolve("greeting")));
        renewed = new TestCertificate(Files.createDirectory(folder.resolve("renewed")), "ip:127.0.0.1");
        certificate = new TestCertificate(folder, "ip:127.0.0.1");
        client = trusting(certificate);
        keys(old);
        Files.writeString(folder.resolve("issuer.json"), FIRST.keySet());
        Path yaml = Files.writeString(
                folder.resolve("node.yaml"),
                """
                ruleset: greeting
                http: {port: 0, tls: {certificate: tls.crt, key: tls.key, authorities: tls.crt}}
                store: {embedded: {folder: data}}
                identities:
                  keys: [{id: ops, hash: "OPS", roles: [sre]}]
                  keysFile: keys.yaml
                  tokens: {issuer: "ISSUER", audience: tact, keySet: issuer.json}
                """
                        .replace("OPS", ApiKey.hashLine(ops))
                        .replace("ISSUER", TestIssuer.ISSUER));
        node = new NodeStart(ConfigFile.read(yaml, variable -> null), Clock.systemUTC(), DataFormat.NEWEST)
                .lookingEvery(Duration.ofMillis(20))
                .start(StoreStart::open);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static HttpClient trusting(TestCertificate certificate) {
        return HttpClient.newBuilder().sslContext(certificate.trusting()).build();
    }

    private void keys(String key) throws IOException {
        replace(
                "keys.yaml",
                "keys: [{id: gateway, hash: \"" + ApiKey.hashLine(key) + "\", roles: [support], perSecond: 1000}]\n");
    }

    /** At once, as tools that renew do. */
    private void replace(String name, String text) throws IOException {
        Path beside = Files.writeString(folder.resolve(name + ".new"), text);
        Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private int status(String credential) throws IOException, InterruptedException {
        return send(credential, "/v1/lists").statusCode();
    }

    private HttpResponse<String> send(String credential, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + node.port() + path))
                        .header("Authorization", "Bearer " + credential)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private double metric(String line) throws IOException, InterruptedException {
        return send(ops, "/metrics")
                .body()
                .lines()
                .filter(text -> text.startsWith(line + " "))
                .mapToDouble(text -> Double.parseDouble(text.substring(line.length())))
                .findFirst()
                .orElse(-1);
    }

    private void awaitMetric(String line, double value) {
        await().atMost(30, SECONDS).until(() -> metric(line) == value);
    }

    @Test
    void aKeyIsReplacedWhileTheNodeRuns() throws Exception {
        assertThat(status(old)).isEqualTo(200);
        assertThat(status(fresh)).isEqualTo(401);
        keys(fresh);
        await().atMost(30, SECONDS).until(() -> status(fresh) == 200);
        assertThat(status(old)).isEqualTo(401);
        assertThat(status(ops)).as("what the configuration says itself stays").isEqualTo(200);
        awaitMetric("tact_files_taken_total{what=\"keys\"}", 1);
        assertThat(metric("tact_files_refused{what=\"keys\"}")).isZero();
    }

    @Test
    void aFileOfKeysThatIsBrokenOrGoneChangesNothing() throws Exception {
        for (String broken : new String[] {
            "keys: []\n",
            "keys: [{id: gateway",
            "keys: [{id: gateway, hash: \"" + fresh + "\", roles: [support]}]\n",
            "keys: [{id: gateway, hash: \"" + ApiKey.hashLine(fresh) + "\", roles: [king]}]\n",
            "keys: [{id: ops, hash: \"" + ApiKey.hashLine(fresh) + "\", roles: [sre]}]\n",
            ""
        }) {
            replace("keys.yaml", broken);
            awaitMetric("tact_files_refused{what=\"keys\"}", 1);
            assertThat(status(old)).as(broken).isEqualTo(200);
            assertThat(status(fresh)).as(broken).isEqualTo(401);
            keys(old);
            awaitMetric("tact_files_refused{what=\"keys\"}", 0);
        }
        Files.delete(folder.resolve("keys.yaml"));
        awaitMetric("tact_files_refused{what=\"keys\"}", 1);
        assertThat(status(old)).isEqualTo(200);
        keys(fresh);
        await().atMost(30, SECONDS).until(() -> status(fresh) == 200);
    }

    @Test
    void keysOfTokensAreReplacedAndWhatTheOldOnesSignedIsNotBelievedForAMomentLonger() throws Exception {
        String token = FIRST.signed(TestIssuer.claims(Instant.now(), Role.SUPPORT));
        assertThat(status(token)).as("verified, and remembered").isEqualTo(200);
        replace("issuer.json", "[]");
        awaitMetric("tact_files_refused{what=\"token-keys\"}", 1);
        assertThat(status(token)).isEqualTo(200);
        replace("issuer.json", SECOND.keySet());
        awaitMetric("tact_files_taken_total{what=\"token-keys\"}", 1);
        assertThat(status(token)).isEqualTo(401);
        assertThat(status(SECOND.signed(TestIssuer.claims(Instant.now(), Role.SUPPORT))))
                .isEqualTo(200);
    }

    @Test
    void aCertificateIsRenewedAndHalfOfOneIsNotTaken() throws Exception {
        assertThat(status(ops)).isEqualTo(200);
        double left = metric("tact_tls_certificate_left_seconds");
        assertThat(left).isBetween(3_600.0, 3 * 86_400.0);

        replace("tls.crt", Files.readString(renewed.certificate()));
        awaitMetric("tact_files_refused{what=\"tls\"}", 1);
        client = trusting(certificate);
        assertThat(status(ops)).as("the key is not there yet").isEqualTo(200);

        replace("tls.key", Files.readString(renewed.key()));
        await().atMost(30, SECONDS).until(() -> {
            client = trusting(renewed);
            try {
                return status(ops) == 200;
            } catch (SSLHandshakeException e) {
                return false;
            }
        });
        awaitMetric("tact_files_taken_total{what=\"tls\"}", 1);
        assertThat(metric("tact_files_refused{what=\"tls\"}")).isZero();
        client = trusting(certificate);
        assertThatThrownBy(() -> status(ops)).isInstanceOf(SSLHandshakeException.class);
    }
}
