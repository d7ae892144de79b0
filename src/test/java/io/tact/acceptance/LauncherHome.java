package io.tact.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tree with the launcher in it and as much around it as it looks at: something to build, and a stand-in for Maven, first on
 * the PATH, that notes that it was called. The name of its folder has a space. All that it is built of is an hour old.
 */
final class LauncherHome {
    private static final String BUILD_FAILS = "[ ! -f \"$home/broken\" ] || {\n"
            + "  echo '[ERROR] Broken.java:[7,1] that is no Java'\n"
            + "  echo '[ERROR] Failed to execute goal compile'\n"
            + "  exit 1\n"
            + "}\n";

    private final Path around;
    private final Path home;

    private LauncherHome(Path around) throws IOException {
        this.around = around;
        home = Files.createDirectories(around.resolve("a home"));
    }

    /**
     * Makes one.
     *
     * @param folder where
     * @param build shell commands, run by the stand-in for Maven in the home, that put the distribution into {@code $dist}
     */
    static LauncherHome in(Path folder, String build) {
        try {
            LauncherHome made = new LauncherHome(folder);
            Files.copy(Repository.ROOT.resolve("tact"), made.launcher());
            made.write("pom.xml", "<project/>");
            made.write("arbitration-server/server/src/main/java/Server.java", "class Server {}");
            made.write("arbitration-server/server/src/test/java/ServerTest.java", "class ServerTest {}");
            made.program(
                    "bin/mvn",
                    "home='" + made.home + "'\ndist=$home/arbitration-server/server/target/dist\n"
                            + "echo \"$*\" >>\"$home/builds\"\n" + BUILD_FAILS + build);
            try (Stream<Path> all = Files.walk(made.home)) {
                for (Path each : all.toList()) {
                    setAge(each, 60);
                }
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path launcher() {
        return home.resolve("tact");
    }

    Path path(String name) {
        return home.resolve(name);
    }

    /** Writes a file, and the folders above it. */
    void write(String name, String content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }

    /** Writes a shell script that may be run. */
    Path program(String name, String script) throws IOException {
        write(name, "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(path(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /**
     * A stand-in for Java of that version. It does what the launcher asks of the class archive, unless there is a file {@code
     * untrainable}, and notes it in {@code trainings}; else it prints what it is to run, a line for each argument.
     */
    Path java(String version) throws IOException {
        String script =
                """
                case "$*" in *-XshowSettings:properties*)
                  echo '    java.specification.version = %1$s'
                  echo '    java.version = %1$s.0.1'
                  echo '    java.home = %2$s'
                  exit ;;
                esac
                list= kept= archive= dump=
                for argument; do
                  case $argument in
                    -XX:DumpLoadedClassList=*) list=${argument#*=} ;;
                    -XX:SharedClassListFile=*) kept=${argument#*=} ;;
                    -XX:SharedArchiveFile=*) archive=${argument#*=} ;;
                    -Xshare:dump) dump=yes ;;
                  esac
                done
                if [ -n "$list" ]; then
                  echo "$*" >>'%3$s'
                  [ ! -f '%4$s' ] || exit 1
                  printf 'io/tact/Some\\n@lambda-proxy io/tact/Other\\n' >"$list"
                elif [ -n "$dump" ]; then
                  cp "$kept" "$archive"
                else
                  for argument; do printf '%%s\\n' "$argument"; done
                fi
                """
                        .formatted(version, path("jdk"), path("trainings"), path("untrainable"));
        program("jdk/bin/javac", "");
        return program("jdk/bin/java-" + version, script);
    }

    /** The lines of a file; none if it is not there. */
    List<String> lines(String name) {
        try {
            return Files.exists(path(name)) ? Files.readAllLines(path(name)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Maven was called with, once per build. */
    List<String> builds() {
        return lines("builds");
    }

    /** Makes a file look as if it had been changed so many minutes ago. */
    void changed(String name, int minutesAgo) throws IOException {
        setAge(path(name), minutesAgo);
    }

    private static void setAge(Path file, int minutes) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60L * minutes)));
    }

    /** Starts a launcher that leads here, not in its folder; what it prints is kept there. */
    TactProcess start(Path launcher, Path java, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(around.toFile());
        builder.environment().put("TACT_JAVA", java.toString());
        builder.environment().put("PATH", path("bin") + ":" + System.getenv("PATH"));
        builder.environment().remove("TACT_JVM_OPTS");
        return TactProcess.start(around, builder);
    }
}
