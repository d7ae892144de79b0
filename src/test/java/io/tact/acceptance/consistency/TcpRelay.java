package io.tact.acceptance.consistency;

import java.net.InetAddress;

/**
 * Two ports of this machine with a link between them. Whoever should reach the target through it connects to {@link #port}.
 * Safe for any thread.
 */
final class TcpRelay implements AutoCloseable {
    private final Link link;
    private final Entrance entrance;

    private TcpRelay(Link link, Entrance entrance) {
        this.link = link;
        this.entrance = entrance;
    }

    /** A relay to a port, open, on any free port. */
    static TcpRelay to(int target) {
        Link link = new Link("link to " + target, target);
        return new TcpRelay(link, Entrance.open(InetAddress.getLoopbackAddress(), 0, link::admit));
    }

    int port() {
        return entrance.port();
    }

    /** What is between its two ports. */
    Link link() {
        return link;
    }

    /** Ends every connection and every thread. */
    @Override
    public void close() {
        entrance.close();
        link.close();
    }
}
