package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tact.port.DataFormat;
import io.tact.server.config.NodeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TactNodeTest {
    private static final String CATALOGUE =
            "campaign,offer,treatment,channel,direction,purpose,sender_class,value,prior,control_share,content\n"
                    + "HELLO,GREETING,GREETING/SMS,SMS,OUTBOUND,SERVICE,CVM,1.00,0.10,0,Hello\n";

    private final HttpClient client = HttpClient.newHttpClient();

    private Path folder;
    private Path ruleset;

    @BeforeEach
    void writeRuleset(@TempDir Path temporary) throws IOException {
        folder = temporary;
        ruleset = Files.createDirectory(folder.resolve("greeting"));
        Files.writeString(
                ruleset.resolve("ruleset.yaml"), "name: greeting\nzone: UTC\nunknownZones: [UTC]\nlanguage: en\n");
        Files.writeString(ruleset.resolve("catalogue.csv"), CATALOGUE);
        Files.writeString(
                ruleset.resolve("caps.csv"),
                "id,level,window,length,max,counts\none-a-day,SUBSCRIBER,ROLLING,PT24H,1,ATTEMPTS\n");
    }

    @Test
    void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
        String told;
        try (TactNode node = TactNode.start(config(0))) {
            assertThat(node.ruleset().name()).isEqualTo("greeting");
            assertThat(send(node, "GET", "/health/ready", "").statusCode()).isEqualTo(200);
            assertThat(send(node, "PUT", "/v1/subscribers/S-1", "{}").statusCode())
                    .isEqualTo(201);
            told = send(node, "POST", "/v1/decisions", "{\"subscriber\": {\"id\": \"S-1\"}}")
                    .body();
            assertThat(told).contains("\"treatment\":\"GREETING/SMS\"").contains("\"epoch\":1");
        }
        String reservation = told.replaceAll("(?s).*\"reservation\":\\{\"id\":\"([^\"]+)\".*", "$1");
        try (TactNode node = TactNode.start(config(0))) {
            assertThat(send(node, "GET", "/v1/subscribers/S-1/contacts", "").body())
                    .contains("\"reservation\":\"" + reservation + "\"");
            assertThat(send(node, "POST", "/v1/decisions", "{\"subscriber\": {\"id\": \"S-1\"}}")
                            .body())
                    .contains("caps#one-a-day")
                    .contains("\"epoch\":1");
            assertThat(send(node, "POST", "/v1/reservations/" + reservation + "/confirm", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(node, "GET", "/metrics", "").body()).contains("tact_commits_total{result=\"Committed\"}");
        }
    }

    @Test
    void anOlderReleaseIsRefusedOnTheFolderOfANewerOne() throws Exception {
        TactNode.start(config(0)).close();
        assertThat(catchThrowableOfType(
                        StartupException.class, () -> new NodeStart(config(0), Clock.systemUTC(), DataFormat.of(2))
                                .start(StoreStart::open)
                                .close()))
                .hasMessageContaining(
                        "the store holds data format 4 (records of format 2, decision inputs of format 4)")
                .hasMessageContaining("this node reads up to data format 2 (");
        TactNode.start(config(0)).close();
    }

    @Test
    void aDryRunIsExplainedAfterARestart() throws Exception {
        String id;
        try (TactNode node = TactNode.start(config(0))) {
            send(node, "PUT", "/v1/subscribers/S-1", "{}");
            String told = send(node, "POST", "/v1/decisions", "{\"subscriber\": {\"id\": \"S-1\"}, \"reserve\": false}")
                    .body();
            id = told.replaceAll("(?s).*\"decisionId\":\"([^\"]+)\".*", "$1");
        }
        try (TactNode node = TactNode.start(config(0))) {
            assertThat(send(node, "GET", "/v1/decisions/" + id, "").body())
                    .contains("\"explanation\":\"FULL\"", "\"recorded\":false");
        }
    }

    @Test
    void aNumberThatSaidNoIsRefusedAfterItsErasureAndARestart() throws Exception {
        String person = "{\"lines\": [{\"msisdn\": \"+33612345678\"}]}";
        try (TactNode node = TactNode.start(config(0))) {
            send(node, "PUT", "/v1/subscribers/S-1", person);
            send(node, "PUT", "/v1/subscribers/S-1/suppressions/all", "{\"reason\": \"asked\"}");
            assertThat(send(node, "DELETE", "/v1/subscribers/S-1?reason=asked", "")
                            .body())
                    .contains("\"refusalsKept\":1");
        }
        try (TactNode node = TactNode.start(config(0))) {
            assertThat(send(node, "GET", "/v1/subscribers/S-1", "").statusCode())
                    .isEqualTo(404);
            send(node, "PUT", "/v1/subscribers/S-2", person);
            assertThat(send(node, "POST", "/v1/decisions", "{\"subscriber\": {\"id\": \"S-2\"}}")
                            .body())
                    .contains("SUPPRESSION", "suppression#erased-");
            assertThat(send(node, "GET", "/v1/audit", "").body()).contains("\"action\":\"ERASED\"");
        }
    }

    @Test
    void aReservationThatRunsOutIsToldByTheNodeItself() throws Exception {
        Files.writeString(
                ruleset.resolve("ruleset.yaml"),
                "name: greeting\nzone: UTC\nunknownZones: [UTC]\nlanguage: en\nreservationTtl: PT1S\n");
        try (TactNode node = TactNode.start(config(0))) {
            send(node, "PUT", "/v1/subscribers/S-1", "{}");
            send(node, "POST", "/v1/decisions", "{\"subscriber\": {\"id\": \"S-1\"}}");
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(30))
                    .until(() -> send(node, "GET", "/v1/reservations/expired", "")
                            .body()
                            .contains("\"campaign\":\"HELLO\""));
            assertThat(send(node, "GET", "/metrics", "").body()).contains("tact_reservations_expired_total 1.0");
        }
    }

    @Test
    void whatOperatorsSetHoldsAfterARestart() throws Exception {
        String ask = "{\"subscriber\": {\"id\": \"S-1\"}, \"reserve\": false}";
        try (TactNode node = TactNode.start(config(0))) {
            send(node, "PUT", "/v1/subscribers/S-1", "{}");
            assertThat(send(node, "POST", "/v1/decisions", ask).body()).contains("\"treatment\":\"GREETING/SMS\"");
            send(node, "PUT", "/v1/suspensions/all", "{\"campaign\": \"HELLO\", \"reason\": \"enough\"}");
            assertThat(send(node, "POST", "/v1/decisions", ask).body()).contains("suspension#all");
            assertThat(send(node, "PUT", "/v1/lists/robinson", "text/plain", "+33612345678\na@example.org\n")
                            .statusCode())
                    .isEqualTo(200);
        }
        try (TactNode node = TactNode.start(config(0))) {
            assertThat(send(node, "POST", "/v1/decisions", ask).body()).contains("suspension#all");
            assertThat(send(node, "GET", "/v1/lists/robinson/entries/+33612345678", "")
                            .body())
                    .contains("\"listed\":true");
            assertThat(send(node, "GET", "/v1/lists", "").body()).contains("\"entries\":2");
            assertThat(send(node, "GET", "/metrics", "").body()).contains("tact_suspensions 1");
            send(node, "DELETE", "/v1/suspensions/all?reason=over", "");
            assertThat(send(node, "POST", "/v1/decisions", ask).body()).contains("\"treatment\":\"GREETING/SMS\"");
        }
        try (TactNode node = TactNode.start(config(0))) {
            assertThat(send(node, "GET", "/v1/suspensions", "").body()).isEqualTo("{\"suspensions\":[]}");
        }
    }

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            StartupException refused = refused(config(taken.getLocalPort()));

            assertThat(refused)
                    .hasMessage("port " + taken.getLocalPort() + " of 127.0.0.1 is in use. Maybe another node runs"
                            + " there: choose another with --port, or 0 for any free one");
        }
    }

    @Test
    void aFolderThatAnotherNodeHasIsOneClearLine() throws Exception {
        try (TactNode first = TactNode.start(config(0))) {
            StartupException refused = refused(config(0));

            assertThat(refused.getMessage()).contains("data").doesNotContain("\n");
            assertThat(send(first, "GET", "/health/ready", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDataFolderThatIsAFileIsOneClearLine() throws Exception {
        Files.writeString(folder.resolve("data"), "not a folder");

        assertThat(refused(config(0)).getMessage())
                .contains(folder.resolve("data").toString())
                .doesNotContain("Exception", "\n");
    }

    @Test
    void aBrokenRulesetCarriesItsProblems() throws Exception {
        Files.writeString(ruleset.resolve("catalogue.csv"), CATALOGUE.replace("1.00", "cheap"));

        StartupException refused = refused(config(0));

        assertThat(refused.getMessage())
                .contains("1 error")
                .contains("./tact check")
                .doesNotContain("\n");
        assertThat(refused.problems()).anyMatch(p -> p.toString().contains("catalogue.csv!H2"));
    }

    @Test
    void aRulesetThatFailsItsScenariosIsNeverActivated() throws Exception {
        Files.createDirectory(ruleset.resolve("scenarios"));
        Files.writeString(
                ruleset.resolve("scenarios/greeting.yaml"),
                """
                scenarios:
                  - name: nobody is greeted
                    now: 2026-11-23T10:00:00Z
                    request: {direction: OUTBOUND}
                    expect: {selected: none}
                """);

        assertThat(refused(config(0)).getMessage())
                .contains("fails 1 of its 1 scenarios")
                .contains("./tact check");
    }

    @Test
    void aRulesetThatIsNotThereIsOneClearLine() {
        StartupException refused = refused(NodeConfig.local(0, folder.resolve("data"), folder.resolve("nothing-here")));

        assertThat(refused.getMessage()).contains("nothing-here").doesNotContain("\n");
    }

    private NodeConfig config(int port) {
        return NodeConfig.local(port, folder.resolve("data"), ruleset);
    }

    private static StartupException refused(NodeConfig config) {
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
