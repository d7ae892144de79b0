package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LocalClockTest {
    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "America/New_York",
            "America/Santiago",
            "America/Sao_Paulo",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Africa/Casablanca",
            "UTC");

    @Test
    void tellsWhatTheZoneTellsHoweverOftenItIsAsked() {
        long seed = 20261128;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 30_000; i++) {
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            LocalClock clock = LocalClock.of(zone);
            Instant at = near(random, zone);
            long millis = at.toEpochMilli();
            String asked = zone + " at " + at + ", seed " + seed;
            assertThat(clock.offset(millis))
                    .as(asked)
                    .isEqualTo(zone.getRules().getOffset(at).getTotalSeconds() * 1000L);
            int days = random.nextInt(400);
            assertThat(clock.plusDays(millis, days))
                    .as("%s, %s days later", asked, days)
                    .isEqualTo(at.atZone(zone).plusDays(days).toInstant().toEpochMilli());
            LocalDate day = at.atZone(zone).toLocalDate();
            assertThat(clock.startOf(day)).as("start of %s, %s", day, asked).isEqualTo(firstForGood(day, zone));
            ZoneOffsetTransition next = zone.getRules().nextTransition(at);
            assertThat(clock.nextTransition(millis))
                    .as("change after %s", asked)
                    .isEqualTo(next == null ? Judge.NEVER : next.getInstant().toEpochMilli());
        }
    }

    @Test
    void knowsTheEndsOfTheRange() {
        LocalClock clock = LocalClock.of(ZoneId.of("Europe/Paris"));
        clock.offset(0);
        assertThat(clock.startOf(LocalDate.of(999_999, 1, 1)))
                .isEqualTo(LocalDate.of(999_999, 1, 1)
                        .atStartOfDay(clock.zone())
                        .toInstant()
                        .toEpochMilli());
        assertThat(clock.offset(Long.MAX_VALUE / 2)).isIn(3_600_000L, 7_200_000L);
    }

    /** One of the changes of its clocks, or close to one, in a century around today; elsewhere where there is none. */
    private static Instant near(SplittableRandom random, ZoneId zone) {
        Instant some = Instant.ofEpochSecond(random.nextLong(-500_000_000L, 3_000_000_000L));
        ZoneOffsetTransition change = zone.getRules().nextTransition(some);
        if (change == null || random.nextInt(4) == 0) {
            return some;
        }
        return change.getInstant().plusMillis(random.nextLong(-90_000_000L, 90_000_000L) * random.nextInt(2));
    }

    /** By trying: the first quarter of an hour from which on the clock shows that day or a later one. */
    private static long firstForGood(LocalDate day, ZoneId zone) {
        ZonedDateTime first = day.atStartOfDay(zone);
        long found = first.toInstant().toEpochMilli();
        for (long at = found - 6 * 3_600_000L; at < found + 30 * 3_600_000L; at += 900_000L) {
            if (Instant.ofEpochMilli(at - 1).atZone(zone).toLocalDate().isBefore(day)) {
                found = Math.max(found, at);
            }
        }
        return found;
    }
}
