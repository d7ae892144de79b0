package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StableHashTest {
    // Worked out with another program from the published definition.
    private static final String GOLDEN_EMPTY = "3544bc34bb3c2bf2";
    private static final String GOLDEN_TOPUP = "37eead0f4febfd6";

    @Test
    void staysTheSameInEveryVersionBecauseControlGroupsDependOnIt() {
        assertThat(hash("S-1", "TOPUP", "2026-11-23")).isEqualTo(hash("S-1", "TOPUP", "2026-11-23"));
        assertThat(Long.toHexString(hash("", "", ""))).isEqualTo(GOLDEN_EMPTY);
        assertThat(Long.toHexString(hash("S-1001", "TOPUP-10/SMS", "2026-11-23")))
                .isEqualTo(GOLDEN_TOPUP);
    }

    @Test
    void keepsApartTextsThatReadTheSameWhenJoined() {
        assertThat(hash("ab", "c", "")).isNotEqualTo(hash("a", "bc", ""));
    }

    @Test
    void spreadsSubscribersEvenlyOverShares() {
        int[] tenths = new int[10];
        for (int i = 0; i < 100_000; i++) {
            tenths[(int) (StableHash.begun("S-" + i).share("campaign", "salt") * 10)]++;
        }
        for (int count : tenths) {
            assertThat(count).isBetween(9_600, 10_400);
        }
    }

    private static long hash(String a, String b, String c) {
        return StableHash.begun(a).then(b, c);
    }
}
