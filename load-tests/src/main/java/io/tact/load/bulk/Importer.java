package io.tact.load.bulk;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Sends lines to a node over several connections at once, each a stream of some ten thousand lines after the other. */
final class Importer {
    private static final int LINES_AT_ONCE = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long TELL_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final HttpClient client;
    private final String url;
    private final int connections;
    private final PrintStream out;

    Importer(HttpClient client, String url, int connections, PrintStream out) {
        this.client = client;
        this.url = url;
        this.connections = connections;
        this.out = out;
    }

    /**
     * Imports the lines of subscribers 0 to {@code subscribers} and prints how far it is.
     *
     * @param what {@code subscribers} or {@code contacts}
     * @param linesEach how many lines each of them has
     * @param lines the lines of one
     * @return lines each second
     */
    double send(String what, int subscribers, int linesEach, IntFunction<byte[]> lines)
            throws IOException, InterruptedException {
        Stretch stretch = new Stretch(what, subscribers, linesEach, lines);
        ExecutorService senders = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                tasks.add(stretch::drain);
            }
            for (Future<Void> done : senders.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the import of " + what + " failed", e.getCause());
        } finally {
            senders.shutdownNow();
        }
        return stretch.tell();
    }

    /** All lines of one kind. Senders take pieces of it in turn. */
    private final class Stretch {
        private final String what;
        private final int subscribers;
        private final int linesEach;
        private final IntFunction<byte[]> lines;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger sent = new AtomicInteger();
        private final long begun = System.nanoTime();
        private final AtomicLong told = new AtomicLong(begun);

        Stretch(String what, int subscribers, int linesEach, IntFunction<byte[]> lines) {
            this.what = what;
            this.subscribers = subscribers;
            this.linesEach = linesEach;
            this.lines = lines;
        }

        @SuppressWarnings("NullAway") // a task without a result
        Void drain() throws IOException, InterruptedException {
            int size = Math.max(1, LINES_AT_ONCE / linesEach);
            for (int from = next.getAndAdd(size); from < subscribers; from = next.getAndAdd(size)) {
                int end = Math.min(subscribers, from + size);
                post(from, end);
                sent.addAndGet(end - from);
                long last = told.get();
                long now = System.nanoTime();
                if (now - last > TELL_EVERY && told.compareAndSet(last, now)) {
                    tell();
                }
            }
            return null;
        }

        private void post(int from, int end) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/" + what + "/import"))
                    .header("content-type", "application/x-ndjson")
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Parts(from, end, lines)))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            String wanted = "\"accepted\":" + (end - from) * linesEach + ",\"rejected\":0";
            if (answer.statusCode() != 200 || !answer.body().contains(wanted)) {
                String said = answer.body();
                throw new IOException(
                        "the node says " + answer.statusCode() + " " + said.substring(0, Math.min(500, said.length())));
            }
        }

        double tell() {
            long done = (long) sent.get() * linesEach;
            double perSecond = done / ((System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1));
            out.printf("  %,d of %,d lines of %s, %,.0f/s%n", done, (long) subscribers * linesEach, what, perSecond);
            return perSecond;
        }
    }
}
