package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a start is said in one line, with exit code 1. */
class StartupIT {
    private final Path folder;

    StartupIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefusedInOneLine(port, serve(port, folder.resolve("data")));
        }
    }

    @Test
    void saysInOneLineThatTheDataFolderIsInUse() {
        Path data = folder.resolve("data");
        try (TactProcess first = TactProcess.serve(folder, Rulesets.TWO_A_DAY, data)) {
            assertRefusedInOneLine(data.toString(), serve("0", data));
            assertThat(new Api(first.url()).get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void saysInOneLineThatTheDataFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "not a folder");
        assertRefusedInOneLine(file.toString(), serve("0", file.resolve("data")));
        assertRefusedInOneLine(file.toString(), serve("0", file));
        assertRefusedInOneLine("/proc/tact", serve("0", Path.of("/proc/tact")));
    }

    @Test
    void saysWhichRulesetItServes() {
        try (TactProcess tact = TactProcess.serve(folder, Rulesets.TWO_A_DAY, folder.resolve("data"))) {
            assertThat(tact.out())
                    .containsPattern("serves ruleset two-a-day version [0-9a-f]{64} epoch 1 at " + tact.url());
        }
    }

    @Test
    void saysThatTheRulesetFolderIsMissing() {
        Path nowhere = folder.resolve("nowhere");
        try (TactProcess tact = TactProcess.start(
                folder, "serve", "--port", "0", "--ruleset", nowhere.toString(), "--data", folder.toString())) {
            assertThat(tact.exitCode()).isEqualTo(1);
            assertThat(tact.err()).contains(nowhere.toString()).doesNotContain("Exception");
        }
    }

    @Test
    void servesWhatAConfigurationSays() throws IOException {
        Path config = Files.writeString(
                folder.resolve("node.yaml"),
                """
                ruleset: %s
                http: {port: 0}
                store: {embedded: {folder: data}}
                memory: {gridMebibytes: 16, localMebibytes: 8}
                """
                        .formatted(Rulesets.TWO_A_DAY));
        try (TactProcess tact = TactProcess.start(folder, "serve", "--config", config.toString())) {
            assertThat(new Api(tact.url()).get("/health/ready").status()).isEqualTo(200);
            assertThat(folder.resolve("data")).isDirectory();
        }
    }

    @Test
    void saysEverythingThatIsWrongWithAConfiguration() throws IOException {
        Path config = Files.writeString(
                folder.resolve("node.yaml"),
                """
                ruleset: nowhere
                http: {port: 70000}
                store: {embedded: {folder: data}}
                cluster: {members: ["127.0.0.1:5701", "127.0.0.1:5702"]}
                """);
        try (TactProcess tact = TactProcess.start(folder, "serve", "--config", config.toString())) {
            assertThat(tact.exitCode()).isEqualTo(1);
            assertThat(tact.err().lines())
                    .containsExactly(
                            "tact: the configuration " + config + " has 2 errors",
                            "  http.port (70000) must be 0 to 65535. Maybe 8080",
                            "  store.embedded cannot be with a cluster of more than one: the embedded store serves one"
                                    + " process; several nodes need PostgreSQL. Maybe store.postgresql");
        }
    }

    @Test
    void refusesAWrongCommandLineWithTwo() {
        try (TactProcess tact = TactProcess.start(folder, "serve", "--ruleset", "x", "--data", "y", "--porrt", "1")) {
            assertThat(tact.exitCode()).isEqualTo(2);
            assertThat(tact.err()).contains("--porrt");
        }
    }

    private TactProcess serve(String port, Path data) {
        return TactProcess.start(
                folder, "serve", "--port", port, "--ruleset", Rulesets.TWO_A_DAY.toString(), "--data", data.toString());
    }

    private static void assertRefusedInOneLine(String named, TactProcess started) {
        try (TactProcess tact = started) {
            assertThat(tact.exitCode()).isEqualTo(1);
            assertThat(tact.err().lines())
                    .singleElement()
                    .asString()
                    .contains(named)
                    .doesNotContain("Exception");
            assertThat(tact.out()).isEmpty();
        }
    }
}
