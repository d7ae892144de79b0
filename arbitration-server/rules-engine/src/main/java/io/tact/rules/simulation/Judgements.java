package io.tact.rules.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of each row of a stream, kept small. */
final class Judgements {
    private static final long NEVER = Long.MIN_VALUE;

    private final int[] judgement;
    private final long[] nextAllowedAt;
    private final List<Judgement> distinct = new ArrayList<>();
    private final Map<Judgement, Integer> index = new HashMap<>();

    Judgements(int rows) {
        judgement = new int[rows];
        nextAllowedAt = new long[rows];
    }

    void note(int row, Judgement said, @Nullable Instant next) {
        judgement[row] = index.computeIfAbsent(said, j -> {
            distinct.add(j);
            return distinct.size() - 1;
        });
        nextAllowedAt[row] = next == null ? NEVER : next.toEpochMilli();
    }

    int size() {
        return judgement.length;
    }

    Judgement of(int row) {
        return distinct.get(judgement[row]);
    }

    @Nullable Instant nextAllowedAt(int row) {
        return nextAllowedAt[row] == NEVER ? null : Instant.ofEpochMilli(nextAllowedAt[row]);
    }
}
