package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tact.http.TestCertificate;
import io.tact.identity.ApiKey;
import io.tact.identity.Role;
import io.tact.identity.TestIssuer;
import io.tact.server.config.BrokenConfigException;
import io.tact.server.config.ConfigFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that asks who asks, from its configuration file to its audit after a restart. */
class GuardedNodeTest {
    private static final TestIssuer ISSUER = new TestIssuer();

    private final String ops = ApiKey.random();
    private final String auditor = ApiKey.random();
    private final Path folder;
    private final TestCertificate certificate;
    private final HttpClient client;

    GuardedNodeTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        GreetingRuleset.write(Files.createDirectory(folder.resolve("greeting")));
        Files.writeString(folder.resolve("keys.json"), ISSUER.keySet());
        certificate = new TestCertificate(folder, "ip:127.0.0.1");
        client = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
    }

    private String yaml() {
        return """
                ruleset: greeting
                http: {port: 0, tls: {certificate: tls.crt, key: tls.key}}
                store: {embedded: {folder: data}}
                identities:
                  keys:
                    - {id: ops, hash: "OPS", roles: [sre, publisher]}
                    - {id: auditor, hash: "AUDITOR", roles: [auditor]}
                  tokens: {issuer: "ISSUER", audience: tact, keySet: keys.json}
                """
                .replace("OPS", ApiKey.hashLine(ops))
                .replace("AUDITOR", ApiKey.hashLine(auditor))
                .replace("ISSUER", TestIssuer.ISSUER);
    }

    private TactNode start(String yaml) throws StartupException, IOException, BrokenConfigException {
        return TactNode.start(ConfigFile.read(Files.writeString(folder.resolve("node.yaml"), yaml), variable -> null));
    }

    private StartupException refused(String yaml) {
        return catchThrowableOfType(StartupException.class, () -> start(yaml).close());
    }

    @Test
    void whatWasChangedAndRefusedIsInTheAuditAfterARestart() throws Exception {
        try (TactNode node = start(yaml())) {
            assertThat(send(node, null, "GET", "/health/ready").statusCode()).isEqualTo(200);
            assertThat(send(node, null, "GET", "/metrics").statusCode()).isEqualTo(401);
            assertThat(send(node, ops, "GET", "/metrics").body()).contains("tact_refused_total");
            assertThat(send(node, ops, "DELETE", "/v1/lists/BLOCTEL").statusCode())
                    .isEqualTo(404);
            assertThat(send(node, auditor, "DELETE", "/v1/lists/BLOCTEL").statusCode())
                    .isEqualTo(403);
            String token = ISSUER.signed(TestIssuer.claims(Instant.now(), Role.SUPPORT));
            assertThat(send(node, token, "GET", "/v1/lists").statusCode()).isEqualTo(200);
        }
        try (TactNode node = start(yaml() + "  strangersPerSecond: 1\n")) {
            assertThat(send(node, auditor, "GET", "/v1/audit").body())
                    .contains("\"action\":\"CHANGED\",\"by\":\"ops\",\"roles\":[\"publisher\",\"sre\"]")
                    .contains("\"action\":\"FAILED\",\"by\":\"ops\"")
                    .contains("\"operation\":\"removeList\",\"target\":\"BLOCTEL\"")
                    .contains("\"action\":\"REFUSED\",\"by\":\"auditor\"")
                    .contains("\"reason\":\"no-credential\"");
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(send(node, null, "GET", "/v1/audit").statusCode());
            }
            assertThat(answers).as("as often as the configuration says").contains(401, 429);
        }
    }

    @Test
    void aFileThatCannotBeUsedIsOneLineThatNamesIt() throws Exception {
        Files.writeString(folder.resolve("keys.json"), "[]");
        assertThat(refused(yaml()))
                .hasMessageContaining("identities.tokens.keySet " + folder.resolve("keys.json"))
                .hasMessageContaining("is no JSON Web Key Set");
        Files.writeString(folder.resolve("keys.json"), ISSUER.keySet());
        assertThat(refused(yaml().replace("key: tls.key", "key: nowhere.key")))
                .hasMessageContaining("http.tls.key " + folder.resolve("nowhere.key") + " cannot be read");
        Files.writeString(folder.resolve("tls.key"), "no key");
        assertThat(refused(yaml()))
                .hasMessageContaining("http.tls.key " + folder.resolve("tls.key") + " has no private key");
        TestCertificate other = new TestCertificate(Files.createDirectory(folder.resolve("other")), "ip:127.0.0.1");
        Files.copy(other.key(), folder.resolve("tls.key"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(refused(yaml()))
                .as("a key of another certificate, which no client could use")
                .hasMessageContaining("is not the key of " + folder.resolve("tls.crt"));
        Files.writeString(
                folder.resolve("tls.key"),
                Files.readString(other.key()).replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
        assertThat(refused(yaml())).hasMessageContaining("has a password").hasMessageContaining("openssl pkcs8");
        Files.writeString(folder.resolve("tls.crt"), "");
        assertThat(refused(yaml()))
                .hasMessageContaining("http.tls.certificate " + folder.resolve("tls.crt") + " has no certificate");
        String keys = yaml().replace("  tokens:", "  keysFile: more.yaml\n  tokens:");
        Files.writeString(folder.resolve("more.yaml"), "keys: []\n");
        assertThat(refused(keys))
                .hasMessageContaining("identities.keysFile")
                .hasMessageContaining("more.yaml has 1 error: keys must not be empty");
        Files.writeString(
                folder.resolve("more.yaml"),
                "keys: [{id: ops, hash: \"" + ApiKey.hashLine(ApiKey.random()) + "\", roles: [sre]}]\n");
        assertThat(refused(keys)).hasMessageContaining("keys has ops twice");
    }

    private HttpResponse<String> send(
            TactNode node, @org.jspecify.annotations.Nullable String credential, String method, String path)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + node.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (credential != null) {
            request.header("Authorization", "Bearer " + credential);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
