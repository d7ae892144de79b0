package io.tact.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Other nodes of which no answer comes back, each in its own way. */
final class LossyPeer {
    private LossyPeer() {}

    /** Whether it is down in time. */
    static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes connections and never answers. */
    static final class Silent implements AutoCloseable {
        final AtomicInteger taken = new AtomicInteger();
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final java.util.List<Socket> open = new java.util.concurrent.CopyOnWriteArrayList<>();

        /** @param hangsUp whether it ends the connection once it was sent something */
        Silent(boolean hangsUp) throws IOException {
            Thread thread = new Thread(() -> take(hangsUp), "silent");
            thread.setDaemon(true);
            thread.start();
        }

        private void take(boolean hangsUp) {
            try {
                while (true) {
                    Socket connection = socket.accept();
                    open.add(connection);
                    connection.getInputStream().read();
                    taken.incrementAndGet();
                    if (hangsUp) {
                        connection.close();
                    }
                }
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }

        Peer peer() {
            return new Peer("127.0.0.1", socket.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        }
    }

    /** Lets a node decide, and hangs up instead of handing its answer on. */
    static final class AnswerLoser implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));

        AnswerLoser(Peer node) throws IOException {
            Thread thread = new Thread(() -> lose(node), "answer-loser");
            thread.setDaemon(true);
            thread.start();
        }

        private void lose(Peer node) {
            try (Socket asked = socket.accept();
                    Socket answering = new Socket(node.host(), node.port())) {
                Thread asking = new Thread(() -> copy(asked, answering), "question");
                asking.setDaemon(true);
                asking.start();
                answering.getInputStream().read();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // It hung up.
            }
        }

        Peer peer() {
            return new Peer("127.0.0.1", socket.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Leads a request to a node, and hangs up on who asked once it is there. */
    static final class Detour implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final CountDownLatch ended = new CountDownLatch(1);

        Detour(Peer node, CountDownLatch arrived) throws IOException {
            Thread thread = new Thread(() -> lead(node, arrived), "detour");
            thread.setDaemon(true);
            thread.start();
        }

        private void lead(Peer node, CountDownLatch arrived) {
            try (Socket there = new Socket(node.host(), node.port())) {
                try (Socket asked = socket.accept()) {
                    Thread asking = new Thread(() -> AnswerLoser.copy(asked, there), "question");
                    asking.setDaemon(true);
                    asking.start();
                    assertThat(awaits(arrived)).isTrue();
                }
                assertThat(awaits(ended)).isTrue();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        Peer peer() {
            return new Peer("127.0.0.1", socket.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            ended.countDown();
            socket.close();
        }
    }
}
