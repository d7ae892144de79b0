package io.tact.server.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration that no node can start with. The message is one line; the problems say what is wrong, key by key. */
public final class BrokenConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param why why the file cannot be read at all, and what to do */
    BrokenConfigException(Path file, String why, @Nullable Throwable cause) {
        super("the configuration " + file + " " + why, cause);
        problems = List.of();
    }

    BrokenConfigException(Path file, List<String> problems) {
        super("the configuration " + file + " has " + problems.size() + (problems.size() == 1 ? " error" : " errors"));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each with the path of its key; empty if the file could not be read at all. */
    public List<String> problems() {
        return problems;
    }
}
