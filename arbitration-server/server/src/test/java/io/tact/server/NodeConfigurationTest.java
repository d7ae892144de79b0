package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tact.server.config.ConfigFile;
import io.tact.server.config.MemorySettings;
import io.tact.server.config.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node does what its configuration says, or says that it cannot. */
class NodeConfigurationTest {
    private static final String ALONE =
            """
            ruleset: greeting
            http: {port: 0}
            store: {embedded: {folder: data}}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;

    NodeConfigurationTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void writeRuleset() throws Exception {
        Path ruleset = Files.createDirectory(folder.resolve("greeting"));
        Files.writeString(
                ruleset.resolve("ruleset.yaml"), "name: greeting\nzone: UTC\nunknownZones: [UTC]\nlanguage: en\n");
        Files.writeString(
                ruleset.resolve("catalogue.csv"),
                "campaign,offer,treatment,channel,direction,purpose,sender_class,value,prior,control_share,content\n"
                        + "HELLO,GREETING,GREETING/SMS,SMS,OUTBOUND,SERVICE,CVM,1.00,0.10,0,Hello\n");
        Files.writeString(
                ruleset.resolve("caps.csv"),
                "id,level,window,length,max,counts\none-a-quarter,SUBSCRIBER,ROLLING,P90D,1,ATTEMPTS\n"
                        + "one-a-day,SUBSCRIBER,ROLLING,PT24H,1,ATTEMPTS\n");
    }

    @Test
    void contactsAreRememberedForAsLongAsItSays() throws Exception {
        String aboutAYear = Instant.now().minus(Duration.ofDays(350)).toString();
        try (TactNode node = TactNode.start(config(ALONE + "retention: {contacts: P300D}\n"))) {
            send(node, "PUT", "/v1/subscribers/S-1", "{}");
            String contact = "{\"id\": \"C-1\", \"subscriber\": \"S-1\", \"treatment\": \"GREETING/SMS\", \"at\": \""
                    + aboutAYear + "\"}\n";

            assertThat(send(node, "POST", "/v1/contacts/import", "application/x-ndjson", contact)
                            .body())
                    .contains("\"accepted\":0", "is more than 300 days ago");
        }
    }

    @Test
    void aRulesetThatLooksFurtherBackThanContactsAreRememberedIsRefused() throws Exception {
        assertThat(refused(ALONE + "retention: {contacts: P89D}\n"))
                .hasMessage("the ruleset greeting looks further back than the 89 days of retention.contacts:"
                        + " caps#one-a-quarter (P90D). Maybe a longer retention.contacts");
    }

    @Test
    void aNodeThatIsToldToStopIsNotReadyButAnswersUntilItsTimeIsOver() throws Exception {
        try (TactNode node = TactNode.start(config(ALONE + "drain: PT10M\n"))) {
            assertThat(send(node, "GET", "/health/ready", "").statusCode()).isEqualTo(200);
            Thread stopping = new Thread(node::close, "stopping");
            stopping.start();

            await().until(() -> send(node, "GET", "/health/ready", "").statusCode() == 503);
            assertThat(send(node, "GET", "/health/ready", "").body()).contains("the node was told to stop");
            assertThat(send(node, "PUT", "/v1/subscribers/S-1", "{}").statusCode())
                    .isEqualTo(201);

            stopping.interrupt();
            stopping.join();
            assertThat(catchThrowableOfType(IOException.class, () -> send(node, "GET", "/health/live", "")))
                    .isNotNull();
        }
        try (TactNode again = TactNode.start(config(ALONE))) {
            assertThat(send(again, "GET", "/v1/subscribers/S-1", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void memoryThatTheHeapDoesNotHaveIsRefused() throws Exception {
        assertThat(refused(ALONE + "memory: {gridMebibytes: 1048576}\n").getMessage())
                .startsWith("memory.gridMebibytes (1048576) and memory.localMebibytes (")
                .contains("Maybe a larger one: TACT_JVM_OPTS=-Xmx")
                .doesNotContain("\n");
    }

    @Test
    void memoryIsASharedOfTheHeapUnlessItIsSaid() throws Exception {
        assertThat(GridStart.settings(MemorySettings.SHARES, null, 800L << 20))
                .isEqualTo(GridStart.settings(new MemorySettings(100, 100), null, 800L << 20));
        assertThat(GridStart.settings(new MemorySettings(64, 0), null, 800L << 20)
                        .gridMebibytes())
                .isEqualTo(64);
        assertThat(GridStart.settings(new MemorySettings(64, 0), null, 800L << 20)
                        .localMebibytes())
                .isZero();
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidInOneLine() throws Exception {
        assertThat(refused(
                                "ruleset: greeting\n"
                                        + "store: {postgresql: {url: \"jdbc:postgresql://127.0.0.1:1/tact\", patience: PT0S}}\n")
                        .getMessage())
                .contains("PostgreSQL at 127.0.0.1:1/tact")
                .contains("Maybe")
                .doesNotContain("\n");
    }

    private NodeConfig config(String yaml) throws Exception {
        return ConfigFile.read(Files.writeString(folder.resolve("node.yaml"), yaml), name -> null);
    }

    private StartupException refused(String yaml) throws Exception {
        NodeConfig config = config(yaml);
        return catchThrowableOfType(
                StartupException.class, () -> TactNode.start(config).close());
    }

    private HttpResponse<String> send(TactNode node, String method, String path, String body) throws Exception {
        return send(node, method, path, "application/json", body);
    }

    private HttpResponse<String> send(TactNode node, String method, String path, String type, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
