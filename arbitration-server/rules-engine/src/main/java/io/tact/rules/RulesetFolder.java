package io.tact.rules;

import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/** A ruleset folder on disk. */
public final class RulesetFolder {
    /** The most bytes in all files together. */
    public static final long MAX_BYTES = 128L << 20;

    private RulesetFolder() {}

    /**
     * Reads every regular file of a folder and the folders in it. Hidden files and folders, whose names begin with a dot,
     * and symbolic links are left out.
     *
     * @throws IOException if the folder is missing, is not a folder, is larger than {@link #MAX_BYTES}, or cannot be read;
     *     the message begins with its name
     */
    public static RulesetSource read(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw failure(folder, "there is no such ruleset folder. Maybe its name is misspelt");
        }
        if (!Files.isDirectory(folder)) {
            throw failure(folder, "this is a file, and a ruleset is a folder. Maybe give the one it is in");
        }
        Reading reading = new Reading(folder);
        try {
            Files.walkFileTree(folder, reading);
        } catch (AccessDeniedException e) {
            throw failure(Path.of(e.getFile()), "this must not be read. Maybe change who may read it");
        }
        return new RulesetSource(folder.toString(), reading.files);
    }

    private static FileSystemException failure(Path path, String reason) {
        return new FileSystemException(path.toString(), null, reason);
    }

    private static final class Reading extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final SortedMap<String, byte[]> files = new TreeMap<>();
        private long bytes;

        Reading(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return !path.equals(folder) && isHidden(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && !isHidden(path)) {
                bytes += attributes.size();
                if (bytes > MAX_BYTES) {
                    throw failure(
                            folder,
                            "the folder holds more than " + (MAX_BYTES >> 20)
                                    + " MB. Maybe it is not a ruleset folder");
                }
                String name = folder.relativize(path).toString().replace('\\', '/');
                files.put(name, Files.readAllBytes(path));
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            Path name = path.getFileName();
            return name != null && name.toString().startsWith(".");
        }
    }
}
