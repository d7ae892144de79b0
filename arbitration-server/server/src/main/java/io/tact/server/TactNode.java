package io.tact.server;

import io.tact.ruleset.RulesetVersion;
import io.tact.server.config.NodeConfig;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/** One running node. Safe for any thread. */
public interface TactNode extends AutoCloseable {

    /**
     * Starts a node and returns when it answers requests. Blocks for seconds.
     *
     * @throws StartupException if the port is taken, the data folder cannot be used or the ruleset is broken
     */
    static TactNode start(NodeConfig config) throws StartupException {
        return start(config, Clock.systemUTC());
    }

    /**
     * Starts a node whose requests come in when a clock says so.
     *
     * @param clock read once per request
     * @throws StartupException as above
     */
    static TactNode start(NodeConfig config, Clock clock) throws StartupException {
        return DefaultTactNode.start(config, clock);
    }

    /** The port it listens on. */
    int port();

    /** The ruleset it decides with. */
    RulesetVersion ruleset();

    /** The number of that ruleset's activation, counted from 1. */
    long epoch();

    /**
     * Completes with the reason, in one line, if the node cannot go on and another process must take its place. It refuses
     * everything from then on; closing it is the caller's. Never fails.
     */
    CompletionStage<String> lost();

    /** Returns when the node has been closed. */
    void awaitClose() throws InterruptedException;

    /** Stops taking requests, finishes those under way and makes what was committed durable. Idempotent. */
    @Override
    void close();
}
