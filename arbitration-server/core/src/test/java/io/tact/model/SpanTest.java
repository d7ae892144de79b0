package io.tact.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void tellsDaysFromHours() {
        assertThat(Span.parse("P1D")).isEqualTo(new Span(Period.ofDays(1), Duration.ZERO));
        assertThat(Span.parse("PT24H")).isEqualTo(new Span(Period.ZERO, Duration.ofDays(1)));
        assertThat(Span.parse("P1DT12H")).isEqualTo(new Span(Period.ofDays(1), Duration.ofHours(12)));
        assertThat(Span.parse("P2W")).isEqualTo(Span.parse("P14D"));
    }

    @Test
    void printsWhatItReads() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            Span span = new Span(
                    Period.of(random.nextInt(3), random.nextInt(20), random.nextInt(400)),
                    random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(1_000_000_000)));
            assertThat(Span.parse(span.toString())).as(span.toString()).isEqualTo(span);
        }
    }

    @Test
    void goesForwardAndBackTheSameWay() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            Span span = new Span(Period.ofDays(random.nextInt(60)), Duration.ofMinutes(random.nextInt(3000)));
            Instant noon = Instant.parse("2026-01-01T17:00:00Z").plus(Duration.ofDays(random.nextInt(365)));
            ZoneId kolkata = ZoneId.of("Asia/Kolkata");
            assertThat(span.before(span.after(noon, kolkata), kolkata)).isEqualTo(noon);
        }
    }

    @Test
    void keepsTheTimeOfDayOverAClockChangeInDaysButNotInHours() {
        Instant noonBefore = Instant.parse("2026-10-31T16:00:00Z");
        assertThat(Span.parse("P1D").after(noonBefore, NEW_YORK)).isEqualTo("2026-11-01T17:00:00Z");
        assertThat(Span.parse("PT24H").after(noonBefore, NEW_YORK)).isEqualTo("2026-11-01T16:00:00Z");
        assertThat(Span.parse("P1D").before(Instant.parse("2026-11-01T17:00:00Z"), NEW_YORK))
                .isEqualTo(noonBefore);
    }

    @Test
    void refusesWhatIsNoLengthOrNegative() {
        for (String text : new String[] {"", "P", "7", "7 days", "T5H", "XT5H", "P1DT", "-P1D", "-PT1H"}) {
            assertThatThrownBy(() -> Span.parse(text))
                    .as(text)
                    .isInstanceOfAny(DateTimeParseException.class, IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Span.parse("P-1D"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> Span.parse("PT-1H")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Span.parse("PT0S").isZero()).isTrue();
    }
}
