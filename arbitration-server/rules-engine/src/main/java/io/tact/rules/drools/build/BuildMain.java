package io.tact.rules.drools.build;

import io.tact.rules.drools.allowed.Preamble;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The JVM that builds rules: reads files from its standard input, writes what came of them to its standard output, until the
 * input ends. Ends by itself when nothing is asked of it for a while, or when a build does not end.
 */
public final class BuildMain {
    /** How long it waits for the next build, in seconds. */
    static final long IDLE_SECONDS = 90;

    /** After how many seconds it ends a build that nobody else ended. */
    private static final long LONGEST_SECONDS = BuildProcess.DEADLINE.toSeconds() * 2;

    private static final String WARM_UP =
            Preamble.TEXT + "rule \"r\" when Profile( isSet(\"a\") ) then verdicts.mustMention(\"b\"); end\n";

    private final KieBuild builder = new KieBuild();
    private volatile long deadline;

    private BuildMain() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws IOException {
        OutputStream answers = System.out;
        // Whatever else is printed must not be taken for an answer.
        System.setOut(System.err);
        new BuildMain()
                .serve(
                        new DataInputStream(new BufferedInputStream(System.in)),
                        new DataOutputStream(new BufferedOutputStream(answers)));
        Runtime.getRuntime().halt(0);
    }

    private void serve(DataInputStream in, DataOutputStream out) throws IOException {
        within(LONGEST_SECONDS);
        watch();
        builder.build(Map.of("warm-up.drl", WARM_UP));
        while (true) {
            within(IDLE_SECONDS);
            Map<String, String> files = new TreeMap<>();
            try {
                Frames.readMap(in).forEach((name, bytes) -> files.put(name, new String(bytes, StandardCharsets.UTF_8)));
            } catch (EOFException e) {
                return;
            }
            within(LONGEST_SECONDS);
            Frames.write(out, builder.build(files));
        }
    }

    private void within(long seconds) {
        deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    private void watch() {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "deadline");
            thread.setDaemon(true);
            return thread;
        });
        Runnable look = () -> {
            if (System.nanoTime() - deadline > 0) {
                Runtime.getRuntime().halt(1);
            }
        };
        watch.scheduleWithFixedDelay(look, 1, 1, TimeUnit.SECONDS);
    }
}
