package io.tact.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether a node can serve requests.
 *
 * @param checks by name; each gives the reason why not, or nothing
 * @param leaving whether the node was told to stop: it still answers, and asks its clients to connect elsewhere
 */
public record Readiness(Map<String, Supplier<Optional<String>>> checks, BooleanSupplier leaving) {
    public Readiness {
        checks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }

    /** Whether no check has a reason why not. */
    public boolean isReady() {
        return ask().values().stream().allMatch(Optional::isEmpty);
    }

    /** Asks every check. A check that fails itself is a reason too. */
    Map<String, Optional<String>> ask() {
        Map<String, Optional<String>> answers = new LinkedHashMap<>();
        checks.forEach((name, check) -> answers.put(name, ask(check)));
        return answers;
    }

    private static Optional<String> ask(Supplier<Optional<String>> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
