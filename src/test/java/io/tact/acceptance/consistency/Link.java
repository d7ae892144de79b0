package io.tact.acceptance.consistency;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A way to a port of this machine that can be cut, silenced, slowed and healed, for the callers that are admitted to it. Safe
 * for any thread; each direction of a connection has one of its own.
 */
final class Link implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int CHUNK = 16 * 1024;
    private static final int CONNECT_MILLIS = 5_000;

    private final String name;
    private final int target;
    private final Gate gate = new Gate();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

    /**
     * One that is open.
     *
     * @param name of it and of its threads
     * @param target the port of the loopback interface that it leads to
     */
    Link(String name, int target) {
        this.name = name;
        this.target = target;
    }

    /** Breaks every connection; new ones break as soon as they are made. */
    void cut() {
        gate.set(Gate.State.CUT);
        open.forEach(Link::close);
    }

    /** Holds back whatever is sent in either direction, as a network does that loses everything; nobody is told. */
    void stall() {
        gate.set(Gate.State.STALLED);
    }

    /** Lets everything through again; what was held back goes first. */
    void heal() {
        gate.set(Gate.State.OPEN);
    }

    /** Holds back every piece of at most 16 KiB for so long; zero for not at all. */
    void slow(Duration delay) {
        gate.delay(delay);
    }

    /** Takes over a connection that somebody made, and connects it to the target. */
    void admit(Socket caller) {
        open.add(caller);
        try {
            threads.execute(() -> connect(caller));
        } catch (RejectedExecutionException e) {
            drop(caller);
        }
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void connect(Socket caller) {
        if (!gate.pass(Duration.ZERO)) {
            drop(caller);
            return;
        }
        Socket callee = new Socket();
        open.add(callee);
        try {
            callee.connect(new InetSocketAddress(LOOPBACK, target), CONNECT_MILLIS);
            caller.setTcpNoDelay(true);
            callee.setTcpNoDelay(true);
            if (gate.isCut()) {
                throw new IOException("cut meanwhile");
            }
            threads.execute(() -> pump(callee, caller));
            pump(caller, callee);
        } catch (IOException | RejectedExecutionException e) {
            drop(caller);
            drop(callee);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(chunk); n >= 0 && gate.pass(); n = in.read(chunk)) {
                out.write(chunk, 0, n);
            }
        } catch (IOException e) {
            // A connection that broke on one side breaks on the other.
        } finally {
            drop(from);
            drop(to);
        }
    }

    private void drop(Socket socket) {
        open.remove(socket);
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every connection and every thread. */
    @Override
    public void close() {
        cut();
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return name;
    }
}
