package io.tact.server;

final class DefaultTactNode {
    static TactNode start(NodeConfig c) throws StartupException {
        throw new StartupException("x", (Throwable) null);
    }
}
