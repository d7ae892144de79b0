package io.tact.server;

import java.nio.file.Path;

/**
 * What one node needs to know.
 *
 * @param host the address to listen on; {@link #LOOPBACK} unless said otherwise, for nobody is asked who they are yet
 * @param port the port to listen on, 0 to 65535; 0 for any free one
 * @param data the folder of the durable store; made if it is not there
 * @param ruleset the folder of the ruleset to activate
 * @param kept how long what is kept is kept
 */
public record NodeConfig(String host, int port, Path data, Path ruleset, Kept kept) {
    public static final String LOOPBACK = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public NodeConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty. Maybe " + LOOPBACK);
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port (" + port + ") must be 0 to 65535; 0 takes any free one");
        }
    }

    /** One that keeps everything as long as usual. */
    public NodeConfig(String host, int port, Path data, Path ruleset) {
        this(host, port, data, ruleset, Kept.USUAL);
    }

    /** One that listens on the loopback address only. */
    public static NodeConfig local(int port, Path data, Path ruleset) {
        return new NodeConfig(LOOPBACK, port, data, ruleset);
    }
}
