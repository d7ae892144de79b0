package io.tact.acceptance.consistency;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Ports of this machine for what must come back on the same one. They are taken from below those that the system gives to
 * connections, so that none is lost while its owner is away.
 */
public final class Ports {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private Ports() {}

    /** A port that nobody listens on. */
    public static int free() {
        return new Random()
                .ints(TRIES, LOWEST, HIGHEST)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no port of " + TRIES + " that were tried is free"));
    }

    /** So many different ones. */
    static int[] free(int count) {
        return IntStream.generate(Ports::free).distinct().limit(count).toArray();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
