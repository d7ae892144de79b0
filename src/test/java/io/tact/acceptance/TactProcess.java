package io.tact.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code tact} as a process of its own: the real command line in a real JVM, mostly without the shell around it. */
public final class TactProcess implements AutoCloseable {
    /** An option of the JVM: it logs as the product does, whatever configuration for tests is on the class path too. */
    public static final String WITH_LOG = "-Dlogback.configurationFile=logback.xml";

    /** An option of the JVM: it compiles quickly what it compiles, as is best for what starts often and lives for seconds. */
    public static final String QUICK = "-XX:TieredStopAtLevel=1";

    private static final String MAIN = "io.tact.server.cli.Main";
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:[1-9][0-9]*");

    private final Process process;
    private final Path out;
    private final Path err;

    private TactProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code tact} with these arguments, to live for seconds. What it prints is kept in the folder. */
    public static TactProcess start(Path folder, String... arguments) {
        return start(folder, List.of(QUICK), MAIN, arguments);
    }

    /**
     * Starts a program that is {@code tact} or does as it does. What it prints is kept in the folder.
     *
     * @param jvm further options of the JVM
     * @param main the class to run
     */
    public static TactProcess start(Path folder, List<String> jvm, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("tact.jvm.flags", "").split(" ")));
        command.addAll(jvm);
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Dtact.home=" + Repository.ROOT);
        command.add(main);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return start(folder, builder);
    }

    /** Starts a process that is or becomes {@code tact}. What it prints is kept in the folder. */
    static TactProcess start(Path folder, ProcessBuilder builder) {
        try {
            Path out = Files.createTempFile(folder, "tact-", ".out");
            Path err = Files.createTempFile(folder, "tact-", ".err");
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().remove("TACT_HTTP_PORT");
            return new TactProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code tact serve} on any free port, to live for seconds, and waits until it listens. */
    static TactProcess serve(Path folder, Path ruleset, Path data) {
        return serve(folder, List.of(QUICK), ruleset, data);
    }

    /** Starts {@code tact serve} on any free port, to work for longer, and waits until it listens. */
    static TactProcess serveForLong(Path folder, Path ruleset, Path data) {
        return serve(folder, List.of(), ruleset, data);
    }

    private static TactProcess serve(Path folder, List<String> jvm, Path ruleset, Path data) {
        TactProcess tact = start(
                folder, jvm, MAIN, "serve", "--port", "0", "--ruleset", ruleset.toString(), "--data", data.toString());
        tact.url();
        return tact;
    }

    /** Where it listens: waits until it says so. */
    public String url() {
        return await("address of the node").atMost(PATIENCE).until(this::urlOrEnd, url -> !url.isEmpty());
    }

    private String urlOrEnd() {
        if (!process.isAlive()) {
            throw new AssertionError("tact ended with " + process.exitValue() + ": " + err());
        }
        Matcher url = URL.matcher(out());
        return url.find() ? url.group() : "";
    }

    /** Waits until standard output has these words. */
    void awaitOutput(String words) {
        awaitIn(this::out, words);
    }

    /** Waits until standard error has these words. */
    void awaitError(String words) {
        awaitIn(this::err, words);
    }

    private void awaitIn(Supplier<String> printed, String words) {
        await("\"" + words + "\" to be printed").atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("tact ended with " + process.exitValue() + ": " + err());
            }
            return printed.get().contains(words);
        });
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    /** Waits for the end. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("tact did not end: " + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** {@code kill -9}: no hook runs, nothing is flushed. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill}: it stops in order. */
    public void stop() {
        process.destroy();
        exitCode();
    }

    /** Sends a signal by its name, such as {@code STOP}, to this process only. */
    public void signal(String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("signal " + name + " was not sent");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
