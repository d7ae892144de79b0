package io.tact.acceptance.consistency;

import java.time.Duration;

/**
 * Something that goes wrong for a while.
 *
 * @param name what, for people
 * @param strike makes it go wrong
 * @param held how long it stays so
 * @param heal makes it well again, and returns when it is
 */
record Fault(String name, Runnable strike, Duration held, Runnable heal) {

    /** A node is killed without warning, stays away for a while and is started again. */
    static Fault kill(Nodes nodes, int node, Duration held) {
        return new Fault("kill -9 of node " + node, () -> nodes.kill(node), held, () -> nodes.start(node));
    }

    /** A node is stopped in order and started again. */
    static Fault restart(Nodes nodes, int node) {
        return new Fault("stop of node " + node, () -> nodes.stop(node), Duration.ZERO, () -> nodes.start(node));
    }

    /** A node does nothing for a while, and does not know that it did not. */
    static Fault pause(Nodes nodes, int node, Duration held) {
        return new Fault("pause of node " + node, () -> nodes.pause(node), held, () -> nodes.resume(node));
    }
}
