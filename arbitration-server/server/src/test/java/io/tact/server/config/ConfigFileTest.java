package io.tact.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest extends NodeFile {
    ConfigFileTest(@TempDir Path folder) {
        super(folder);
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
}
