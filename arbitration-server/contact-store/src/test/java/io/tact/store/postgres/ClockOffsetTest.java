package io.tact.store.postgres;

import static io.tact.store.postgres.SharedServer.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** The two clocks count in microseconds, and are one. */
    private static final Duration GRAIN = Duration.ofMillis(1);

    @Test
    void saysHowFarTheDatabasesClockIsFromOurs() {
        for (Duration behind : new Duration[] {Duration.ZERO, Duration.ofSeconds(2), Duration.ofMinutes(-5)}) {
            InstantSource clock = () -> Instant.now().minus(behind);
            try (PostgresContactStore store =
                    PostgresContactStore.open(SharedServer.settings(SERVER.newDatabase()), clock)) {
                await().atMost(SOON).until(() -> store.clockOffset().isPresent());
                ClockOffset offset = store.clockOffset().orElseThrow();
                assertThat(offset.ahead().minus(behind).abs())
                        .isLessThanOrEqualTo(offset.uncertainty().plus(GRAIN));
            }
        }
    }
}
