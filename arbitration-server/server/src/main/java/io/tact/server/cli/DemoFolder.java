package io.tact.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo keeps its data.
 *
 * @param path the folder
 * @param passing whether it ends with the demo
 */
record DemoFolder(Path path, boolean passing) {

    /** The folder asked for, or a fresh one of its own. */
    static DemoFolder of(@Nullable Path asked) {
        if (asked != null) {
            return new DemoFolder(asked, false);
        }
        try {
            return new DemoFolder(Files.createTempDirectory("tact-demo-"), true);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "cannot make a folder in " + System.getProperty("java.io.tmpdir") + ". Maybe name one with --data.",
                    e);
        }
    }

    /** The end of the demo: deletes a folder that ends with it. Returns what to tell of it. */
    String leave() {
        if (!passing) {
            return "Stopped. What it knows is in " + path + ".";
        }
        try (Stream<Path> inside = Files.walk(path)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
            return "Stopped. The demo's folder " + path + " is deleted; --data DIR would keep one.";
        } catch (IOException | UncheckedIOException e) {
            return "Stopped. The demo's folder " + path + " could not be deleted: " + e.getMessage();
        }
    }
}
