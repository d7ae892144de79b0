package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tact} from the first start on, with the real Java; the build is the distribution that is there already. */
class LauncherIT {
    private static final Path DIST = Repository.ROOT.resolve("arbitration-server/server/target/dist");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path folder;

    LauncherIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void preparesQuickStartsAndThenRunsTheDemo() throws IOException {
        assertThat(DIST.resolve("jvm.options")).as("what is built before").exists();
        LauncherHome home = LauncherHome.in(
                folder,
                "mkdir -p \"$dist\"\ncp -R '" + DIST.resolve("lib") + "' '" + DIST.resolve("jvm.options")
                        + "' \"$dist\"\n");
        Path rules = Files.createSymbolicLink(home.path("rules"), Repository.ROOT.resolve("rules"));

        try (TactProcess version = home.start(home.launcher(), JAVA, "--version")) {
            assertThat(version.exitCode()).as(version.err()).isZero();
            assertThat(version.out()).startsWith("tact ");
            assertThat(version.err()).contains("tact: building", "tact: preparing quick starts");
        }
        assertThat(archives(home))
                .as("class archives; %s", home.lines("target/tact-build.log"))
                .singleElement()
                .satisfies(archive -> assertThat(archive).isNotEmptyFile());

        long started = System.nanoTime();
        try (TactProcess demo = home.start(home.launcher(), JAVA, "demo", "--port", "0")) {
            demo.awaitOutput("Ctrl-C stops it.");
            Duration ready = Duration.ofNanos(System.nanoTime() - started);
            System.out.printf(
                    "./tact demo was ready after %d ms on Java %s with %d processors%n",
                    ready.toMillis(), Runtime.version(), Runtime.getRuntime().availableProcessors());
            assertThat(demo.err()).doesNotContain("tact: building", "tact: preparing");
            demo.stop();
        }
        assertThat(home.builds()).hasSize(1);
        Files.delete(rules);
    }

    private static List<Path> archives(LauncherHome home) throws IOException {
        try (Stream<Path> files = Files.list(home.path("arbitration-server/server/target/dist"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }
}
