package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.facts.Factors;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.Treatment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Instant DAY_1 = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant DAY_2 = Instant.parse("2026-12-02T00:00:00Z");

    private static Candidate candidate(
            String id,
            Purpose purpose,
            int score,
            int priority,
            @Nullable Instant ends,
            @Nullable Instant lastOffered,
            long tieBreak) {
        Treatment plain = Sample.treatment(id, "SMS", purpose, "DATA");
        Treatment treatment = new Treatment(
                id,
                plain.slot(),
                null,
                null,
                ends,
                priority,
                Fixed.ONE,
                Fixed.ZERO,
                Fixed.ZERO,
                Fixed.ONE,
                Fixed.ZERO,
                null,
                null,
                plain.content());
        Factors factors = new Factors(Fixed.ONE, Fixed.ONE, Fixed.ONE, Fixed.ZERO);
        Ties ties = new Ties() {
            @Override
            public @Nullable Instant lastOffered(Treatment any) {
                return lastOffered;
            }

            @Override
            public long hash(Treatment any) {
                return tieBreak;
            }
        };
        return new Candidate(0, treatment, 0, factors, Fixed.of(score), ties);
    }

    /** Each differs from the next in one key of the ranking only, and is worse in every key that comes after it. */
    private static List<Candidate> bestFirst() {
        return List.of(
                candidate("h", Purpose.SERVICE, 1, 1, null, DAY_2, 9),
                candidate("g", Purpose.MARKETING, 5, 1, null, DAY_2, 9),
                candidate("f", Purpose.MARKETING, 4, 3, null, DAY_2, 9),
                candidate("e", Purpose.MARKETING, 4, 2, DAY_1, DAY_2, 9),
                candidate("d1", Purpose.MARKETING, 4, 2, DAY_2, null, 9),
                candidate("d2", Purpose.MARKETING, 4, 2, DAY_2, DAY_1, 9),
                candidate("c", Purpose.MARKETING, 4, 2, DAY_2, DAY_2, 3),
                candidate("a", Purpose.MARKETING, 4, 2, DAY_2, DAY_2, 7),
                candidate("b", Purpose.MARKETING, 4, 2, DAY_2, DAY_2, 7),
                candidate("z", Purpose.MARKETING, 4, 2, null, null, 1));
    }

    @Test
    void comparesKeyByKeyInThePublishedOrder() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            List<Candidate> shuffled = new ArrayList<>(bestFirst());
            Collections.shuffle(shuffled, random);
            shuffled.sort(Ranking.BEST_FIRST);
            assertThat(shuffled)
                    .extracting(c -> c.treatment().id())
                    .containsExactly("h", "g", "f", "e", "d1", "d2", "c", "a", "b", "z");
        }
    }
}
