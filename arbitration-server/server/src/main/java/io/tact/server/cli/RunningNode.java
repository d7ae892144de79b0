package io.tact.server.cli;

import io.tact.ruleset.RulesetVersion;
import io.tact.server.StartupException;
import io.tact.server.TactNode;
import io.tact.server.config.HttpSettings;
import io.tact.server.config.NodeConfig;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A node in this process, stopped in order when the process is told to end. Safe for any thread. */
final class RunningNode implements AutoCloseable {
    private final TactNode node;
    private final String url;
    private final Runnable afterwards;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Open until there is a reason to stop it. */
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile @Nullable String lost;

    private RunningNode(TactNode node, String url, Runnable afterwards) {
        this.node = node;
        this.url = url;
        this.afterwards = afterwards;
    }

    /**
     * Starts a node.
     *
     * @param afterwards done once, after it has stopped
     */
    static RunningNode start(NodeConfig config, Runnable afterwards) throws StartupException {
        TactNode node = TactNode.start(config);
        RunningNode running = new RunningNode(node, url(config.http(), node.port()), afterwards);
        node.lost().thenAccept(running::lose);
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
        return running;
    }

    private static String url(HttpSettings http, int port) {
        String host = http.host();
        return (http.tls() == null ? "http://" : "https://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + port;
    }

    /** Where it listens, with the port it really has; no slash at the end. */
    String url() {
        return url;
    }

    /** What it decides with, for people: {@code telco version 447f465cbf3725ed epoch 1}. */
    String ruleset() {
        RulesetVersion version = node.ruleset();
        return version.name() + " version " + version.hash() + " epoch " + node.epoch();
    }

    /** Whether it was told to stop: requests that fail now fail because of that. */
    boolean isStopping() {
        return closed.get();
    }

    /**
     * Returns when the node was stopped.
     *
     * @throws CommandFailedException if the node cannot go on; it is still to be closed
     */
    void awaitStop() throws InterruptedException {
        ended.await();
        String why = lost;
        if (why != null) {
            throw new CommandFailedException(why);
        }
    }

    private void lose(String why) {
        lost = why;
        ended.countDown();
    }

    /** Stops it and returns when it has stopped. Idempotent; a second caller waits for the first. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                node.close();
            } finally {
                afterwards.run();
                stopped.countDown();
                ended.countDown();
            }
        } else {
            waitForTheOther();
        }
    }

    private void waitForTheOther() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
