package io.tact.server;

import io.tact.ruleset.RulesetVersion;
import io.tact.server.config.NodeConfig;

/** One running node. Safe for any thread. */
public interface TactNode extends AutoCloseable {

    /**
     * Starts a node and returns when it answers requests. Blocks for seconds.
     *
     * @throws StartupException if the port is taken, the data folder cannot be used or the ruleset is broken
     */
    static TactNode start(NodeConfig config) throws StartupException {
        return DefaultTactNode.start(config);
    }

    /** The port it listens on. */
    int port();

    /** The ruleset it decides with. */
    RulesetVersion ruleset();

    /** The number of that ruleset's activation, counted from 1. */
    long epoch();

    /** Returns when the node has been closed. */
    void awaitClose() throws InterruptedException;

    /** Stops taking requests, finishes those under way and makes what was committed durable. Idempotent. */
    @Override
    void close();
}
