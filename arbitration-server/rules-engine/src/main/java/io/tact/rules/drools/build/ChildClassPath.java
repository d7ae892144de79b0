package io.tact.rules.drools.build;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The part of this JVM's class path that building rules needs: Drools and its compiler, and Tact's facts. */
final class ChildClassPath {
    private static final List<String> JARS = List.of(
            "drools-",
            "kie-",
            "ecj-",
            "antlr",
            "javaparser-core-",
            "slf4j-api-",
            "commons-codec-",
            "jspecify-",
            "core-",
            "rules-engine-");
    private static final List<String> FOLDERS =
            List.of("io/tact/facts/Request.class", "io/tact/rules/drools/build/BuildMain.class");

    private ChildClassPath() {}

    /** As the JVM's option wants it. */
    static String of(String classPath) {
        Set<Path> entries = new LinkedHashSet<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                Path path = Path.of(entry).toAbsolutePath();
                entries.add(path);
                entries.addAll(named(path));
            }
        }
        return entries.stream()
                .filter(ChildClassPath::isNeeded)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isNeeded(Path entry) {
        if (Files.isDirectory(entry)) {
            return FOLDERS.stream().anyMatch(file -> Files.exists(entry.resolve(file)));
        }
        Path name = entry.getFileName();
        return name != null && JARS.stream().anyMatch(name.toString()::startsWith);
    }

    /** What the manifest of a jar adds to the class path. */
    private static List<Path> named(Path jar) {
        List<Path> more = new ArrayList<>();
        if (!Files.isRegularFile(jar)) {
            return more;
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String listed =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (listed != null) {
                for (String one : listed.trim().split(" +")) {
                    URI entry = jar.toUri().resolve(one);
                    if ("file".equals(entry.getScheme())) {
                        more.add(Path.of(entry));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // What is no jar adds nothing; if it was needed, the child says what it misses.
            return more;
        }
        return more;
    }
}
