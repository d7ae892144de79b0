package io.tact.acceptance;

import io.tact.acceptance.consistency.Ports;
import io.tact.store.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL server and what two nodes over it are told, each of which is a process. One alone goes on. Closing ends them all.
 */
final class TwoNodes implements AutoCloseable {
    private static final List<String> SMALL =
            List.of("-Xmx400m", TactProcess.QUICK, "-XX:+UseSerialGC", TactProcess.WITH_LOG);

    private final Path folder;
    private final Path ruleset;
    private final int[] ports = {Ports.free(), Ports.free()};
    private final PostgresServer database;
    private final List<TactProcess> started = new ArrayList<>();

    /** @param budgets the rows of budgets, with titles, that are added to {@link Rulesets#TWO_A_DAY} */
    TwoNodes(Path folder, String budgets) {
        this.folder = folder;
        this.ruleset = ruleset(folder, budgets);
        this.database = PostgresServer.start(Ports.free(), folder.resolve("database"), Map.of());
    }

    private static Path ruleset(Path folder, String budgets) {
        Path copy = folder.resolve("two-a-day");
        try (Stream<Path> files = Files.list(Rulesets.TWO_A_DAY)) {
            Files.createDirectories(copy);
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(copy.resolve("budgets.csv"), budgets);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a node, 0 or 1; it may not be ready yet, nor ever be. */
    TactProcess begin(int node) {
        return begin("io.tact.server.cli.Main", "serve", "--config", configuration(node));
    }

    /** Starts a program that does as a node does, told its configuration and more. */
    TactProcess begin(int node, String main, String more) {
        return begin(main, configuration(node), more);
    }

    private TactProcess begin(String main, String... arguments) {
        TactProcess process = TactProcess.start(folder, SMALL, main, arguments);
        started.add(process);
        return process;
    }

    private String configuration(int node) {
        String text =
                """
                ruleset: %s
                http: {host: 127.0.0.1, port: 0}
                store:
                  postgresql: {url: "jdbc:postgresql://127.0.0.1:%d/postgres", user: %s, poolSize: 4}
                cluster:
                  name: two-nodes-%d
                  bind: 127.0.0.1
                  port: %d
                  members: ["127.0.0.1:%d", "127.0.0.1:%d"]
                  minimumMembers: 1
                drain: PT1S
                """
                        .formatted(
                                ruleset,
                                database.port(),
                                PostgresServer.SUPERUSER,
                                database.port(),
                                ports[node],
                                ports[0],
                                ports[1]);
        try {
            return Files.writeString(folder.resolve("node-" + node + ".yaml"), text)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            started.forEach(TactProcess::close);
        } finally {
            database.close();
        }
    }
}
