package io.tact.rules.drools.build;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that builds rules for this one. It is started when it is first needed, does many builds, since the first is by far the
 * slowest, is replaced when it fails, and ends by itself when it is not needed or this JVM ends. Safe for any thread; builds
 * wait for each other.
 */
public final class BuildProcess {
    /** How long one build may take. */
    public static final Duration DEADLINE = Duration.ofSeconds(60);

    /** How much heap the child has, in megabytes. */
    static final int HEAP_MB = 256;

    /** After so many builds a new child takes over: whatever one leaves behind does not pile up. */
    private static final int MOST_BUILDS = 500;

    /** What a JVM exits with under {@code ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private static final String FEWER = "Maybe write rules that differ only in figures as rows of a table";

    private static final BuildProcess SHARED = new BuildProcess(command(HEAP_MB), DEADLINE);

    private final List<String> command;
    private final Duration deadline;
    private @Nullable Child child;

    BuildProcess(List<String> command, Duration deadline) {
        this.command = List.copyOf(command);
        this.deadline = deadline;
    }

    /** The one of this JVM. */
    public static BuildProcess shared() {
        return SHARED;
    }

    /** How such a JVM is started. */
    static List<String> command(int heapMegabytes) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-Xms64m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-cp",
                ChildClassPath.of(System.getProperty("java.class.path")),
                BuildMain.class.getName());
    }

    private static final class Child {
        private final Process process;
        private final DataOutputStream requests;
        private final DataInputStream answers;
        private int builds;
        private long lastUse = System.nanoTime();

        Child(Process process) {
            this.process = process;
            this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
            this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        }

        boolean isFit() {
            long idle = System.nanoTime() - lastUse;
            // One that is about to end for being idle is not asked any more.
            return process.isAlive()
                    && builds < MOST_BUILDS
                    && idle < TimeUnit.SECONDS.toNanos(BuildMain.IDLE_SECONDS / 2);
        }
    }

    /** Starts the child if there is none, and does not wait for it. */
    public synchronized void prepare() {
        ready();
    }

    /**
     * Builds rules. Takes seconds where the child is new, and a fraction of one else.
     *
     * @param files complete DRL by file name
     * @throws BuildFailedException if the child cannot run, does not answer in time, or needs too much memory
     */
    public synchronized BuildOutcome build(Map<String, String> files) {
        SortedMap<String, byte[]> request = new TreeMap<>();
        files.forEach((name, text) -> request.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return ask(ready(), request);
    }

    private BuildOutcome ask(Child asked, SortedMap<String, byte[]> request) {
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> killer = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    asked.process.destroyForcibly();
                },
                CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS));
        try {
            Frames.write(asked.requests, request);
            BuildOutcome outcome = Frames.readOutcome(asked.answers);
            asked.builds++;
            asked.lastUse = System.nanoTime();
            return outcome;
        } catch (IOException e) {
            throw failure(asked, late.get());
        } finally {
            killer.cancel(false);
        }
    }

    private BuildFailedException failure(Child failed, boolean late) {
        child = null;
        if (late) {
            return new BuildFailedException(
                    "compiling the rules took longer than " + deadline.toSeconds() + " seconds and was stopped", FEWER);
        }
        int exit = exitOf(failed.process);
        return exit == OUT_OF_MEMORY
                ? new BuildFailedException(
                        "compiling the rules took more than the " + HEAP_MB + " MB it may have", FEWER)
                : new BuildFailedException(
                        "the JVM that compiles rules ended with " + exit, "Maybe this machine has too little memory");
    }

    /** What the child exits with; it is ended if it does not end by itself. */
    private static int exitOf(Process process) {
        return process.onExit()
                .completeOnTimeout(process, 5, TimeUnit.SECONDS)
                .thenCompose(ended -> ended.isAlive() ? ended.destroyForcibly().onExit() : ended.onExit())
                .join()
                .exitValue();
    }

    private Child ready() {
        Child ready = child;
        if (ready != null && ready.isFit()) {
            return ready;
        }
        if (ready != null) {
            ready.process.destroy();
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.directory(new File(System.getProperty("java.io.tmpdir")));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Child started = new Child(builder.start());
            child = started;
            return started;
        } catch (IOException e) {
            throw new BuildFailedException(
                    "the JVM that compiles rules cannot be started: " + e.getMessage(),
                    "Maybe this process may not start others; rules are never compiled inside it");
        }
    }
}
