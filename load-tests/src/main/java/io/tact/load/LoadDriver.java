package io.tact.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * Keeps a number of connections busy, each with one request at a time, for a bounded time. One event loop, prepared
 * request bytes, and only as much of HTTP as the answers need, so that it takes little of the machine it measures.
 */
final class LoadDriver implements AutoCloseable {
    private static final byte[] STATUS_OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    /**
     * What was seen.
     *
     * @param answers answers with status 200
     * @param failures answers with another status
     * @param perSecond answers with status 200 each second
     * @param micros their latencies in µs
     */
    record Result(long answers, long failures, double perSecond, Histogram micros) {}

    /** Sends the requests round and round over {@code connections} connections for {@code seconds}. */
    Result run(int port, int connections, List<Buffer> requests, int seconds) throws Exception {
        Round round = new Round(requests, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), connections);
        long start = System.nanoTime();
        List<NetSocket> sockets = new ArrayList<>();
        var client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        for (int i = 0; i < connections; i++) {
            sockets.add(client.connect(port, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS));
        }
        vertx.getOrCreateContext().runOnContext(x -> sockets.forEach(round::drive));
        if (!round.done.await(seconds + 30L, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server did not answer every request within 30 s");
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        client.close();
        return new Result(round.answers, round.failures, round.answers / elapsed, round.micros);
    }

    /** One measurement under way; its counters are touched by the one event loop only. */
    private static final class Round {
        private final List<Buffer> requests;
        private final long deadline;
        private final CountDownLatch done;
        private final AtomicInteger next = new AtomicInteger();
        private final Histogram micros = new Histogram(60_000_000L, 3);
        private long answers;
        private long failures;

        Round(List<Buffer> requests, long deadline, int connections) {
            this.requests = requests;
            this.deadline = deadline;
            this.done = new CountDownLatch(connections);
        }

        void drive(NetSocket socket) {
            AtomicBoolean finished = new AtomicBoolean();
            long[] sentAt = new long[1];
            Buffer[] partial = {Buffer.buffer()};
            socket.handler(data -> {
                partial[0] = partial[0].length() == 0 ? data : partial[0].appendBuffer(data);
                if (isComplete(partial[0])) {
                    count(partial[0], sentAt[0]);
                    partial[0] = Buffer.buffer();
                    if (System.nanoTime() < deadline) {
                        send(socket, sentAt);
                    } else if (finished.compareAndSet(false, true)) {
                        done.countDown();
                    }
                }
            });
            send(socket, sentAt);
        }

        private void send(NetSocket socket, long[] sentAt) {
            sentAt[0] = System.nanoTime();
            socket.write(requests.get(Math.floorMod(next.getAndIncrement(), requests.size())));
        }

        private void count(Buffer answer, long sentAt) {
            micros.recordValue(Math.min(60_000_000L, (System.nanoTime() - sentAt) / 1_000));
            for (int i = 0; i < STATUS_OK.length; i++) {
                if (answer.getByte(i) != STATUS_OK[i]) {
                    failures++;
                    return;
                }
            }
            answers++;
        }

        private static boolean isComplete(Buffer answer) {
            int length = -1;
            int lineStart = 0;
            for (int i = 0; i + 1 < answer.length(); i++) {
                if (answer.getByte(i) == '\r' && answer.getByte(i + 1) == '\n') {
                    if (i == lineStart) {
                        return length >= 0 && answer.length() >= i + 2 + length;
                    }
                    length = Math.max(length, contentLength(answer, lineStart, i));
                    lineStart = i + 2;
                }
            }
            return false;
        }

        private static int contentLength(Buffer answer, int from, int to) {
            String name = "content-length:";
            if (to - from <= name.length()) {
                return -1;
            }
            for (int i = 0; i < name.length(); i++) {
                if (Character.toLowerCase((char) answer.getByte(from + i)) != name.charAt(i)) {
                    return -1;
                }
            }
            return Integer.parseInt(answer.getString(from + name.length(), to).trim());
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
