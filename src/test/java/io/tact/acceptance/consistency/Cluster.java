package io.tact.acceptance.consistency;

import io.tact.acceptance.Repository;
import io.tact.acceptance.Rulesets;
import io.tact.acceptance.TactProcess;
import io.tact.store.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three nodes that are processes of their own and one to their clients, over a PostgreSQL of their own; each has its own link
 * to it. A node counts as started when it says that it is ready. Closing ends every process and keeps what they printed, below
 * the folder of the build.
 */
final class Cluster implements Nodes {
    static final int SIZE = 3;

    /**
     * Three of them share a machine with few processors and start often. A node connects to others from the address at
     * which they reach it, so that a link knows whose connection it is.
     */
    private static final List<String> SMALL = List.of(
            "-Xmx400m",
            TactProcess.QUICK,
            "-XX:+UseSerialGC",
            TactProcess.WITH_LOG,
            "-Dhazelcast.socket.client.bind.any=false");

    private final Path folder;
    private final PostgresServer database;
    private final List<TcpRelay> databaseLinks = new ArrayList<>();
    private final MemberLinks memberLinks;
    private final ProcessNodes nodes;

    private Cluster(Path folder, PostgresServer database, int wrongClock, boolean linked) {
        this.folder = folder;
        this.database = database;
        String name = database.newDatabase();
        for (int node = 0; node < SIZE; node++) {
            databaseLinks.add(TcpRelay.to(database.port()));
        }
        shiftClock(Duration.ZERO);
        int[] ports = Ports.free(SIZE);
        memberLinks = new MemberLinks(ports);
        List<String> members = IntStream.range(0, SIZE)
                .mapToObj(node -> linked ? memberLinks.address(node) : "127.0.0.1:" + ports[node])
                .toList();
        List<ProcessNodes.Command> commands = IntStream.range(0, SIZE)
                .mapToObj(node -> {
                    Path file = configuration(node, name.substring(name.lastIndexOf('/') + 1), ports[node], members);
                    return node == wrongClock
                            ? new ProcessNodes.Command(
                                    SMALL,
                                    "io.tact.acceptance.ShiftedNode",
                                    List.of(file.toString(), shift().toString()))
                            : ProcessNodes.Command.tact(SMALL, "serve", "--config", file.toString());
                })
                .toList();
        this.nodes = started(commands);
    }

    private ProcessNodes started(List<ProcessNodes.Command> commands) {
        try {
            return ProcessNodes.start(folder, commands);
        } catch (RuntimeException | Error e) {
            endDatabase();
            throw e;
        }
    }

    /**
     * Starts a cluster and returns when every node is ready.
     *
     * @param name of the folder for what it leaves behind
     */
    static Cluster start(String name) {
        return start(name, -1, false);
    }

    /** Starts a cluster whose nodes reach each other through {@link #memberLinks} only. */
    static Cluster startLinked(String name) {
        return start(name, -1, true);
    }

    /**
     * Starts a cluster of which one node has a clock of its own.
     *
     * @param wrongClock the node whose clock {@link #shiftClock} shifts
     */
    static Cluster start(String name, int wrongClock) {
        return start(name, wrongClock, false);
    }

    private static Cluster start(String name, int wrongClock, boolean linked) {
        Path folder = folder(name);
        PostgresServer database = PostgresServer.start(Ports.free(), folder.resolve("database"), Map.of());
        Cluster cluster = new Cluster(folder, database, wrongClock, linked);
        try {
            cluster.awaitReady();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private static Path folder(String name) {
        try {
            Path all = Repository.ROOT.resolve("target/acceptance-tests/clusters");
            Files.createDirectories(all);
            return Files.createTempDirectory(all, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path configuration(int node, String databaseName, int port, List<String> members) {
        String text =
                """
                ruleset: %s
                http: {host: 127.0.0.1, port: 0}
                store:
                  postgresql: {url: "jdbc:postgresql://127.0.0.1:%d/%s", user: %s, poolSize: 4}
                cluster:
                  name: %s
                  bind: 127.0.0.1
                  port: %d
                  advertise: "%s"
                  members: [%s]
                drain: PT2S
                """
                        .formatted(
                                Rulesets.SHORT_WINDOWS,
                                databaseLinks.get(node).port(),
                                databaseName,
                                PostgresServer.SUPERUSER,
                                folder.getFileName(),
                                port,
                                members.get(node),
                                members.stream().map(m -> '"' + m + '"').collect(Collectors.joining(", ")));
        try {
            return Files.writeString(folder.resolve("node-" + node + ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What every node keeps its truth in. */
    PostgresServer database() {
        return database;
    }

    /** The way of a node to the database. */
    Link databaseLink(int node) {
        return databaseLinks.get(node).link();
    }

    /** The ways of the nodes to each other, if it was started with them. */
    MemberLinks memberLinks() {
        return memberLinks;
    }

    /** Returns when every node says that it is ready. */
    void awaitReady() {
        urls().forEach(Health::awaitReady);
    }

    /** Makes the clock of the node that has one of its own differ from everybody's by so much from now on. */
    void shiftClock(Duration by) {
        try {
            Files.writeString(shift(), Long.toString(by.toMillis()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path shift() {
        return folder.resolve("clock-shift");
    }

    /** All nodes and the database lose power at one moment. */
    void loseAllPower() {
        nodes.killAll();
        database.kill();
    }

    /** Makes everything well, whatever was done to it, and returns when every node is ready. */
    void mend() {
        database.start();
        nodes.resumeAll();
        databaseLinks.forEach(relay -> {
            relay.link().slow(Duration.ZERO);
            relay.link().heal();
        });
        memberLinks.heal();
        nodes.startEnded();
        awaitReady();
    }

    @Override
    public List<String> urls() {
        return nodes.urls();
    }

    @Override
    public void start(int node) {
        nodes.start(node);
        Health.awaitReady(urls().get(node));
    }

    @Override
    public void kill(int node) {
        nodes.kill(node);
    }

    @Override
    public void stop(int node) {
        nodes.stop(node);
    }

    @Override
    public void pause(int node) {
        nodes.pause(node);
    }

    @Override
    public void resume(int node) {
        nodes.resume(node);
    }

    @Override
    public void close() {
        try {
            nodes.close();
        } finally {
            endDatabase();
        }
    }

    /** Ends it and all links, and keeps nothing of it. */
    private void endDatabase() {
        databaseLinks.forEach(TcpRelay::close);
        memberLinks.close();
        database.close();
        try (Stream<Path> files = Files.walk(folder.resolve("database"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
