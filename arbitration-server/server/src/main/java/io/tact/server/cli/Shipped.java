package io.tact.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** What came with the product, beside the launcher. */
final class Shipped {
    private Shipped() {}

    /**
     * A file or folder, by its path in the product.
     *
     * @throws CommandFailedException if it is not there
     */
    static Path path(String name) {
        Path path = Path.of(System.getProperty("tact.home", "")).resolve(name);
        if (!Files.exists(path)) {
            throw new CommandFailedException(
                    path + " is not there. Maybe start with ./tact, or from the folder it is in.");
        }
        return path;
    }
}
