package io.tact.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void whatIsUsedStaysAndWhatIsNotIsForgotten() {
        Recent<Integer, String> recent = new Recent<>(100);
        recent.put(-1, "used");
        recent.put(-2, "not used");
        for (int i = 0; i < 1_000; i++) {
            recent.put(i, "new");
            assertThat(recent.get(-1)).isEqualTo("used");
            assertThat(recent.size()).isLessThanOrEqualTo(101);
        }
        assertThat(recent.get(-2)).isNull();
        assertThat(recent.getOrMake(-1, key -> "made")).isEqualTo("used");
        assertThat(recent.getOrMake(-3, key -> "made")).isEqualTo("made");
        assertThat(recent.get(-3)).isEqualTo("made");
    }
}
