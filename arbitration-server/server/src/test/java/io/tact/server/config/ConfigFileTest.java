package io.tact.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tact.identity.Role;
import io.tact.identity.SigningAlgorithm;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.port.DataFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final String ALONE =
            """
            ruleset: rules
            store: {embedded: {folder: data}}
            """;

    private static final String WHOLE =
            """
            ruleset: rules
            http:
              host: 10.0.0.11
              port: 9090
              advertise: "node-1.example.org:9443"
              tls: {certificate: tls.crt, key: tls.key, authorities: ca.crt}
            store:
              postgresql:
                url: jdbc:postgresql://db/tact
                user: writer
                passwordFile: secret
                poolSize: 12
                patience: PT1M30S
            cluster:
              name: east
              bind: 10.0.0.11
              port: 5801
              advertise: "10.0.0.11:5801"
              members: ["10.0.0.11:5801", "10.0.0.12:5801", "[fd00::1]:5801"]
              minimumMembers: 3
              format: 2
            memory: {gridMebibytes: 64, localMebibytes: 0}
            retention: {contacts: P30D, decisions: P90D, dryRuns: PT12H, events: P2D}
            drain: PT15S
            identities:
              keys:
                - id: push-gateway
                  hash: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  roles: [channel]
                - id: ringtones
                  hash: sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  roles: [sender, auditor]
                  senderClass: VAS
                  senders: [Ringtones Ltd, "Games, Ltd"]
                  purposes: [MARKETING, SERVICE]
                  perSecond: 50
                  expires: 2027-06-30T02:00:00+02:00
              tokens:
                issuer: https://login.example.org/realms/tact
                audience: tact
                keySet: keys.json
                algorithms: [ES256]
                clockSkew: PT1M
                claims: {roles: realm_access.roles, senderClass: class, senders: names, purposes: why}
                perSecond: 20
            """;

    private static final String EXPOSED =
            "http.host (0.0.0.0) is reached from beyond this machine, and there are no identities: everybody could read"
                    + " and change everything. Maybe add identities (./tact key makes a key), or keep to 127.0.0.1";

    private final Path folder;

    ConfigFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatIsNotSaidIsAsByDefault() throws Exception {
        NodeConfig config = read(ALONE);

        assertThat(config).isEqualTo(NodeConfig.local(8080, folder.resolve("data"), folder.resolve("rules")));
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        Files.writeString(folder.resolve("secret"), "open sesame\n");

        NodeConfig config = read(WHOLE);

        assertThat(config.http())
                .isEqualTo(new HttpSettings("10.0.0.11", 9090, new Address("node-1.example.org", 9443), tls()));
        assertThat(config.store())
                .isEqualTo(new StoreSettings.PostgreSql(
                        "jdbc:postgresql://db/tact", "writer", new Secret("open sesame"), 12, Duration.ofSeconds(90)));
        assertThat(config.cluster())
                .isEqualTo(new ClusterSettings(
                        "east",
                        "10.0.0.11",
                        5801,
                        new Address("10.0.0.11", 5801),
                        new MembershipSettings.Named(List.of(
                                new Address("10.0.0.11", 5801),
                                new Address("10.0.0.12", 5801),
                                new Address("fd00::1", 5801))),
                        3,
                        2));
        assertThat(cluster(config).known()).isEqualTo(3);
        assertThat(config.memory()).isEqualTo(new MemorySettings(64, 0));
        assertThat(config.retention())
                .isEqualTo(new RetentionSettings(
                        Duration.ofDays(30), Duration.ofDays(90), Duration.ofHours(12), Duration.ofDays(2)));
        assertThat(config.drain()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.toString()).doesNotContain("sesame");
    }

    private TlsSettings tls() {
        return new TlsSettings(folder.resolve("tls.crt"), folder.resolve("tls.key"), folder.resolve("ca.crt"));
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

    @Test
    void anyDataFormatThatIsKnownMayBeTheNewestToWrite() throws Exception {
        String cluster = ALONE.replaceFirst("embedded.*", "postgresql: {url: 'jdbc:postgresql://db/tact'}}")
                + "cluster: {members: [\"a:1\"], format: %d}\n";
        int newest = DataFormat.NEWEST.number();
        assertThat(cluster(read(cluster.formatted(newest))).format()).isEqualTo(newest);
        assertThat(cluster(read(cluster.replaceFirst(", format: %d", ""))).format())
                .isNull();
        assertThat(problems(cluster.formatted(newest + 1)))
                .containsExactly("cluster.format (" + (newest + 1) + ") must be 1 to " + newest + ". Maybe 2");
    }

    @Test
    void decisionsAreKeptAtLeastAsLongAsTheContactsTheyLeadTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetentionSettings(
                        Duration.ofDays(400), Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(30)))
                .withMessage(
                        "decisions (PT720H) must not be less than contacts (PT9600H): an outcome finds its contact by the"
                                + " decision. Maybe PT9600H");
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() throws Exception {
        Map<String, String> environment = Map.of(
                "TACT_HTTP_PORT", "9191",
                "TACT_HTTP_ADVERTISE", "10.1.1.1:9191",
                "TACT_STORE_PASSWORD", "12345",
                "TACT_CLUSTER_BIND", "10.1.1.1");

        NodeConfig config = read(WHOLE, environment);

        assertThat(config.http()).isEqualTo(new HttpSettings("10.0.0.11", 9191, new Address("10.1.1.1", 9191), tls()));
        assertThat(config.store())
                .isInstanceOfSatisfying(StoreSettings.PostgreSql.class, store -> assertThat(store.password())
                        .isEqualTo(new Secret("12345")));
        assertThat(cluster(config).bind()).isEqualTo("10.1.1.1");
    }

    @Test
    void membersAreFoundByDns() throws Exception {
        NodeConfig config = read(
                """
                ruleset: rules
                store: {postgresql: {url: "jdbc:postgresql://db/tact"}}
                cluster: {kubernetes: {service: tact-members.tact.svc.cluster.local}, minimumMembers: 2}
                """);

        assertThat(cluster(config).membership())
                .isEqualTo(new MembershipSettings.Kubernetes("tact-members.tact.svc.cluster.local"));
        assertThat(cluster(config).quorum()).isEqualTo(2);
    }

    @Test
    void aMajorityOfTheMembersMustBeSeen() throws Exception {
        Files.writeString(folder.resolve("secret"), "x");
        NodeConfig config = read(WHOLE.replace("  minimumMembers: 3\n", ""));
        assertThat(cluster(config).quorum()).isEqualTo(2);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceByThePathOfItsKey() {
        assertThat(
                        problems(
                                """
                        http: {prot: 8080, port: 65536, advertise: "10.0.0.11"}
                        store: {postgresql: {url: "mysql://db", poolSize: 0, passwordFile: nowhere}}
                        cluster: {bind: 0.0.0.0, members: ["a:1", "a:1"]}
                        memory: {gridMebibytes: much, localMebibytes: -1}
                        retention: {contacts: 400 days, decisions: PT1H, dryRuns: 7}
                        drain: PT11M
                        colour: red
                        """))
                .containsExactly(
                        "colour is no key. Maybe one of ruleset, http, store, cluster, memory, retention, identities, drain",
                        "ruleset must be said. Maybe ruleset: rules/rulesets/telco",
                        "http.prot is no key. Maybe port",
                        "http.port (65536) must be 0 to 65535. Maybe 8080",
                        "http.advertise (10.0.0.11) must be HOST:PORT. Maybe 127.0.0.1:8080",
                        "store.postgresql.passwordFile (nowhere) cannot be read: there is no such file. Maybe the path is"
                                + " relative to another folder",
                        "store.postgresql.poolSize (0) must be 3 to 64. Maybe 6",
                        "cluster.members (a:1) is named twice. Maybe delete one of them",
                        "memory.gridMebibytes (much) must be a whole number. Maybe 512",
                        "memory.localMebibytes (-1) must be 0 to 1048576. Maybe 256",
                        "retention.contacts (400 days) must be an ISO 8601 duration of days or less. Maybe P400D",
                        "retention.decisions (PT1H) must be P1D to P3650D. Maybe P400D",
                        "retention.dryRuns (7) must be a text. Maybe \"7\"",
                        "drain (PT11M) must be PT0S to PT10M. Maybe PT15S");
    }

    @Test
    void theEmbeddedStoreServesOneProcess() {
        String two = "cluster: {members: [\"127.0.0.1:5701\", \"127.0.0.1:5702\"]}\n";
        String why = "store.embedded cannot be with a cluster of more than one: the embedded store serves one process;"
                + " several nodes need PostgreSQL. Maybe store.postgresql";

        assertThat(problems(ALONE + two)).containsExactly(why);
        assertThat(problems(ALONE + two + "drain: soon\n")).hasSize(2).contains(why);
        assertThat(problems(ALONE + "cluster: {kubernetes: {service: tact}, minimumMembers: 2}\n"))
                .containsExactly(why);
    }

    @Test
    void aClusterOfOneMayHaveTheEmbeddedStore() throws Exception {
        NodeConfig config = read(ALONE + "cluster: {members: [\"127.0.0.1:5701\"]}\n");
        assertThat(cluster(config).quorum()).isEqualTo(1);
    }

    @Test
    void otherNodesMustKnowWhereToGo() {
        assertThat(
                        problems(
                                """
                        ruleset: rules
                        http: {host: 0.0.0.0}
                        store: {postgresql: {url: "jdbc:postgresql://db/tact"}}
                        cluster: {members: ["10.0.0.11:5701", "10.0.0.12:5701"]}
                        """))
                .containsExactly(
                        "http.advertise must say where other nodes reach this one: 0.0.0.0 is every address. Maybe"
                                + " 10.0.0.11:8080",
                        EXPOSED);
    }

    @Test
    void oneAlternativeIsChosen() {
        assertThat(problems("ruleset: rules\nstore: {}\n"))
                .containsExactly("store must have one of embedded and postgresql, and has none");
        assertThat(problems("ruleset: rules\nstore: {embedded: {folder: a}, postgresql: {url: b}}\n"))
                .containsExactly(
                        "store must have one of embedded and postgresql, and has several. Maybe delete the others");
        assertThat(problems(ALONE + "cluster: {name: tact}\n"))
                .containsExactly("cluster must have one of members and kubernetes, and has none");
        assertThat(problems("ruleset: rules\nstore: {embeded: {folder: a}}\n"))
                .containsExactly(
                        "store.embeded is no key. Maybe embedded",
                        "store must have one of embedded and postgresql, and has none");
    }

    @Test
    void aClusterNeedsASensibleMinimum() {
        assertThat(problems(ALONE + "cluster: {kubernetes: {service: tact}}\n"))
                .containsExactly(
                        "cluster.minimumMembers must be said with kubernetes: nothing else says how many pods there"
                                + " are. Maybe 2 for three pods");
        assertThat(problems(ALONE + "cluster: {members: [\"a:1\"], minimumMembers: 2}\n"))
                .containsExactly("cluster.minimumMembers (2) must be at most the number of members, 1. Maybe 1");
        assertThat(problems(ALONE + "cluster: {members: [\"a:1\"], advertise: \"b:1\"}\n"))
                .containsExactly("cluster.advertise (b:1) must be one of members: that is how the others find this one."
                        + " Maybe add it there, or leave it out with kubernetes");
        assertThat(problems(ALONE + "cluster: {members: [\"a:1\"], advertise: \"0.0.0.0:1\"}\n"))
                .containsExactly("cluster.advertise (0.0.0.0:1) must be where other members reach this one."
                        + " Maybe 10.0.0.11:5701");
        assertThat(problems(ALONE + "cluster: {members: []}\n"))
                .containsExactly(
                        "cluster.members must name at least one. Maybe leave the whole of cluster out for one node alone");
    }

    @Test
    void theMemberPortIsNeverOnEveryAddress() {
        assertThat(problems(ALONE + "cluster: {bind: 0.0.0.0, members: [\"a:1\"]}\n"))
                .containsExactly(
                        "cluster.bind (0.0.0.0) must be one address of this machine: the member port asks nobody who"
                                + " they are. Maybe 127.0.0.1");
    }

    @Test
    void aWrongVariableIsCalledByItsName() throws Exception {
        assertThat(catchThrowableOfType(
                                BrokenConfigException.class, () -> read(ALONE, Map.of("TACT_HTTP_PORT", "eighty")))
                        .problems())
                .containsExactly("TACT_HTTP_PORT (eighty) must be a whole number. Maybe 8080");
    }

    @Test
    void whatIsNoMapOfKeysIsRefused() {
        assertThat(problems("just a text\n")).singleElement().asString().startsWith("the file must be a map of keys");
        assertThat(problems("")).singleElement().asString().startsWith("the file must be a map of keys");
        assertThat(problems(ALONE + "http: 8080\n"))
                .containsExactly("http must be a map of keys: host, port, advertise, tls");
    }

    @Test
    void aKeyThatIsSaidTwiceIsRefused() {
        BrokenConfigException refused = refused(ALONE + "drain: PT1S\ndrain: PT2S\n");

        assertThat(refused.getMessage())
                .contains("is not YAML in line 4", "drain")
                .doesNotContain("\n");
    }

    @Test
    void aFileThatIsNotThereIsOneClearLine() {
        Path nowhere = folder.resolve("nowhere.yaml");
        BrokenConfigException refused =
                catchThrowableOfType(BrokenConfigException.class, () -> ConfigFile.read(nowhere, name -> null));

        assertThat(refused)
                .hasMessage("the configuration " + nowhere
                        + " cannot be read: there is no such file. Maybe the path is relative to another folder");
        assertThat(catchThrowableOfType(BrokenConfigException.class, () -> ConfigFile.read(folder, name -> null)))
                .hasMessageContaining("Maybe it is a folder");
    }

    private static ClusterSettings cluster(NodeConfig config) {
        return Objects.requireNonNull(config.cluster());
    }

    private NodeConfig read(String yaml) throws IOException, BrokenConfigException {
        return read(yaml, Map.of());
    }

    private NodeConfig read(String yaml, Map<String, String> environment) throws IOException, BrokenConfigException {
        return ConfigFile.read(Files.writeString(folder.resolve("node.yaml"), yaml), environment::get);
    }

    private BrokenConfigException refused(String yaml) {
        return catchThrowableOfType(BrokenConfigException.class, () -> read(yaml));
    }

    private List<String> problems(String yaml) {
        return refused(yaml).problems();
    }
}
