package io.tact.server;

import io.tact.ruleset.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The node cannot start. The message is one line that says why and what to do. */
public final class StartupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public StartupException(String message) {
        this(message, List.of());
    }

    public StartupException(String message, @Nullable Throwable cause) {
        super(message, cause);
        problems = List.of();
    }

    /** @param problems what is wrong with the ruleset, by place */
    public StartupException(String message, List<Problem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong with the ruleset, by place; empty if it was something else. */
    public List<Problem> problems() {
        return problems;
    }
}
