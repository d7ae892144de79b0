package io.tact.rules.drools;

import io.tact.model.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Spelling {
    private Spelling() {}

    /** The known name that differs least, if it differs by at most a third of its letters. */
    static Optional<String> nearest(String written, Collection<String> known) {
        return known.stream()
                .filter(k -> EditDistance.between(written, k) <= Math.max(1, k.length() / 3))
                .min(Comparator.comparingInt((String k) -> EditDistance.between(written, k))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
