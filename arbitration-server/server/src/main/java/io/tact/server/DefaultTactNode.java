package io.tact.server;

import io.tact.port.DataFormat;
import io.tact.ruleset.RulesetVersion;
import io.tact.server.config.NodeConfig;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** A node that {@link NodeStart} started: durable store, member of the grid, one ruleset. */
final class DefaultTactNode implements TactNode {
    private final OpenedParts parts;
    private final Drain drain;
    private final Runnable leave;
    private final int port;
    private final ActiveEpoch active;
    private final CompletionStage<String> lost;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param parts what is closed with it
     * @param leave tells the other nodes that it goes
     * @param lost completes if it cannot go on
     */
    DefaultTactNode(
            OpenedParts parts,
            Drain drain,
            Runnable leave,
            int port,
            ActiveEpoch active,
            CompletionStage<String> lost) {
        this.parts = parts;
        this.drain = drain;
        this.leave = leave;
        this.port = port;
        this.active = active;
        this.lost = lost;
    }

    static TactNode start(NodeConfig config, Clock clock) throws StartupException {
        return new NodeStart(config, clock, DataFormat.NEWEST).start(StoreStart::open);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public RulesetVersion ruleset() {
        return active.own().ruleset().version();
    }

    @Override
    public long epoch() {
        return active.own().epoch();
    }

    @Override
    public CompletionStage<String> lost() {
        return lost;
    }

    @Override
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        leave.run();
        drain.await();
        parts.close();
        closed.countDown();
    }
}
