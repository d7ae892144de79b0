package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's own words, where it needs no build. What it starts is for the tests of real processes. */
class LauncherTest {
    private static final String LAUNCHER = Repository.ROOT.resolve("tact").toString();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private record Ended(int code, String out, String err) {}

    private Ended run(String launcher, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", launcher, "check", "rules/rulesets/telco");
        builder.directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectOutput(folder.resolve("out").toFile());
        builder.redirectError(folder.resolve("err").toFile());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    /** A program that says it is a Java of that version. */
    private Path java(String version) throws IOException {
        Path program = folder.resolve("java-" + version);
        String script = "#!/bin/sh\necho '    java.specification.version = " + version + "'\necho '    java.version = "
                + version + ".0.1'\necho '    java.home = /nowhere'\n";
        Files.write(program, script.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    @Test
    void saysInOneLineThatAJavaIsTooOld() throws Exception {
        Ended ended = run(LAUNCHER, Map.of("TACT_JAVA", java("11").toString()));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).singleElement().asString().contains("Java 11.0.1", "Java 17 or newer");
    }

    @Test
    void saysInOneLineThatAProgramIsNoJavaAlsoThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), Path.of(LAUNCHER));

        Ended ended = run(link.toString(), Map.of("TACT_JAVA", "/bin/false"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines()).singleElement().asString().startsWith("tact: TACT_JAVA (/bin/false)");
    }
}
