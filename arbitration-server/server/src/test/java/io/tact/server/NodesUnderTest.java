package io.tact.server;

import io.tact.port.DataFormat;
import io.tact.port.FreeTcpPorts;
import io.tact.port.InMemoryContactStore;
import io.tact.port.InMemoryOperatorStore;
import io.tact.server.config.Address;
import io.tact.server.config.ClusterSettings;
import io.tact.server.config.HttpSettings;
import io.tact.server.config.MembershipSettings;
import io.tact.server.config.MemorySettings;
import io.tact.server.config.NodeConfig;
import io.tact.server.config.RetentionSettings;
import io.tact.server.config.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Whole nodes of a cluster of two over one truth in memory, on the loopback interface, with clocks that stand still. */
final class NodesUnderTest implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    final InMemoryContactStore.Disk contacts = new InMemoryContactStore.Disk();
    final InMemoryOperatorStore.Disk operators = new InMemoryOperatorStore.Disk();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<TactNode> nodes = ConcurrentHashMap.newKeySet();
    private final String name;
    private final Path ruleset;
    private final List<Address> members;

    /** @param name the cluster's, which no other test has */
    NodesUnderTest(String name, Path ruleset) {
        this.name = name;
        this.ruleset = ruleset;
        this.members = FreeTcpPorts.some(2).stream()
                .map(port -> new Address("127.0.0.1", port))
                .toList();
    }

    /** Starts the node of that index, 0 or 1, of this version of Tact. */
    TactNode start(int index) throws StartupException {
        return start(index, DataFormat.NEWEST, null);
    }

    /**
     * Starts the node of that index, 0 or 1.
     *
     * @param read the newest data format that it reads
     * @param atMost the newest that is to be written; null for any
     */
    TactNode start(int index, DataFormat read, @Nullable Integer atMost) throws StartupException {
        NodeConfig config = new NodeConfig(
                ruleset,
                new HttpSettings("127.0.0.1", 0, null),
                new StoreSettings.PostgreSql("jdbc:postgresql://127.0.0.1/unused", "tact", null, 3, Duration.ZERO),
                new ClusterSettings(
                        name,
                        "127.0.0.1",
                        members.get(index).port(),
                        null,
                        new MembershipSettings.Named(members),
                        1,
                        atMost),
                new MemorySettings(16, 4),
                RetentionSettings.DEFAULT,
                null,
                Duration.ofSeconds(2));
        TactNode node = new NodeStart(config, Clock.fixed(NOON, ZoneOffset.UTC), read)
                .start((ignored, clock) ->
                        new OpenStore(new InMemoryContactStore(contacts), new InMemoryOperatorStore(operators)));
        nodes.add(node);
        return node;
    }

    boolean isReady(TactNode node) {
        return send(node, "GET", "/health/ready", "").statusCode() == 200;
    }

    double metric(TactNode node, String name) {
        return send(node, "GET", "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    HttpResponse<String> send(TactNode node, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .header("Content-Type", path.endsWith("/import") ? "application/x-ndjson" : "application/json")
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Closes every node, those that are closed already too. */
    @Override
    public void close() {
        CompletableFuture.allOf(nodes.stream()
                        .map(node -> CompletableFuture.runAsync(node::close))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
