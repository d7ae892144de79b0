package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher does before Java takes over, with stand-ins for Java and Maven; {@link LauncherIT} has the real Java. */
class LauncherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SOURCE = "arbitration-server/server/src/main/java/Server.java";
    private static final String STAMP = "arbitration-server/server/target/dist/jvm.options";
    private static final String ARCHIVE = "arbitration-server/server/target/dist/classes-17.0.1.jsa";

    /** Waits at the gate, if there is one, until somebody writes into it. */
    private static final String BUILD = "[ ! -p \"$home/gate\" ] || read -r word <\"$home/gate\"\n"
            + "mkdir -p \"$dist/lib\"\necho jar >\"$dist/lib/server-1.jar\"\necho options >\"$dist/jvm.options\"\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LauncherHome home;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path java;

    @BeforeEach
    void makeAHome() throws IOException {
        home = LauncherHome.in(folder, BUILD);
        java = home.java("17");
    }

    /** How one start ended. */
    private record Ended(int code, String out, String err) {}

    private Ended run(Path launcher, Path program) {
        try (TactProcess tact = home.start(launcher, program, "check", "a ruleset")) {
            int code = tact.exitCode();
            return new Ended(code, tact.out(), tact.err());
        }
    }

    private Ended run() {
        return run(home.launcher(), java);
    }

    @Test
    void buildsOnceAndPreparesQuickStartsOnce() {
        Ended first = run();

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err().lines())
                .satisfiesExactly(line -> assertThat(line).startsWith("tact: building (once"), line -> assertThat(line)
                        .startsWith("tact: preparing quick starts on Java 17.0.1 (once"));
        assertThat(home.builds()).singleElement().asString().contains("package -pl arbitration-server/server -am");
        assertThat(home.lines("trainings")).singleElement().asString().endsWith(" demo --port 0 --train");
        assertThat(home.lines(ARCHIVE)).as("no lambdas").containsExactly("io/tact/Some");
        assertThat(first.out().lines())
                .contains("@" + home.path(STAMP), "-Dtact.home=" + home.path(""))
                .contains("-XX:SharedArchiveFile=" + home.path(ARCHIVE))
                .endsWith("check", "a ruleset");

        Ended second = run();

        assertThat(second).isEqualTo(new Ended(0, first.out(), ""));
        assertThat(home.builds()).hasSize(1);
        assertThat(home.lines("trainings")).hasSize(1);
    }

    @Test
    void whatIsBuiltAgainAndWhatIsNot() throws IOException {
        run();
        home.changed(STAMP, 30);
        home.changed("arbitration-server/server/src/test/java/ServerTest.java", 10);
        assertThat(run().err()).as("a test is not in the distribution").isEmpty();

        home.changed(SOURCE, 10);
        assertThat(run().err()).contains("tact: building", "tact: preparing quick starts");
        assertThat(home.builds()).hasSize(2);

        home.changed(STAMP, 30);
        Files.delete(home.path(SOURCE));
        assertThat(run().err()).as("a source that is gone").contains("tact: building");
        assertThat(run().err()).isEmpty();
        assertThat(home.builds()).hasSize(3);
    }

    @Test
    void aFailedBuildIsSaidAndStartsNothing() throws IOException {
        home.write("broken", "");

        Ended ended = run();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("tact: building (once"),
                        line -> assertThat(line).isEqualTo("Broken.java:[7,1] that is no Java"),
                        line -> assertThat(line).startsWith("Failed to execute goal"),
                        line -> assertThat(line)
                                .isEqualTo("tact: the build failed; all of it is in "
                                        + home.path("target/tact-build.log")));

        Files.delete(home.path("broken"));
        assertThat(run().code()).isZero();
        assertThat(home.builds()).hasSize(2);
    }

    @Test
    void aFailedBuildAfterAChangeDoesNotStartWhatWasThereBefore() throws IOException {
        run();
        home.changed(STAMP, 30);
        home.changed(SOURCE, 10);
        home.write("broken", "");

        assertThat(run().code()).isEqualTo(1);
        assertThat(run().code()).isEqualTo(1);
        assertThat(home.builds()).hasSize(3);
    }

    @Test
    void startsWithoutAClassArchiveWhereThereCanBeNone() throws IOException {
        home.write("untrainable", "");

        Ended first = run();
        Ended second = run();

        assertThat(first.code()).isZero();
        assertThat(first.out()).endsWith("check\na ruleset\n");
        assertThat(second.err()).as("not tried again").isEmpty();
        assertThat(home.lines("trainings")).hasSize(1);
    }

    private Path gate() throws IOException, InterruptedException {
        Path gate = home.path("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        return gate;
    }

    private TactProcess building() {
        TactProcess first = home.start(home.launcher(), java, "check");
        try {
            await("the build").atMost(PATIENCE).until(() -> home.builds().size() == 1);
        } catch (ConditionTimeoutException e) {
            first.close();
            throw e;
        }
        return first;
    }

    @Test
    void aChangeDuringTheBuildIsNotLost() throws Exception {
        Path gate = gate();
        try (TactProcess first = building()) {
            FileTime began = Files.getLastModifiedTime(home.path("target/.started"));
            Files.setLastModifiedTime(
                    home.path(SOURCE), FileTime.from(began.toInstant().plusMillis(1)));
            Files.writeString(gate, "go on\n");
            assertThat(first.exitCode()).isZero();
        }
        Files.delete(gate);

        assertThat(run().err()).contains("tact: building");
        assertThat(home.builds()).hasSize(2);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        Path gate = gate();
        try (TactProcess first = building()) {
            try (TactProcess second = home.start(home.launcher(), java, "check")) {
                await("the second start").atMost(PATIENCE).until(() -> second.err()
                        .startsWith("tact: waiting for another start that is building"));
                Files.writeString(gate, "go on\n");

                assertThat(List.of(first.exitCode(), second.exitCode())).containsOnly(0);
                assertThat(second.err().lines()).hasSize(1);
            }
        }
        assertThat(home.builds()).hasSize(1);
    }

    @Test
    void buildsWhereItIsAndNotWhereALinkToItIs() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), home.launcher());

        assertThat(run(link, java).out()).contains("-Dtact.home=" + home.path(""));
    }

    @Test
    void saysInOneLineThatThereIsNoCompiler() throws IOException {
        Files.delete(home.path("jdk/bin/javac"));

        Ended ended = run();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines())
                .containsExactly("tact: must be built, and " + home.path("jdk")
                        + " has no compiler. Maybe install a JDK, or set TACT_JAVA to the java of one.");
        assertThat(home.builds()).isEmpty();
    }

    @Test
    void saysInOneLineThatAJavaIsTooOld() throws IOException {
        Ended ended = run(home.launcher(), home.java("11"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).singleElement().asString().contains("Java 11.0.1", "Java 17 or newer");
    }

    @Test
    void saysInOneLineThatAProgramIsNoJava() {
        Ended ended = run(home.launcher(), Path.of("/bin/false"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines()).singleElement().asString().startsWith("tact: TACT_JAVA (/bin/false)");
    }
}
