package io.tact.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the packs stand that a ruleset folder may include: in folders {@code packs} in it, beside it and above it. */
final class PackShelves {
    /** The folder that holds packs. */
    static final String SHELF = "packs";

    private static final String PACK = "pack.yaml";
    private static final int DEPTH = 4;

    private final List<Path> shelves = new ArrayList<>();

    PackShelves(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path shelf = at.resolve(SHELF);
            if (Files.isDirectory(shelf)) {
                shelves.add(shelf);
            }
        }
    }

    /** The folder of a pack such as {@code legal/fr}, the nearest if there are several; null if there is none. */
    @Nullable Path find(String name) {
        for (Path shelf : shelves) {
            Path folder = shelf.resolve(name);
            if (Files.isRegularFile(folder.resolve(PACK))) {
                return folder;
            }
        }
        return null;
    }

    /** The names of all packs. */
    Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path shelf : shelves) {
            try (Stream<Path> files = Files.find(shelf, DEPTH, (path, a) -> a.isRegularFile() && path.endsWith(PACK))) {
                files.map(Path::getParent)
                        .filter(folder -> !folder.equals(shelf))
                        .map(folder -> shelf.relativize(folder).toString().replace('\\', '/'))
                        .forEach(names::add);
            }
        }
        return names;
    }
}
