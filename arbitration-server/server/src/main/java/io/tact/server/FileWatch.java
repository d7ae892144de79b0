package io.tact.server;

import io.tact.metrics.TactMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files now and then and takes them once they have changed: by what is in them, so that links that are turned, and clocks that
 * are wrong, make no difference. Files that cannot be used change nothing, which is told in the log, once, and by a metric for as
 * long as it is so. On a thread of its own.
 */
final class FileWatch implements AutoCloseable {
    /** How long a change may go unnoticed. */
    static final Duration USUAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "files");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Watched> all = new ArrayList<>();
    private final TactMetrics metrics;

    /** Reads files and puts into force what is in them. */
    @FunctionalInterface
    interface Taking {
        /** @throws StartupException if they cannot be used: then nothing has changed */
        void take() throws StartupException;
    }

    /** What is in files, as long as nobody has changed them. */
    record Seen(String contents) {}

    private static final class Watched {
        private final String what;
        private final List<Path> files;
        private final Taking taking;
        private Seen seen;
        private volatile boolean refused;

        Watched(String what, List<Path> files, Seen seen, Taking taking) {
            this.what = what;
            this.files = files;
            this.seen = seen;
            this.taking = taking;
        }
    }

    FileWatch(TactMetrics metrics) {
        this.metrics = metrics;
    }

    /** What is in files now: to be asked before they are read for the first time. */
    static Seen see(List<Path> files) {
        MessageDigest digest = sha256();
        StringBuilder contents = new StringBuilder();
        for (Path file : files) {
            try {
                contents.append(HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
            } catch (IOException e) {
                contents.append(e.getClass().getSimpleName());
            }
            contents.append(' ');
        }
        return new Seen(contents.toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Watches files.
     *
     * @param what what they are, for the log and as a label of metrics
     * @param files which are taken together; none if there is nothing to watch
     * @param seen what was in them before they were read
     */
    void watch(String what, List<Path> files, Seen seen, Taking taking) {
        Watched watched = new Watched(what, files, seen, taking);
        all.add(watched);
        metrics.watchFiles(what, () -> watched.refused);
    }

    /** Begins. */
    void start(Duration every) {
        timer.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes what has changed since it was last seen. */
    void look() {
        all.forEach(this::look);
    }

    private void look(Watched watched) {
        Seen now = see(watched.files);
        if (now.equals(watched.seen)) {
            return;
        }
        watched.seen = now;
        try {
            watched.taking.take();
            watched.refused = false;
            metrics.tookFiles(watched.what);
            LOG.info("{} were read again and are in force: {}", watched.what, watched.files);
        } catch (StartupException | RuntimeException e) {
            watched.refused = true;
            LOG.warn(
                    "{} have changed and cannot be used, so what was read before stays in force: {}",
                    watched.what,
                    e.getMessage());
        }
    }

    /** Ends after what is being taken, in 10 s at most. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(USUAL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
