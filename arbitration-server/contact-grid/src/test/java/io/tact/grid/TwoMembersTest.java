package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.map.EntryProcessor;
import io.tact.grid.TestCluster.Node;
import io.tact.history.LedgerKey;
import io.tact.port.Peer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two members of which none fails. */
@SuppressWarnings("NullAway.Init") // fields are set before all tests
class TwoMembersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = new TestCluster(2, 2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void membersShareThePartitionsAndKnowWhoOwnsWhatAndWhere() {
        Node one = cluster.node(0);
        Node two = cluster.node(1);
        assertThat(one.grid().partitionsOwned() + two.grid().partitionsOwned()).isEqualTo(31);
        assertThat(one.grid().partitionsOwned()).isBetween(15, 16);
        LedgerKey key = cluster.keyOf(two);
        assertThat(one.grid().owners().ownerOf(key)).as("takes no requests yet").isEmpty();

        two.grid().announce(new Peer("10.0.0.2", 8080));
        await().atMost(PATIENCE).until(() -> one.grid().owners().ownerOf(key).isPresent());
        assertThat(one.grid().owners().ownerOf(key)).contains(new Peer("10.0.0.2", 8080));
        assertThat(two.grid().owners().ownerOf(key)).isEmpty();
        assertThat(one.grid().owners().ownerOf(cluster.keyOf(one))).isEmpty();

        two.grid().withdraw();
        await().atMost(PATIENCE).until(() -> one.grid().owners().ownerOf(key).isEmpty());
    }

    @Test
    void whoAsksTheOwnerSeesWhatAnotherMemberCommitted() {
        Node owner = cluster.node(0);
        Node other = cluster.node(1);
        LedgerKey key = cluster.keyOf(owner);
        owner.commit(key, 0);
        for (int version = 1; version < 200; version += 2) {
            assertThat(owner.read(key)).isEqualTo(version);
            other.commit(key, version);
            assertThat(owner.read(key)).as("at the owner").isEqualTo(version + 1);
            owner.commit(key, version + 1);
            assertThat(other.read(key)).as("at the other").isEqualTo(version + 2);
        }
        assertThat(owner.store().loads).hasValue(0);
        assertThat(other.store().loads).hasValue(0);
    }

    @Test
    void wordsReachEveryMember() {
        List<String> heard = new CopyOnWriteArrayList<>();
        cluster.node(0).grid().listen(word -> heard.add("0 " + word));
        cluster.node(1).grid().listen(word -> heard.add("1 " + word));
        cluster.node(0).grid().tell("suspensions");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder("0 suspensions", "1 suspensions"));
    }

    @Test
    void anOwnerThatDoesNotAnswerHoldsNobodyUpAndHasItWhenItIsBack() throws Exception {
        Node owner = cluster.node(0);
        Node other = cluster.node(1);
        LedgerKey key = cluster.keysOf(owner, 3).get(2);
        other.commit(key, 0);
        assertThat(owner.read(key)).isEqualTo(1);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        owner.grid().records().submitToKey(key.value(), (EntryProcessor<String, byte[], Void>) entry -> {
            stopped.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
        try {
            other.commit(key, 1);
            assertThat(other.read(key)).as("from the store").isEqualTo(2);
        } finally {
            goOn.countDown();
        }
        await().atMost(PATIENCE).until(() -> owner.read(key) == 2);
        owner.commit(key, 2);
    }
}
