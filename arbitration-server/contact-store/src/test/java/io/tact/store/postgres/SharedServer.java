package io.tact.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** One server for all tests of this JVM; each has databases of its own, and starts the server again where it stopped it. */
final class SharedServer {
    static final PostgresServer SERVER = start();

    private SharedServer() {}

    private static PostgresServer start() {
        try {
            return PostgresServer.start(Files.createTempDirectory("tact-postgres"));
        } catch (IOException e) {
            throw new IllegalStateException("no temporary folder", e);
        }
    }

    static PostgresContactStore open(String url) {
        return PostgresContactStore.open(settings(url), InstantSource.system());
    }

    static PostgresSettings settings(String url) {
        return PostgresSettings.of(url, PostgresServer.SUPERUSER, "");
    }

    /** Databases by the folders that contract tests name. */
    static final class Databases {
        private final Map<Path, String> urls = new HashMap<>();

        PostgresContactStore open(Path folder) {
            return SharedServer.open(urls.computeIfAbsent(folder, f -> SERVER.newDatabase()));
        }
    }
}
