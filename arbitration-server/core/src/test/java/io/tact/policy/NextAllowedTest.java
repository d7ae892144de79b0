package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who asks again at {@code nextAllowedAt} is allowed, and who asks a second before it is not: each time a new decision, on
 * days that clocks and calendars make awkward.
 */
class NextAllowedTest {
    private static final int CASES = 250;
    private static final Duration HORIZON = Duration.ofDays(40);

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2026-03-29",
        "Europe/Paris, 2026-10-25",
        "America/New_York, 2026-03-08",
        "America/New_York, 2026-11-01",
        "America/Santiago, 2026-04-05",
        "America/Santiago, 2026-09-06",
        "America/Santiago, 2027-09-05",
        "Africa/Cairo, 2026-04-24",
        "America/Havana, 2026-11-01",
        "Asia/Beirut, 2026-03-29",
        "Australia/Lord_Howe, 2026-04-05",
        "Australia/Lord_Howe, 2026-10-04",
        "Pacific/Chatham, 2026-09-27",
        "Asia/Kathmandu, 2027-01-01",
        "Asia/Kolkata, 2027-03-31",
        "Europe/Paris, 2028-02-29",
        "America/New_York, 2027-02-28",
        "UTC, 2028-12-31",
    })
    void isTheFirstInstantThatIsAllowed(String zone, LocalDate day) {
        int cured = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Dice dice = new Dice(seed);
            Instant now = day.plusDays(dice.below(5) - 3L)
                    .atStartOfDay()
                    .plusMinutes(30L * dice.below(48))
                    .atZone(ZoneId.of(zone))
                    .toInstant()
                    .plus(dice.sliver());
            RandomCase given = new RandomCase(dice, ZoneId.of(zone), now);
            given.picks.clear();
            Optional<Instant> next = given.check().nextAllowedAt(given.policy(), given.line, now, now.plus(HORIZON));
            assertAllowedFrom(given, next.orElse(now.plus(HORIZON)), next.isPresent(), "seed " + seed);
            cured += next.isPresent() && next.get().isAfter(now) ? 1 : 0;
        }
        assertThat(cured).as("cases that time cures").isGreaterThan(CASES / 10);
    }

    private static void assertAllowedFrom(RandomCase given, Instant next, boolean allowed, String seed) {
        String what = seed + ", now " + given.now + ", next " + next;
        assertThat(isAllowed(given, next) || !allowed).as(what).isTrue();
        for (Duration before : List.of(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofHours(1))) {
            Instant earlier = next.minus(before);
            assertThat(!earlier.isBefore(given.now) && isAllowed(given, earlier))
                    .as("%s, but allowed %s before", what, before)
                    .isFalse();
        }
        long wait = Duration.between(given.now, next).toMinutes();
        for (int i = 0; i < 8 && wait > 0; i++) {
            Instant between = given.now.plus(Duration.ofMinutes(given.dice.below((int) wait)));
            assertThat(isAllowed(given, between))
                    .as("%s, but allowed at %s", what, between)
                    .isFalse();
        }
    }

    /** Decides anew at an instant. */
    private static boolean isAllowed(RandomCase given, Instant at) {
        Situation then = given.situation;
        Situation now =
                new Situation(at, then.where(), then.subscriber(), then.history(), then.attributes(), then.registers());
        return given.check(now).reasons(given.policy(), given.line).isEmpty();
    }
}
