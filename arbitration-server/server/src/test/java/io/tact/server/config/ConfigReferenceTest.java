package io.tact.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
    private static final Path PAGE = Path.of("docs/configuration.md");

    @Test
    void theReferenceSaysWhatTheRecordsSay() throws IOException {
        if (System.getProperty("tact.update") != null) {
            Files.writeString(PAGE, ConfigReference.page());
        }
        assertThat(PAGE).content().isEqualTo(ConfigReference.page());
    }

    @Test
    void everyKeyIsInIt() {
        assertThat(ConfigReference.page())
                .contains(
                        "| `store.postgresql.poolSize` | number | `6` | 3 to 64 |  | The most connections of this node |")
                .contains("| `cluster.members` | list of HOST:PORT | must be said |")
                .contains("| `cluster.kubernetes.service` | text |")
                .contains("| `http.advertise` | HOST:PORT | host and port |  | `TACT_HTTP_ADVERTISE` |");
    }
}
