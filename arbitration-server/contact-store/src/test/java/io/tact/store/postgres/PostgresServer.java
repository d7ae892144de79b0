package io.tact.store.postgres;

import io.tact.port.FreeTcpPorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server on 127.0.0.1, of its own port and data folder, that tests start, stop, kill and start again.
 *
 * <p>Its programs come out of the test class path and are unpacked once below the temporary folder. As root it runs in a
 * user namespace, since {@code initdb} refuses root. It ends with the JVM at the latest. For one thread.
 */
public final class PostgresServer implements AutoCloseable {
    /** Who may do everything; connections from this machine need no password. */
    public static final String SUPERUSER = "postgres";

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final int port;
    private final Path data;
    private final Map<String, String> configuration;
    private @Nullable EmbeddedPostgres running;

    private PostgresServer(int port, Path data, Map<String, String> configuration) {
        this.port = port;
        this.data = data;
        this.configuration = configuration;
    }

    /**
     * Starts a new server on a free port.
     *
     * @param folder where its data goes; kept when it stops
     */
    public static PostgresServer start(Path folder) {
        return start(FreeTcpPorts.some(1).get(0), folder, Map.of());
    }

    /**
     * Starts a server.
     *
     * @param port a free port of 127.0.0.1
     * @param data where its data is or goes; kept when it stops
     * @param configuration settings of {@code postgresql.conf} that differ from the defaults
     */
    public static PostgresServer start(int port, Path data, Map<String, String> configuration) {
        PostgresServer server = new PostgresServer(port, data, new HashMap<>(configuration));
        server.start();
        return server;
    }

    /** Starts it again where it is not running, with the data it had. */
    public void start() {
        if (running != null) {
            return;
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(STARTS_WITHIN)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "64MB");
        configuration.forEach(builder::setServerConfig);
        try {
            running = builder.start();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "no PostgreSQL server could be started in " + data
                            + ". Maybe this is root in a container that forbids user namespaces: run the tests as an"
                            + " ordinary user",
                    e);
        }
    }

    /** Stops it in an orderly way, ending every session at once. */
    public void stop() {
        EmbeddedPostgres was = running;
        running = null;
        if (was == null) {
            return;
        }
        try {
            was.close();
        } catch (IOException e) {
            throw new IllegalStateException("the server in " + data + " did not stop", e);
        }
    }

    /** Kills the server and every session of it at once, as a power cut would, and waits for their end. */
    public void kill() {
        ProcessHandle postmaster = postmaster();
        var family = postmaster.descendants().toList();
        CompletableFuture<?>[] ends = Stream.concat(Stream.of(postmaster), family.stream())
                .map(process -> {
                    process.destroyForcibly();
                    return process.onExit();
                })
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).orTimeout(30, TimeUnit.SECONDS).join();
        stop();
    }

    /** Makes it stand still, connections and all, until {@link #resume}. */
    public void pause() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void resume() {
        signal("-CONT");
    }

    /** The postmaster first, so that it starts no session while the others are told. */
    private void signal(String signal) {
        ProcessHandle postmaster = postmaster();
        signal(signal, Stream.of(postmaster));
        signal(signal, postmaster.descendants());
    }

    private static void signal(String signal, Stream<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            // One that has ended meanwhile needs no signal, whatever is said of it.
            new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("no signal could be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException("no server is running in " + data, e);
        }
    }

    /** Stops it and starts it again. */
    public void restart() {
        stop();
        start();
    }

    /** From now on a role must give its password to connect from this machine. */
    public void demandPassword(String role) {
        Path rules = data.resolve("pg_hba.conf");
        try {
            String rest = Files.readString(rules);
            Files.writeString(rules, "host all " + role + " 127.0.0.1/32 scram-sha-256\n" + rest);
        } catch (IOException e) {
            throw new IllegalStateException(rules + " could not be changed", e);
        }
        execute(url("postgres"), "SELECT pg_reload_conf()");
    }

    /** Makes an empty database and says its JDBC address. */
    public String newDatabase() {
        String name = "tact_" + DATABASES.incrementAndGet();
        execute(url("postgres"), "CREATE DATABASE " + name);
        return url(name);
    }

    /** The JDBC address of a database of that name, whether there is one or not. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    /** A connection as superuser. */
    public static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, SUPERUSER, "");
    }

    /** Executes statements as superuser. */
    public static void execute(String url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row, as superuser. */
    public static long number(String url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
