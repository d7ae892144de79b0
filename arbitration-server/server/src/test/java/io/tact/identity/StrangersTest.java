package io.tact.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrangersTest {
    private static final long SECOND = 1_000_000_000L;

    private final Strangers strangers = new Strangers(2);

    @Test
    void eachAddressIsToldSoOftenThatItIsNotKnown() {
        assertThat(strangers.waitOf("192.0.2.1", 0)).isZero();
        assertThat(strangers.refused("192.0.2.1", 0)).isZero();
        assertThat(strangers.waitOf("192.0.2.1", 0)).as("looking takes nothing").isZero();
        assertThat(strangers.refused("192.0.2.1", 0)).isZero();
        assertThat(strangers.waitOf("192.0.2.1", 0)).isEqualTo(SECOND / 2);
        assertThat(strangers.refused("192.0.2.1", 0)).isEqualTo(SECOND / 2);
        assertThat(strangers.waitOf("192.0.2.2", 0)).as("another address").isZero();
        assertThat(strangers.waitOf("192.0.2.1", SECOND / 2)).isZero();
    }

    @Test
    void oneHomeHasOneRateHoweverManyAddressesItTakes() {
        for (int i = 0; i < 2; i++) {
            assertThat(strangers.refused("2001:db8:1:2::" + i, 0)).isZero();
        }
        assertThat(strangers.waitOf("2001:db8:1:2:ffff::9", 0)).isPositive();
        assertThat(strangers.waitOf("2001:db8:1:3::1", 0)).as("the neighbour").isZero();
    }

    @Test
    void aMillionAddressesTakeNoMoreMemoryThanTheLastTwentyThousand() {
        for (int i = 0; i < 1_000_000; i++) {
            strangers.refused(Integer.toString(i), 0);
        }
        assertThat(strangers.size()).isLessThanOrEqualTo(20_000);
        assertThat(strangers.refused("999999", 0))
                .as("what asked of late is remembered")
                .isZero();
        assertThat(strangers.waitOf("999999", 0)).isPositive();
    }
}
