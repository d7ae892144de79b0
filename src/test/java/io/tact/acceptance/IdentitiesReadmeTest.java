package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.server.TactNode;
import io.tact.server.cli.Main;
import io.tact.server.config.ConfigFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says of who may do what is so: its key, its configuration, its command. */
class IdentitiesReadmeTest {
    private static final Markdown README = Markdown.of(Repository.ROOT.resolve("README.md"));

    @Test
    void theKeyThatIsMadeOpensWhatTheConfigurationSays(@TempDir Path folder) throws Exception {
        StringWriter made = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(made, true)).execute("key"))
                .isEqualTo(Main.OK);
        String[] lines = made.toString().split("\\R");
        String key = lines[0].substring(lines[0].indexOf(' ')).strip();
        String hash = lines[1].substring(lines[1].indexOf('"'));

        String yaml = README.samples().stream()
                .filter(sample -> sample.text().contains("identities:"))
                .findFirst()
                .orElseThrow()
                .text();
        Path file = Files.writeString(
                folder.resolve("node.yaml"),
                yaml.replace("rules/rulesets/telco", Repository.ROOT.resolve("rules/rulesets/telco") + "")
                        .replace("/var/lib/tact", folder.resolve("data") + "")
                        .replace("host: 0.0.0.0, port: 8080", "host: 127.0.0.1, port: 0")
                        .replace("https://login.example.org", "http://127.0.0.1:1")
                        .replaceFirst("\"sha256:0+\"", hash));
        Curl curl = README.samples().stream()
                .map(sample -> sample.text().strip())
                .filter(text -> text.startsWith("curl ") && text.contains("$TACT_KEY"))
                .findFirst()
                .map(text -> Curl.parse(text.replace("$TACT_KEY", key)))
                .orElseThrow();
        try (TactNode node = TactNode.start(ConfigFile.read(file, variable -> null))) {
            Api api = new Api("http://127.0.0.1:" + node.port());
            assertThat(curl.run(api).status()).isEqualTo(200);
            assertThat(api.get(curl.path()).status()).isEqualTo(401);
            assertThat(api.get("/health/ready").status()).isEqualTo(200);
            assertThat(api.send("GET", "/v1/audit", Map.of("Authorization", "Bearer " + key), "")
                            .join()
                            .status())
                    .as("a channel reads no audit")
                    .isEqualTo(403);
        }
    }
}
