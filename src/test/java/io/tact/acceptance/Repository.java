package io.tact.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that everything is in. */
public final class Repository {
    public static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("tact"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("the tests do not run inside the repository");
            }
        }
        return folder;
    }
}
