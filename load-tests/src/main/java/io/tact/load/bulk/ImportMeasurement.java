package io.tact.load.bulk;

import io.tact.history.LedgerKey;
import io.tact.load.SampleRuleset;
import io.tact.port.StoredRecord;
import io.tact.store.RocksDbContactStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Imports subscribers with ten contacts each through the API of one node on the embedded store, then starts the node again.
 * Prints rates, bytes on disk, packed and of the heap, the time from restart to ready, and how long the first decisions on
 * subscribers take who are in the store only.
 *
 * <p>Arguments: subscribers (1000000), the node's heap as {@code -Xmx} takes it (2g), connections (4). Works in a temporary
 * folder of its own, which it removes.
 */
public final class ImportMeasurement {
    private static final int CAMPAIGNS = 200;
    private static final int SAMPLE = 1_000;
    private static final int COLD = 200;

    private final PrintStream out = System.out;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int subscribers;
    private final String heap;
    private final int connections;

    private ImportMeasurement(int subscribers, String heap, int connections) {
        this.subscribers = subscribers;
        this.heap = heap;
        this.connections = connections;
    }

    public static void main(String[] args) throws Exception {
        String[] given = {"1000000", "2g", "4"};
        System.arraycopy(args, 0, given, 0, Math.min(args.length, given.length));
        Path folder = Files.createTempDirectory("tact-import");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveNothing(folder), "leave nothing"));
        new ImportMeasurement(Integer.parseInt(given[0]), given[1], Integer.parseInt(given[2])).measure(folder);
    }

    /** However this process ends: first the node and what its launcher may have started, then the folder. */
    private static void leaveNothing(Path folder) {
        List<ProcessHandle> started = ProcessHandle.current().descendants().toList();
        started.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(started.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, 1, TimeUnit.MINUTES)
                .join();
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(Path folder) throws Exception {
        Path ruleset = Files.createDirectory(folder.resolve("ruleset"));
        for (Map.Entry<String, byte[]> file :
                SampleRuleset.of(CAMPAIGNS).files().entrySet()) {
            Files.write(ruleset.resolve(file.getKey()), file.getValue());
        }
        Path data = folder.resolve("data");
        out.printf("%,d subscribers, heap %s, %d connections, in %s%n", subscribers, heap, connections, folder);
        try (LaunchedNode node = LaunchedNode.start(ruleset, data, heap, client)) {
            fill(node);
        }
        out.printf("on disk, stopped: %,.0f bytes a subscriber%n", sizeOf(data) / (double) subscribers);
        long begun = System.nanoTime();
        try (LaunchedNode node = LaunchedNode.start(ruleset, data, heap, client)) {
            out.printf("restart to ready: %.1f s, aim 15 s or less%n", secondsSince(begun));
            decideCold(node);
            tellHeap(node, "after the restart");
        }
        tellPacked(data);
    }

    private void fill(LaunchedNode node) throws IOException, InterruptedException {
        SampleLines lines = new SampleLines(Instant.now());
        Importer importer = new Importer(client, node.url(), connections, out);
        long begun = System.nanoTime();
        Duration idle = node.processorTime();
        double enrolled = importer.send("subscribers", subscribers, 1, lines::subscriber);
        Duration half = node.processorTime();
        double remembered = importer.send("contacts", subscribers, SampleLines.CONTACTS, lines::contacts);
        Duration all = node.processorTime();
        double seconds = secondsSince(begun);
        out.printf(
                "imported in %.0f s: %,.0f lines of subscribers and %,.0f of contacts a second, %,.0f of both%n",
                seconds, enrolled, remembered, subscribers * (1.0 + SampleLines.CONTACTS) / seconds);
        out.printf(
                "processor time of the node: %.0f us a subscriber's line, %.0f us a contact's%n",
                half.minus(idle).toNanos() / 1e3 / subscribers,
                all.minus(half).toNanos() / 1e3 / subscribers / SampleLines.CONTACTS);
        tellHeap(node, "after the import");
    }

    private void tellHeap(LaunchedNode node, String when) throws IOException, InterruptedException {
        out.printf("heap in use %s: %,d MiB%n", when, node.heapAfterCollection() >> 20);
    }

    private void decideCold(LaunchedNode node) throws IOException, InterruptedException {
        double[] millis = new double[Math.min(COLD, subscribers)];
        for (int i = 0; i < millis.length; i++) {
            int subscriber = (int) ((long) i * subscribers / millis.length);
            HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + "/v1/decisions"))
                    .header("content-type", "application/json")
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"subscriber\":{\"id\":\"" + SampleLines.id(subscriber)
                            + "\"},\"direction\":\"OUTBOUND\",\"limit\":1,\"reserve\":true,\"explain\":\"NONE\"}"))
                    .build();
            long asked = System.nanoTime();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            millis[i] = secondsSince(asked) * 1_000;
            if (answer.statusCode() != 200) {
                throw new IOException("the node says " + answer.statusCode() + " " + answer.body());
            }
        }
        double first = millis[0];
        Arrays.sort(millis);
        out.printf(
                "decisions on cold subscribers, one at a time: the very first %.1f ms; of %d, median %.1f ms%n",
                first, millis.length, millis[millis.length / 2]);
    }

    /** What the grid holds of a subscriber is what the store does: their record, and that of their line, which leads to it. */
    private void tellPacked(Path data) {
        long records = 0;
        long lines = 0;
        int sample = Math.min(SAMPLE, subscribers);
        try (RocksDbContactStore store = RocksDbContactStore.open(data)) {
            for (int i = 0; i < sample; i++) {
                int subscriber = (int) ((i + 0.5) * subscribers / sample);
                records += length(store, LedgerKey.ofSubscriber(SampleLines.id(subscriber)));
                lines += length(store, LedgerKey.ofLine(SampleLines.line(subscriber)));
            }
        }
        out.printf(
                "packed: %d bytes a subscriber with %d contacts, and %d for the line%n",
                records / sample, SampleLines.CONTACTS, lines / sample);
    }

    private static int length(RocksDbContactStore store, LedgerKey key) {
        StoredRecord record = store.load(key)
                .toCompletableFuture()
                .join()
                .orElseThrow(() -> new IllegalStateException(key + " is not in the store"));
        return record.bytes().length;
    }

    private static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            long size = 0;
            for (Path file : all) {
                size += Files.size(file);
            }
            return size;
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> made;
        try (Stream<Path> files = Files.walk(folder)) {
            made = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : made) {
            Files.delete(file);
        }
    }
}
