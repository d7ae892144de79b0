package io.tact.grid;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.internal.util.ConcurrencyUtil;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // fields are set before all tests
class GridNodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static GridNode node;

    @BeforeAll
    static void startNode() {
        node = GridNode.start(new GridSettings("node-test", 2, 1, new Membership.Alone()));
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @Test
    void startsNoThreadPerCompletion() {
        assertThat(ConcurrencyUtil.getDefaultAsyncExecutor()).isSameAs(GridNode.COMPLETIONS);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getTotalStartedThreadCount();
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            asked.add(node.records()
                    .getAsync("k" + i)
                    .thenApplyAsync(bytes -> bytes)
                    .toCompletableFuture());
        }
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
        assertThat(threads.getTotalStartedThreadCount() - before).isLessThan(50);
    }

    @Test
    void isAloneAndListensOnTheLoopbackInterfaceOnly() {
        assertThat(node.member().getCluster().getMembers()).hasSize(1);
        assertThat(node.member().getCluster().getLocalMember().getAddress().getHost())
                .isEqualTo("127.0.0.1");
        GridNode other = GridNode.start(new GridSettings("node-test", 2, 1, new Membership.Alone()));
        try {
            assertThat(other.member().getCluster().getMembers()).hasSize(1);
        } finally {
            other.close();
        }
    }

    /** On a port that takes both, a thread spins while it is not known which of the two the other side is. */
    @Test
    void takesMembersAndNoClients() throws IOException {
        int port = node.member().getCluster().getLocalMember().getAddress().getPort();
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            client.getOutputStream().write("CP2".getBytes(US_ASCII));
            assertThat(new String(client.getInputStream().readNBytes(3), US_ASCII))
                    .as("another protocol is expected")
                    .isEqualTo("HZX");
        }
    }

    @Test
    void isLostWhenItsMemberEndsButNotWhenItIsClosed() {
        GridNode closed = GridNode.start(new GridSettings("node-test", 2, 1, new Membership.Alone()));
        closed.close();
        assertThat(closed.lost()).isNotDone();

        GridNode ended = GridNode.start(new GridSettings("node-test", 2, 1, new Membership.Alone()));
        ended.member().shutdown();
        assertThat(ended.lost()).isCompletedWithValueMatching(why -> why.contains("\"node-test\" ended by itself"));
        ended.close();
        assertThat(ended.unhealthy()).isPresent();
    }

    @Test
    void keepsItsRecordsWithinTheHeapItWasGiven() {
        byte[] record = new byte[10_000];
        for (int i = 0; i < 2000; i++) {
            node.records().set("big" + i, record);
        }
        // 20 MB were put; 2 MiB may stay, spread over partitions that evict each on its own.
        assertThat(node.records().size()).isLessThan(800).isPositive();
    }
}
