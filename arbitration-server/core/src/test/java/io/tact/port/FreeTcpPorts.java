package io.tact.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;

/**
 * TCP ports of this machine for members that come back on the same one. They are taken from below those that the system gives to
 * connections, so that no connection of another test takes one while its owner is away. Safe for any thread.
 */
public final class FreeTcpPorts {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    private FreeTcpPorts() {}

    /** So many different ones, on which nobody listens now. */
    public static List<Integer> some(int count) {
        return new Random()
                .ints(LOWEST, HIGHEST)
                .filter(FreeTcpPorts::isFree)
                .distinct()
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
