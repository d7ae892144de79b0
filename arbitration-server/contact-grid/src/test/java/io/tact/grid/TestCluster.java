package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.TypicalHistory;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.Formats;
import io.tact.port.FreeTcpPorts;
import io.tact.port.InMemoryContactStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Real members in this process, on the loopback interface, over one store; lost ones are noticed fast. */
final class TestCluster implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One node: its member, and its ledger over the store all share. */
    record Node(GridNode grid, ContactLedger ledger, FaultyStore store) {
        long read(LedgerKey key) {
            return get(ledger.read(key)).map(LedgerRecord::version).orElse(0L);
        }

        void commit(LedgerKey key, long from) {
            assertThat(get(ledger.commit(0, List.of(history(key, from)), null)))
                    .isEqualTo(new CommitResult.Committed());
        }

        boolean owns(LedgerKey key) {
            return grid.ownership().isMine(grid.ownership().placeOf(key));
        }
    }

    final InMemoryContactStore.Disk disk = new InMemoryContactStore.Disk();
    private final String name = "cluster-test-" + NUMBER.incrementAndGet();
    private final int minimum;
    private final Map<Integer, Node> nodes = new LinkedHashMap<>();
    private final List<String> addresses = new ArrayList<>();

    /** Starts members. */
    TestCluster(int size, int minimum) {
        this.minimum = minimum;
        for (int port : FreeTcpPorts.some(Math.max(2, size + 1))) {
            addresses.add("127.0.0.1:" + port);
        }
        for (int i = 0; i < size; i++) {
            start(i);
        }
        await().atMost(PATIENCE).until(() -> nodes.values().stream()
                .allMatch(n ->
                        n.grid().membersSeen() == size && n.grid().unhealthy().isEmpty()));
    }

    Node start(int index) {
        return start(index, Formats.NEWEST);
    }

    /** @param formats what the member reads and writes; it agrees to no more than it reads */
    Node start(int index, Formats formats) {
        String address = addresses.get(index);
        GridSettings settings = new GridSettings(
                name,
                16,
                4,
                new Membership.TcpIp(
                        "127.0.0.1", Integer.parseInt(address.substring(address.indexOf(':') + 1)), addresses, minimum),
                formats.read().number());
        Config config = GridConfig.of(settings)
                .setProperty("hazelcast.merge.first.run.delay.seconds", "1")
                .setProperty("hazelcast.merge.next.run.delay.seconds", "1")
                .setProperty("hazelcast.partition.count", "31");
        GridNode grid = GridNode.start(settings, config);
        FaultyStore store = new FaultyStore(new InMemoryContactStore(disk));
        Node node = new Node(grid, grid.ledger(store, formats), store);
        nodes.put(index, node);
        return node;
    }

    Node node(int index) {
        return java.util.Objects.requireNonNull(nodes.get(index));
    }

    /** The member that owns a key, once there is one. */
    Node ownerOf(LedgerKey key) {
        await().atMost(PATIENCE).until(() -> nodes.values().stream().anyMatch(n -> n.owns(key)));
        return nodes.values().stream().filter(n -> n.owns(key)).findFirst().orElseThrow();
    }

    Node otherThan(Node node) {
        return nodes.values().stream().filter(n -> n != node).findFirst().orElseThrow();
    }

    /** A key that a member owns. */
    LedgerKey keyOf(Node node) {
        return keysOf(node, 1).get(0);
    }

    List<LedgerKey> keysOf(Node node, int count) {
        List<LedgerKey> keys = new ArrayList<>();
        for (int i = 0; keys.size() < count; i++) {
            LedgerKey key = LedgerKey.ofSubscriber("S-" + i);
            if (node.owns(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Ends a member as a kill would. */
    void kill(Node node) {
        nodes.values().remove(node);
        node.grid().member().getLifecycleService().terminate();
        await().atMost(PATIENCE)
                .until(() -> nodes.values().stream().allMatch(n -> n.grid().membersSeen() == nodes.size()));
    }

    /** Ends a member in order. */
    void stop(Node node) {
        nodes.values().remove(node);
        node.grid().close();
        await().atMost(PATIENCE)
                .until(() -> nodes.values().stream().allMatch(n -> n.grid().membersSeen() == nodes.size()));
    }

    /** Has two members take each other for lost; they find each other again after a second. */
    static void part(Node one, Node other) {
        suspect(one, other);
        suspect(other, one);
    }

    private static void suspect(Node one, Node other) {
        MemberImpl lost = (MemberImpl) other.grid().member().getCluster().getLocalMember();
        clusterService(one.grid().member())
                .suspectMember(clusterService(one.grid().member()).getMember(lost.getAddress()), "cut off", false);
    }

    private static ClusterServiceImpl clusterService(HazelcastInstance member) {
        return ((HazelcastInstanceProxy) member).getOriginal().node.getClusterService();
    }

    static ContactHistory history(LedgerKey key, long version) {
        ContactHistory typical = TypicalHistory.of(key.value().substring(2), 1);
        return new ContactHistory(key, version, typical.floor(), typical.subscribers(), typical.contacts());
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        nodes.values().parallelStream()
                .forEach(n -> n.grid().member().getLifecycleService().terminate());
        nodes.values().forEach(n -> n.grid().close());
    }
}
