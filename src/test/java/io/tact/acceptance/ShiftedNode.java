package io.tact.acceptance;

import io.tact.server.TactNode;
import io.tact.server.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** {@code tact serve --config} on a machine whose clock is wrong, by as much as a file says: that may change at any time. */
public final class ShiftedNode {
    private ShiftedNode() {}

    /** @param arguments the configuration, and the file that holds a number of milliseconds */
    public static void main(String[] arguments) throws Exception {
        ShiftedClock clock = new ShiftedClock(Path.of(arguments[1]));
        TactNode node = TactNode.start(
                ConfigFile.read(Path.of(arguments[0]), System.getenv()::get), clock.withZone(ZoneOffset.UTC));
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
        System.out.println("a node with a wrong clock serves at http://127.0.0.1:" + node.port());
        node.awaitClose();
    }

    /** The system's clock and so much more; the file is looked at many times a second. */
    private static final class ShiftedClock implements InstantSource {
        private static final long LOOKS_EVERY_MS = 50;

        private final Path file;
        private volatile Duration shift;

        ShiftedClock(Path file) throws Exception {
            this.file = file;
            this.shift = read();
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread daemon = new Thread(task, "clock");
                daemon.setDaemon(true);
                return daemon;
            });
            thread.scheduleWithFixedDelay(this::look, 0, LOOKS_EVERY_MS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            try {
                shift = read();
            } catch (Exception e) {
                // It is just being written: the next look finds it.
            }
        }

        private Duration read() throws Exception {
            return Duration.ofMillis(Long.parseLong(Files.readString(file).strip()));
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(shift);
        }
    }
}
