package io.tact.server.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that a command makes, and never overwrites. */
final class NewFiles {
    private NewFiles() {}

    /**
     * Writes a file that is not there yet, in a folder that is made if need be.
     *
     * @throws CommandFailedException if it is there, or cannot be written
     */
    static void write(Path file, byte[] content) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailedException(file + " is there already. Maybe choose another name, or delete it.", e);
        } catch (IOException e) {
            throw new CommandFailedException(file + " cannot be written. Maybe its folder must not be written to.", e);
        }
    }
}
