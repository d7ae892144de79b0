package io.tact.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.identity.Role;
import io.tact.identity.SigningAlgorithm;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask, as a configuration says it. */
class IdentitiesConfigTest extends NodeFile {
    IdentitiesConfigTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void whoMayAskIsSaidKeyByKeyAndForTokens() throws Exception {
        Files.writeString(folder.resolve("secret"), "open sesame\n");
        IdentitySettings identities = Objects.requireNonNull(read(WHOLE).identities());

        assertThat(identities.keys())
                .containsExactly(
                        new ApiKeySettings(
                                "push-gateway",
                                "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                                List.of(Role.CHANNEL),
                                null,
                                List.of(),
                                List.of(),
                                null,
                                null),
                        new ApiKeySettings(
                                "ringtones",
                                "sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                                List.of(Role.SENDER, Role.AUDITOR),
                                SenderClass.VAS,
                                List.of("Ringtones Ltd", "Games, Ltd"),
                                List.of(Purpose.MARKETING, Purpose.SERVICE),
                                50,
                                Instant.parse("2027-06-30T00:00:00Z")));
        assertThat(identities.tokens())
                .isEqualTo(new TokenSettings(
                        "https://login.example.org/realms/tact",
                        "tact",
                        folder.resolve("keys.json"),
                        List.of(SigningAlgorithm.ES256),
                        Duration.ofMinutes(1),
                        new TokenSettings.ClaimSettings("realm_access.roles", "class", "names", "why"),
                        20));
        assertThat(identities.strangersPerSecond()).isEqualTo(7);
    }

    @Test
    void whatIsWrongWithIdentitiesIsToldKeyByKey() throws Exception {
        String hash = "sha256:" + "0".repeat(64);
        assertThat(problems(ALONE + "identities: {}\n"))
                .containsExactly(
                        "identities.keys, keysFile or tokens must be said: nobody could ask anything. Maybe make a key with"
                                + " ./tact key");
        assertThat(problems(ALONE
                        + """
                        identities:
                          keys:
                            - {id: ops, hash: secret, roles: [sre]}
                            - {id: Ops, hash: "HASH", roles: [sre]}
                            - {id: nodes, hash: "HASH", roles: [sre]}
                            - {id: a, hash: "HASH", roles: [king]}
                            - {id: b, hash: "HASH", roles: []}
                            - {id: c, hash: "HASH", roles: [sender], purposes: [MARKETING]}
                            - {id: d, hash: "HASH", roles: sender, colour: red, perSecond: 0, expires: tomorrow}
                            - sre
                          tokens: {issuer: "http://login.example.org", audience: tact, algorithms: [HS256, none]}
                        """
                                .replace("HASH", hash)))
                .containsExactly(
                        "identities.keys[0].hash of key ops must be sha256: and 64 hexadecimal digits. Maybe make a key and"
                                + " its hash with ./tact key",
                        "identities.keys[1].id (Ops) must be of lower-case letters, digits, dots and dashes, and neither"
                                + " anonymous nor nodes. Maybe push-gateway",
                        "identities.keys[2].id (nodes) must be of lower-case letters, digits, dots and dashes, and neither"
                                + " anonymous nor nodes. Maybe push-gateway",
                        "identities.keys[3].roles (king) must be one of author approver publisher channel sender support"
                                + " auditor sre",
                        "identities.keys[4].roles of key b must not be empty. Maybe [channel]",
                        "identities.keys[5].senderClass and purposes of key c must be said: a sender has one class. Maybe"
                                + " senderClass: VAS, purposes: [MARKETING]",
                        "identities.keys[6].colour is no key. Maybe one of id, hash, roles, senderClass, senders, purposes,"
                                + " perSecond, expires",
                        "identities.keys[6].roles (sender) must be a list. Maybe [channel]",
                        "identities.keys[6].perSecond (0) must be 1 to 1000000. Maybe 200",
                        "identities.keys[6].expires (tomorrow) must be an ISO 8601 instant with an offset. Maybe"
                                + " 2027-06-30T00:00:00Z",
                        "identities.keys[7] must be a map of keys: id, hash, roles, senderClass, senders, purposes,"
                                + " perSecond, expires",
                        "identities.tokens.algorithms (HS256) must be one of RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384"
                                + " ES512 EdDSA. Maybe RS256");
        assertThat(
                        problems(
                                ALONE
                                        + "identities: {tokens: {issuer: 'http://login.example.org', audience: tact, clockSkew: PT1H}}\n"))
                .containsExactly("identities.tokens.clockSkew (PT1H) must be PT0S to PT5M. Maybe PT30S");
        assertThat(problems(ALONE + "identities: {tokens: {issuer: 'http://login.example.org', audience: tact}}\n"))
                .singleElement()
                .asString()
                .startsWith("identities.tokens.issuer (http://login.example.org) must be an https URL");
        String twice = "identities: {keys: [{id: a, hash: '%s', roles: [sre]}, {id: %s, hash: '%s', roles: [sre]}]}\n";
        assertThat(problems(ALONE + twice.formatted(hash, "a", hash.replace('0', '1'))))
                .containsExactly("identities.keys has a twice. Maybe a-2");
        assertThat(problems(ALONE + twice.formatted(hash, "b", hash)))
                .singleElement()
                .asString()
                .contains("has the hash of b twice");
    }

    @Test
    void beyondThisMachineThereMustBeIdentities() throws Exception {
        assertThat(problems(ALONE + "http: {host: 0.0.0.0}\n")).containsExactly(EXPOSED);
        assertThat(problems(ALONE + "http: {host: node-1.example.org}\n")).hasSize(1);
        for (String host : List.of("127.0.0.1", "127.1.2.3", "::1", "localhost")) {
            assertThat(read(ALONE + "http: {host: '" + host + "'}\n").http().host())
                    .isEqualTo(host);
        }
        String key = "{id: ops, hash: 'sha256:" + "0".repeat(64) + "', roles: [sre]}";
        assertThat(read(ALONE + "http: {host: 0.0.0.0}\nidentities: {keys: [" + key + "]}\n")
                        .http()
                        .host())
                .isEqualTo("0.0.0.0");
    }
}
