package io.tact.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - SECOND / 2;

    @Test
    void asManyAtOnceAsInASecondAndThenEvenly() {
        TokenBucket bucket = new TokenBucket(4, START);
        for (int i = 0; i < 4; i++) {
            assertThat(bucket.take(START)).as("of a full one").isZero();
        }
        assertThat(bucket.waitAt(START)).isEqualTo(SECOND / 4);
        assertThat(bucket.take(START)).isEqualTo(SECOND / 4);
        assertThat(bucket.take(START + SECOND / 8)).isEqualTo(SECOND / 8);
        assertThat(bucket.waitAt(START + SECOND / 4)).as("and takes none").isZero();
        assertThat(bucket.take(START + SECOND / 4))
                .as("the clock may pass its largest number")
                .isZero();
        assertThat(bucket.take(START + SECOND / 4)).isEqualTo(SECOND / 4);
        assertThat(bucket.take(START + SECOND / 2)).isZero();
    }

    @Test
    void silenceIsSavedForOneSecondOnly() {
        TokenBucket bucket = new TokenBucket(3, 0);
        long later = 100 * SECOND;
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(later)).isZero();
        }
        assertThat(bucket.take(later)).isPositive();
    }

    @Test
    void inNoStretchOfTimeMorePassesThanTheBucketAndWhatFlowedIn() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int perSecond = 1 + random.nextInt(50);
            TokenBucket bucket = new TokenBucket(perSecond, 0);
            long now = 0;
            int passed = 0;
            for (int i = 0; i < 2_000; i++) {
                now += (long) (random.nextDouble() * 2 * SECOND / perSecond);
                passed += bucket.take(now) == 0 ? 1 : 0;
                assertThat((double) passed)
                        .as("seed %d at %d", seed, now)
                        .isLessThanOrEqualTo(perSecond + (double) now * perSecond / SECOND + 1);
            }
            assertThat(passed).isGreaterThan(500);
        }
    }

    @Test
    void whoWaitsAsLongAsToldPasses() {
        TokenBucket bucket = new TokenBucket(7, 0);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            long wait = bucket.take(now);
            if (wait > 0) {
                now += wait;
                assertThat(bucket.take(now)).isZero();
            }
        }
    }

    @Test
    void refusesRatesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenBucket(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenBucket(1_000_001, 0));
    }
}
