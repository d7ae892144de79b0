package io.tact.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    @Test
    void sortsIdsByTheTimeTheyWereGivenAt() {
        List<String> inTime = new ArrayList<>();
        Instant at = Instant.EPOCH;
        for (int i = 0; i < 200; i++) {
            inTime.add(i % 2 == 0 ? DecisionIds.random(at) : DecisionIds.passing(at));
            at = i < 100 ? at.plusMillis(1) : at.plusSeconds(40_000_000L);
        }

        assertThat(inTime).isSorted();
    }

    @Test
    void givesNoIdTwiceWithinAMillisecond() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(DecisionIds.random(NOW));
            ids.add(DecisionIds.passing(NOW));
        }

        assertThat(ids).hasSize(20_000).allMatch(id -> id.matches("[0-9a-hjkmnp-tv-z]{26}"));
    }

    @Test
    void leavesEightyBitsToChance() {
        Set<String> beginnings = new HashSet<>();
        Set<Character> last = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String id = DecisionIds.random(NOW);
            beginnings.add(id.substring(0, 9));
            last.add(id.charAt(24));
        }

        assertThat(beginnings).as("45 bits of the time").hasSize(1);
        assertThat(last).as("what the last whole five bits are").hasSize(32);
    }

    @Test
    void givesAKeyTheSameIdAtAnyTime() {
        assertThat(DecisionIds.of("crm", "k-1"))
                .isEqualTo(DecisionIds.of("crm", "k-1"))
                .isNotEqualTo(DecisionIds.of("crm", "k-2"))
                .isNotEqualTo(DecisionIds.of("ivr", "k-1"))
                .hasSize(26);
    }
}
