package io.tact.load.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node that {@code ./tact serve} runs, in a process of its own; told to stop when it is closed. */
final class LaunchedNode implements AutoCloseable {
    private static final Pattern URL = Pattern.compile(" at (http://127\\.0\\.0\\.1:\\d+) ");
    private static final Pattern USED = Pattern.compile(" total \\d+K, used (\\d+)K");
    private static final Duration READY_WITHIN = Duration.ofMinutes(10);
    private static final Duration STOPPED_WITHIN = Duration.ofMinutes(1);

    private final Process process;
    private final String url;
    private final HttpClient client;

    private LaunchedNode(Process process, String url, HttpClient client) {
        this.process = process;
        this.url = url;
        this.client = client;
    }

    /**
     * Starts a node and returns when it says that it is ready. Must be called in the repository's folder.
     *
     * @param heap as {@code -Xmx} takes it
     */
    static LaunchedNode start(Path ruleset, Path data, String heap, HttpClient client)
            throws IOException, InterruptedException {
        ProcessBuilder launcher = new ProcessBuilder(
                        "./tact", "serve", "--port", "0", "--ruleset", ruleset.toString(), "--data", data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        launcher.environment().put("TACT_JVM_OPTS", "-Xmx" + heap);
        Process process = launcher.start();
        try {
            LaunchedNode node = new LaunchedNode(process, url(process), client);
            node.awaitReady();
            return node;
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    private static String url(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher url = URL.matcher(line);
            if (url.find()) {
                Thread drain = new Thread(() -> out.lines().forEach(l -> {}), "drain");
                drain.setDaemon(true);
                drain.start();
                return url.group(1);
            }
        }
        throw new IOException("./tact serve ended without listening");
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (get("/health/ready").statusCode() != 200) {
            if (System.nanoTime() > end) {
                throw new IOException("the node is not ready after " + READY_WITHIN + ": "
                        + get("/health/ready").body());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    String url() {
        return url;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** How long its threads have been running on a processor, all together. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The bytes of the heap that are in use after a full collection. */
    long heapAfterCollection() throws IOException, InterruptedException {
        ask("GC.run");
        Matcher used = USED.matcher(ask("GC.heap_info"));
        long kibibytes = 0;
        while (used.find()) {
            kibibytes += Long.parseLong(used.group(1));
        }
        return kibibytes << 10;
    }

    private String ask(String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IOException("jcmd " + command + " failed: " + said);
        }
        return said;
    }

    /** Tells it to stop and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
