package io.tact.geography;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private final Clocks clocks = new Clocks();

    private boolean same(String a, String b) {
        return clocks.same(ZoneId.of(a), ZoneId.of(b));
    }

    @Test
    void zonesThatDifferedOnlyInThePastKeepTheSameClock() {
        assertThat(same("America/New_York", "America/Detroit")).isTrue();
        assertThat(same("Australia/Sydney", "Australia/Hobart")).isTrue();
        assertThat(same("Asia/Calcutta", "Asia/Kolkata")).isTrue();
    }

    @Test
    void zonesThatDifferInSummerOnlyDoNot() {
        assertThat(same("Africa/Algiers", "Europe/Paris")).isFalse();
        assertThat(same("Australia/Brisbane", "Australia/Sydney")).isFalse();
        assertThat(same("Africa/Casablanca", "Europe/Lisbon")).isFalse();
        assertThat(same("America/Phoenix", "America/Denver")).isFalse();
    }

    @Test
    void theFirstOfEachClockStandsForIt() {
        List<ZoneId> zones =
                List.of(ZoneId.of("America/Detroit"), ZoneId.of("America/Chicago"), ZoneId.of("America/New_York"));

        assertThat(clocks.oneForEach(zones))
                .containsExactly(ZoneId.of("America/Detroit"), ZoneId.of("America/Chicago"));
    }
}
