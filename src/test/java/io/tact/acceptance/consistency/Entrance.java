package io.tact.acceptance.consistency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** A port of this machine whose callers are handed on as they come, by a thread of its own. */
final class Entrance implements AutoCloseable {
    private final ServerSocket socket;

    private Entrance(ServerSocket socket) {
        this.socket = socket;
    }

    /**
     * Opens it.
     *
     * @param port 0 for any free one
     * @param admit takes a caller, and does not wait
     */
    static Entrance open(InetAddress address, int port, Consumer<Socket> admit) {
        try {
            Entrance entrance = new Entrance(new ServerSocket(port, 0, address));
            Thread thread = new Thread(() -> entrance.accept(admit), entrance.toString());
            thread.setDaemon(true);
            thread.start();
            return entrance;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept(Consumer<Socket> admit) {
        while (!socket.isClosed()) {
            try {
                admit.accept(socket.accept());
            } catch (IOException e) {
                // Nobody came through: the entrance was closed, which ends this, or the caller is gone.
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "entrance " + socket.getLocalSocketAddress();
    }
}
