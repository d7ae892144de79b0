package io.tact.acceptance.consistency;

import java.util.List;

/**
 * The nodes under test, and what can be done to each; nodes are numbered from 0. Closing ends every process. One thread does
 * things to them; any may read where they are.
 */
interface Nodes extends AutoCloseable {
    /** Where they are, or were before they ended. */
    List<String> urls();

    /** Starts a node that ended and waits until it listens. */
    void start(int node);

    /** Ends it at once, as {@code kill -9} does. */
    void kill(int node);

    /** Lets it end in order. */
    void stop(int node);

    /** Freezes it, as SIGSTOP does: it holds its connections and does nothing. */
    void pause(int node);

    /** Lets it go on. */
    void resume(int node);

    @Override
    void close();
}
