package io.tact.server.config;

import io.tact.model.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody who wrote something else probably meant. */
final class Nearest {
    private Nearest() {}

    /** The word that is nearest, if one is near. */
    static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(key -> EditDistance.between(word, key)))
                .filter(key -> EditDistance.between(word, key) <= Math.max(2, word.length() / 3));
    }

    /** {@code . Maybe sre}, or nothing. */
    static String maybe(String word, Collection<String> known) {
        return of(word, known).map(near -> ". Maybe " + near).orElse("");
    }
}
