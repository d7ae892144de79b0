package io.tact.geography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JollydayHolidaysTest {
    private final JollydayHolidays holidays = new JollydayHolidays();

    private static Set<LocalDate> dates(int year, String... monthDays) {
        return Stream.of(monthDays)
                .map(day -> LocalDate.parse(year + "-" + day))
                .collect(Collectors.toSet());
    }

    /** The eleven days of article L.3133-1 of the Code du travail. */
    @Test
    void franceHasElevenNationalDays() {
        assertThat(holidays.holidays("FR", 2027))
                .isEqualTo(dates(
                        2027, "01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11",
                        "12-25"));
        for (int year = 2025; year <= 2045; year++) {
            assertThat(holidays.holidays("FR", year)).as("" + year).hasSizeBetween(10, 11);
        }
    }

    @Test
    void theTwoDaysOfAlsaceAreThoseOfTheSubdivision() {
        assertThat(holidays.holidays("FR-67", 2027))
                .containsAll(holidays.holidays("FR", 2027))
                .contains(LocalDate.parse("2027-03-26"), LocalDate.parse("2027-12-26"))
                .hasSize(13);
    }

    @Test
    void case24_theActualAndTheObservedDateAreBothHolidays() {
        assertThat(holidays.holidays("US", 2027))
                .contains(LocalDate.parse("2027-12-24"), LocalDate.parse("2027-12-25"))
                .contains(LocalDate.parse("2027-07-04"), LocalDate.parse("2027-07-05"));
        assertThat(holidays.holidays("GB", 2027))
                .contains(LocalDate.parse("2027-12-25"), LocalDate.parse("2027-12-27"));
        assertThat(holidays.holidays("ZA", 2027))
                .contains(LocalDate.parse("2027-03-21"), LocalDate.parse("2027-03-22"));
    }

    @Test
    void case24_aDayObservedInTheYearBeforeBelongsToThatYear() {
        assertThat(holidays.holidays("US", 2027)).contains(LocalDate.parse("2027-12-31"));
        assertThat(holidays.holidays("US", 2028)).contains(LocalDate.parse("2028-01-01"));
        assertThat(holidays.holidays("US", 2028)).allMatch(date -> date.getYear() == 2028);
    }

    @Test
    void case25_aStateHasTheNationDaysAndItsOwn() {
        assertThat(holidays.holidays("US-LA", 2027))
                .containsAll(holidays.holidays("US", 2027))
                .contains(LocalDate.parse("2027-02-09"), LocalDate.parse("2027-03-26"));
        assertThat(holidays.holidays("US", 2027)).doesNotContain(LocalDate.parse("2027-02-09"));
    }

    @Test
    void case25_theCountryAloneHasNoDayOfASubdivision() {
        LocalDate labourDayOfWesternAustralia = LocalDate.parse("2027-03-01");

        assertThat(holidays.holidays("AU-WA", 2027)).contains(labourDayOfWesternAustralia);
        assertThat(holidays.holidays("AU", 2027)).doesNotContain(labourDayOfWesternAustralia);
    }

    @Test
    void knowsCountriesAndTheirSubdivisions() {
        for (String known :
                List.of("FR", "FR-67", "US", "US-LA", "US-FL", "ZA", "AU", "GB", "GB-ENG", "VN-HN", "AE", "NO")) {
            assertThat(holidays.knows(known)).as(known).isTrue();
            assertThat(holidays.holidays(known, 2027)).as(known).isNotEmpty();
        }
    }

    @Test
    void whatItHasNoCalendarOfHasNoHolidays() {
        for (String unknown : List.of(
                "IL", "ID", "KR", "ZZ", "US-ZZ", "FR-999", "fr", "", "-", "NYSE", "DJ_STOXX", "US-", "US-MA-XX")) {
            assertThat(holidays.knows(unknown)).as(unknown).isFalse();
            assertThat(holidays.holidays(unknown, 2027)).as(unknown).isEmpty();
        }
    }

    @Test
    void reckonsTheFirstAndTheLastYearOfEveryCountry() {
        for (String country : java.util.Locale.getISOCountries()) {
            if (holidays.knows(country)) {
                assertThat(holidays.holidays(country, JollydayHolidays.FIRST_YEAR))
                        .as(country)
                        .isNotNull();
                assertThat(holidays.holidays(country, JollydayHolidays.LAST_YEAR))
                        .as(country)
                        .isNotNull();
            }
        }
    }

    @Test
    void refusesAYearThatCannotBeReckoned() {
        assertThatThrownBy(() -> holidays.holidays("AE", 2151))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("year 2151");
        assertThatThrownBy(() -> holidays.holidays("FR", 1899)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aYearIsReckonedOnce() {
        assertThat(holidays.holidays("FR", 2027)).isSameAs(holidays.holidays("FR", 2027));
    }
}
