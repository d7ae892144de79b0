package io.tact.rules;

import io.tact.rules.tables.RulesetParser;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A ruleset folder on disk. */
public final class RulesetFolder {
    /** The most bytes in all files together. */
    public static final long MAX_BYTES = 128L << 20;

    private RulesetFolder() {}

    /**
     * Reads every regular file of a folder and the folders in it, and of the packs that it includes, which stand in a folder
     * {@code packs} in it, beside it or above it. Hidden files and folders, whose names begin with a dot, files
     * that a spreadsheet keeps beside an open workbook ({@code ~$policy.xlsx}), symbolic links and the scenarios of packs are
     * left out. A pack's own folder is read in the same way.
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
            Set<String> packs = reading.addPacks();
            return new RulesetSource(folder.toString(), reading.files, packs);
        } catch (AccessDeniedException e) {
            throw failure(Path.of(e.getFile()), "this must not be read. Maybe change who may read it");
        }
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
            boolean other = isHidden(path) || path.equals(folder.resolve(PackShelves.SHELF));
            return !path.equals(folder) && other ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && !isHidden(path)) {
                add(folder.relativize(path).toString().replace('\\', '/'), path, attributes.size());
            }
            return FileVisitResult.CONTINUE;
        }

        private void add(String name, Path path, long size) throws IOException {
            bytes += size;
            if (bytes > MAX_BYTES) {
                throw failure(
                        folder,
                        "the folder and its packs hold more than " + (MAX_BYTES >> 20)
                                + " MB. Maybe it is not a ruleset folder");
            }
            files.put(name, Files.readAllBytes(path));
        }

        /** Adds the packs that are included, also by packs; if one is missing, the names of all that there are. */
        Set<String> addPacks() throws IOException {
            PackShelves shelves = new PackShelves(folder);
            Deque<String> wanted = new ArrayDeque<>(RulesetParser.includes(files, ""));
            Set<String> seen = new HashSet<>();
            boolean missing = false;
            while (!wanted.isEmpty()) {
                String name = wanted.remove();
                if (!seen.add(name)) {
                    continue;
                }
                Path pack = shelves.find(name);
                missing |= pack == null;
                if (pack != null) {
                    String inside = PackShelves.SHELF + "/" + name + "/";
                    addPack(pack, inside);
                    wanted.addAll(RulesetParser.includes(files, inside));
                }
            }
            return missing ? shelves.names() : seen;
        }

        private void addPack(Path pack, String inside) throws IOException {
            try (Stream<Path> content = Files.list(pack)) {
                for (Path file : content.sorted().toList()) {
                    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isHidden(file)) {
                        add(inside + file.getFileName(), file, Files.size(file));
                    }
                }
            }
        }

        private static boolean isHidden(Path path) {
            Path name = path.getFileName();
            return name != null
                    && (name.toString().startsWith(".") || name.toString().startsWith("~$"));
        }
    }
}
