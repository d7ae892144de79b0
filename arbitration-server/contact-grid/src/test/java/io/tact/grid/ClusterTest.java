package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.instance.EndpointQualifier;
import io.tact.grid.TestCluster.Node;
import io.tact.history.LedgerKey;
import io.tact.history.RecordCodec;
import io.tact.port.CouldNotDecideException;
import io.tact.port.FreeTcpPorts;
import io.tact.port.InMemoryContactStore;
import io.tact.port.Peer;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Several members as one ledger, while some come and go. */
class ClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whoLeavesInOrderHandsItsRecordsOverAndWhoJoinsIsGivenItsShare() {
        try (TestCluster cluster = new TestCluster(2, 1)) {
            Node leaving = cluster.node(0);
            Node staying = cluster.node(1);
            List<LedgerKey> keys = new ArrayList<>(cluster.keysOf(leaving, 20));
            keys.addAll(cluster.keysOf(staying, 20));
            keys.forEach(key -> leaving.commit(key, 0));

            cluster.stop(leaving);
            assertThat(keys).allMatch(staying::owns).allMatch(key -> staying.read(key) == 1);
            assertThat(staying.store().loads).hasValue(0);

            Node joining = cluster.start(2);
            await().atMost(PATIENCE).until(() -> joining.grid().partitionsOwned() >= 15);
            List<LedgerKey> moved = keys.stream().filter(joining::owns).toList();
            assertThat(moved).isNotEmpty();
            moved.forEach(key -> joining.commit(key, 1));
            assertThat(moved).allMatch(key -> staying.read(key) == 2);
        }
    }

    @Test
    void whatALostMemberOwnedIsReadFromTheStoreAndNeverOlder() {
        try (TestCluster cluster = new TestCluster(3, 2)) {
            Node lost = cluster.node(0);
            List<LedgerKey> keys = cluster.keysOf(lost, 20);
            keys.forEach(key -> lost.commit(key, 0));
            keys.forEach(key -> behindTheGrid(cluster, key, 1));

            cluster.kill(lost);
            for (LedgerKey key : keys) {
                Node heir = cluster.ownerOf(key);
                assertThat(heir.read(key)).isEqualTo(2);
                assertThat(cluster.otherThan(heir).read(key)).isEqualTo(2);
                heir.commit(key, 2);
            }
            assertThat(cluster.node(1).grid().unhealthy()).isEmpty();
        }
    }

    @Test
    void belowTheMinimumNothingIsDecidedAndAboveItGoesOnByItself() {
        try (TestCluster cluster = new TestCluster(2, 2)) {
            Node left = cluster.node(0);
            LedgerKey key = cluster.keyOf(left);
            left.commit(key, 0);
            cluster.kill(cluster.node(1));

            String why =
                    "this node sees 1 of at least 2 members. Maybe the others are down, or it is cut off from them";
            assertThat(left.grid().unhealthy()).contains(why);
            assertThat(left.ledger().read(key))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(CouldNotDecideException.class)
                    .withMessageContaining(why);
            assertThat(left.ledger().commit(0, List.of(TestCluster.history(key, 1)), null))
                    .failsWithin(PATIENCE);
            assertThat(left.store().commits).as("the store was spared").hasValue(1);

            cluster.start(2);
            await().atMost(PATIENCE).until(() -> left.grid().unhealthy().isEmpty());
            assertThat(left.read(key)).isEqualTo(1);
        }
    }

    @Test
    void afterASplitNothingOldIsTrusted() {
        try (TestCluster cluster = new TestCluster(2, 1)) {
            Node one = cluster.node(0);
            Node two = cluster.node(1);
            List<LedgerKey> keys = new ArrayList<>(cluster.keysOf(one, 10));
            keys.addAll(cluster.keysOf(two, 10));
            keys.forEach(key -> one.commit(key, 0));
            one.grid().announce(new Peer("10.0.0.1", 8080));
            two.grid().announce(new Peer("10.0.0.2", 8080));

            TestCluster.part(one, two);
            await().atMost(PATIENCE)
                    .until(() -> one.grid().membersSeen() == 1 && two.grid().membersSeen() == 1);
            keys.forEach(key -> assertThat(one.read(key)).isEqualTo(1));
            keys.forEach(key -> assertThat(two.read(key)).isEqualTo(1));
            keys.forEach(key -> behindTheGrid(cluster, key, 1));

            await().atMost(PATIENCE)
                    .until(() -> one.grid().membersSeen() == 2 && two.grid().membersSeen() == 2);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(keys).allMatch(key -> one.read(key) == 2);
                assertThat(keys).allMatch(key -> two.read(key) == 2);
            });
            LedgerKey ofOne = cluster.keyOf(one);
            LedgerKey ofTwo = cluster.keyOf(two);
            await().atMost(PATIENCE)
                    .until(() -> two.grid().owners().ownerOf(ofOne).isPresent()
                            && one.grid().owners().ownerOf(ofTwo).isPresent());
        }
    }

    @Test
    void aHeadlessServiceNamesTheMembers() {
        List<Integer> ports = FreeTcpPorts.some(2);
        int port = ports.get(0);
        GridSettings first = new GridSettings(
                "service-test", 2, 1, new Membership.TcpIp("127.0.0.1", port, List.of("127.0.0.1:" + port), 1));
        GridSettings second =
                new GridSettings("service-test", 2, 1, new Membership.Kubernetes("127.0.0.1", port, "localhost", 1));
        Config config = GridConfig.of(second);
        ServerSocketEndpointConfig members = (ServerSocketEndpointConfig) Objects.requireNonNull(
                config.getAdvancedNetworkConfig().getEndpointConfigs().get(EndpointQualifier.MEMBER));
        members.setPort(ports.get(1));
        try (GridNode one = GridNode.start(first);
                GridNode two = GridNode.start(second, config)) {
            assertThat(two.membersSeen()).isEqualTo(2);
            await().atMost(PATIENCE).until(() -> one.membersSeen() == 2);
        }
    }

    private static void behindTheGrid(TestCluster cluster, LedgerKey key, long from) {
        byte[] bytes = RecordCodec.encode(TestCluster.history(key, from), from + 1);
        TestCluster.get(new InMemoryContactStore(cluster.disk)
                .commit(new StoreCommit(0, List.of(new RecordWrite(key, from, bytes)), null)));
    }
}
