package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.policy.HolidayCalendar.Day;
import io.tact.policy.OverriddenCalendar.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverriddenCalendarTest {
    private static final LocalDate CHRISTMAS = LocalDate.parse("2026-12-25");
    private static final LocalDate EVE = LocalDate.parse("2026-12-24");
    private static final LocalDate LEAP_DAY = LocalDate.parse("2028-02-29");

    @Test
    void takesTheSourcesWordUnlessItIsChanged() {
        OverriddenCalendar calendar = new OverriddenCalendar(
                "FR",
                year -> Set.of(LocalDate.of(year, 12, 25), LocalDate.of(year, 5, 1), LocalDate.of(year, 1, 1)),
                Map.of(
                        EVE,
                        Kind.HALF,
                        CHRISTMAS,
                        Kind.HALF,
                        LEAP_DAY,
                        Kind.CLOSED,
                        LocalDate.parse("2026-05-01"),
                        Kind.OPEN));

        assertThat(calendar.name()).isEqualTo("FR");
        assertThat(calendar.day(EVE)).isEqualTo(Day.HALF);
        assertThat(calendar.day(CHRISTMAS)).as("a holiday anyway").isEqualTo(Day.HOLIDAY);
        assertThat(calendar.day(LEAP_DAY)).isEqualTo(Day.HOLIDAY);
        assertThat(calendar.day(LocalDate.parse("2026-05-01"))).isEqualTo(Day.ORDINARY);
        assertThat(calendar.day(LocalDate.parse("2027-05-01"))).isEqualTo(Day.HOLIDAY);
        assertThat(calendar.day(LocalDate.parse("2026-12-31"))).isEqualTo(Day.ORDINARY);
        assertThat(calendar.day(LocalDate.parse("2028-12-31"))).as("day 366").isEqualTo(Day.ORDINARY);
    }

    @Test
    void asksTheSourceOnceAYear() {
        List<Integer> asked = new ArrayList<>();
        OverriddenCalendar calendar = new OverriddenCalendar(
                "FR",
                year -> {
                    asked.add(year);
                    return Set.of();
                },
                Map.of());

        for (int i = 0; i < 1000; i++) {
            calendar.day(EVE.plusDays(i % 20));
        }

        assertThat(asked).containsExactly(2026, 2027);
    }

    @Test
    void forgetsYearsRatherThanKeepThemAll() {
        OverriddenCalendar calendar =
                new OverriddenCalendar("FR", year -> Set.of(LocalDate.of(year, 12, 25)), Map.of());

        for (int year = 1000; year < 3000; year++) {
            assertThat(calendar.day(LocalDate.of(year, 12, 25))).isEqualTo(Day.HOLIDAY);
            assertThat(calendar.day(LocalDate.of(year, 12, 24))).isEqualTo(Day.ORDINARY);
        }
    }

    @Test
    void isOnlyEverTightenedByAnOperator() {
        OverriddenCalendar own = new OverriddenCalendar("FR", year -> Set.of(CHRISTMAS), Map.of(EVE, Kind.HALF));
        TightenedCalendar calendar = new TightenedCalendar(
                own,
                Map.of(
                        EVE,
                        Kind.CLOSED,
                        CHRISTMAS,
                        Kind.OPEN,
                        EVE.minusDays(1),
                        Kind.HALF,
                        EVE.minusDays(2),
                        Kind.OPEN));

        assertThat(calendar.name()).isEqualTo("FR");
        assertThat(calendar.original()).isSameAs(own);
        assertThat(calendar.day(EVE)).isEqualTo(Day.HOLIDAY);
        assertThat(calendar.day(CHRISTMAS)).isEqualTo(Day.HOLIDAY);
        assertThat(calendar.day(EVE.minusDays(1))).isEqualTo(Day.HALF);
        assertThat(calendar.day(EVE.minusDays(2))).isEqualTo(Day.ORDINARY);
        assertThat(new TightenedCalendar(own, Map.of(CHRISTMAS, Kind.HALF)).day(CHRISTMAS))
                .as("a holiday anyway")
                .isEqualTo(Day.HOLIDAY);
    }
}
