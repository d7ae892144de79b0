package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tact.acceptance.consistency.Ports;
import io.tact.store.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that is started before its PostgreSQL. */
@Timeout(240)
class LateDatabaseIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final int databasePort = Ports.free();

    private TactProcess serve(String patience) throws IOException {
        Path file = folder.resolve("tact.yaml");
        Files.writeString(
                file,
                """
                ruleset: %s
                http: {port: 0}
                store:
                  postgresql: {url: "jdbc:postgresql://127.0.0.1:%d/postgres", user: %s, patience: %s}
                """
                        .formatted(Rulesets.SHORT_WINDOWS, databasePort, PostgresServer.SUPERUSER, patience));
        return TactProcess.start(
                folder,
                List.of(TactProcess.QUICK, TactProcess.WITH_LOG),
                "io.tact.server.cli.Main",
                "serve",
                "--config",
                file.toString());
    }

    @Test
    void waitsForItAndSaysWhatForAndServesWhenItIsThere() throws IOException {
        try (TactProcess tact = serve("PT3M")) {
            tact.awaitError(
                    " s of PT3M so far: PostgreSQL at 127.0.0.1:" + databasePort + "/postgres cannot be reached");
            PostgresServer database = PostgresServer.start(databasePort, folder.resolve("database"), Map.of());
            try (database) {
                Api api = new Api(tact.url());
                await("the node to be ready")
                        .until(() -> api.get("/health/ready").status() == 200);
                assertThat(tact.err()).contains("the store is there, after");
                tact.stop();
            }
        }
    }

    @Test
    void endsWhenItIsToldToStopWhileItWaits() throws IOException {
        try (TactProcess tact = serve("PT1H")) {
            tact.awaitError("waiting for the store");
            tact.stop();
            assertThat(tact.isAlive()).isFalse();
        }
    }

    @Test
    void givesUpAtTheEndOfItsPatienceAndSaysSo() throws IOException {
        try (TactProcess tact = serve("PT1S")) {
            assertThat(tact.exitCode()).isEqualTo(1);
            assertThat(tact.err().lines())
                    .last()
                    .asString()
                    .startsWith("tact: PostgreSQL at 127.0.0.1:" + databasePort + "/postgres cannot be reached")
                    .contains("as store.postgresql.patience (PT1S) says");
        }
    }
}
