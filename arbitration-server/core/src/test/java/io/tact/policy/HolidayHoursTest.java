package io.tact.policy;

import static io.tact.policy.HourRow.allow;
import static io.tact.policy.HourRow.calendar;
import static io.tact.policy.HourRow.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HolidayHoursTest {
    private static final HolidayCalendar FRANCE =
            calendar("FR", "2026-05-01", "2026-05-08", "2026-08-15", "2026-12-25", "2027-01-01");
    private static final HolidayCalendar ITALY =
            calendar("IT", "2026-12-08", "2026-12-25", "2026-12-26", "2027-01-01", "2027-11-01");
    private static final HourRow LUNCH = allow("FR-01", "MON-FRI", "10:00-13:00 14:00-20:00");

    @Test
    void closesAHolidayThatHasNoRow() {
        Story story = Story.in("Europe/Paris").rules(LUNCH.by(FRANCE).rule());

        assertThat(story.objections("2026-04-30T10:30")).isEmpty();
        assertThat(story.objections("2026-05-01T10:30")).containsExactly("hours#FR-01");
        assertThat(story.next("2026-04-30T20:00"))
                .as("Friday is a holiday, Saturday and Sunday have no row")
                .isEqualTo("2026-05-04T10:00+02:00");
        assertThat(story.closes("2026-04-30T15:00")).isEqualTo("2026-04-30T20:00+02:00");
    }

    @Test
    void takesAHolidayForAnyOtherDayWhereNoRowKnowsOfHolidays() {
        assertThat(Story.in("Europe/Paris").rules(LUNCH.rule()).objections("2026-05-01T10:30"))
                .isEmpty();
    }

    @Test
    void saysThatItIsAHoliday() {
        Story france = Story.in("Europe/Paris").rules(LUNCH.by(FRANCE).rule());
        Story italy = Story.in("Europe/Rome").rules(italian());

        assertThat(france.reasons("2026-05-01T10:30").get(0).text())
                .isEqualTo("outside the allowed hours: Fri 10:30 in Europe/Paris, a holiday in FR");
        assertThat(italy.reasons("2026-12-07T09:30").get(0).text())
                .isEqualTo("outside the allowed hours: Mon 09:30 in Europe/Rome, the eve of a holiday in IT");
        assertThat(france.reasons("2026-04-30T09:30").get(0).text())
                .as("an eve is nothing apart where no row names eves")
                .isEqualTo("outside the allowed hours: Thu 09:30 in Europe/Paris");
    }

    @Test
    void closesBothTheHolidayAndTheDayOnWhichItIsObserved() {
        // Christmas 2027 is a Saturday, observed on Friday.
        HolidayCalendar us = calendar("US-LA", "2027-12-24", "2027-12-25");
        Story story = Story.in("America/Chicago")
                .rules(allow("US-LA-01", "MON-SAT", "08:00-20:00").by(us).rule());

        assertThat(story.objections("2027-12-24T12:00")).containsExactly("hours#US-LA-01");
        assertThat(story.objections("2027-12-25T12:00")).containsExactly("hours#US-LA-01");
        assertThat(story.next("2027-12-23T20:00")).isEqualTo("2027-12-27T08:00-06:00");
    }

    private static HoursRule[] italian() {
        return new HoursRule[] {
            allow("IT-01", "MON-FRI", "09:00-20:00").rule(),
            allow("IT-02", "SAT|HOLIDAY_EVE", "10:00-19:00").by(ITALY).rule()
        };
    }

    @Test
    void givesEvesTheirOwnHoursAndHolidaysBeforeEves() {
        Story story = Story.in("Europe/Rome").rules(italian());

        assertThat(story.objections("2026-12-07T09:30"))
                .as("Monday, the eve of the Immaculate Conception")
                .containsExactly("hours#IT-02");
        assertThat(story.next("2026-12-07T09:30")).isEqualTo("2026-12-07T10:00+01:00");
        assertThat(story.closes("2026-12-07T18:00")).isEqualTo("2026-12-07T19:00+01:00");
        assertThat(story.closes("2026-12-09T18:00")).as("Wednesday").isEqualTo("2026-12-09T20:00+01:00");
        assertThat(story.closes("2026-12-05T18:00")).as("Saturday").isEqualTo("2026-12-05T19:00+01:00");
        assertThat(story.next("2026-12-24T19:00"))
                .as("Christmas is the eve of Saint Stephen's, but a holiday first; Sunday has no row")
                .isEqualTo("2026-12-28T09:00+01:00");
    }

    @Test
    void takesASundayBeforeAHolidayForAnEveUnlessARowOfItsOwnClosesIt() {
        HoursRule sundays = quiet("IT-SUN", "SUN", "00:00-24:00").rule();

        assertThat(Story.in("Europe/Rome").rules(italian()).objections("2027-10-31T12:00"))
                .isEmpty();
        assertThat(Story.in("Europe/Rome").rules(italian()).rules(sundays).objections("2027-10-31T12:00"))
                .containsExactly("hours#IT-SUN");
    }

    @Test
    void givesHolidaysTheHoursOfTheWeekendWhereARowSaysSo() {
        HolidayCalendar russia = calendar("RU", "2026-11-04");
        Story story = Story.in("Europe/Moscow")
                .rules(
                        allow("RU-10", "MON-FRI", "08:00-22:00").rule(),
                        allow("RU-11", "SAT-SUN|HOLIDAY", "09:00-20:00")
                                .by(russia)
                                .rule());

        assertThat(story.objections("2026-11-04T08:30")).as("a Wednesday").containsExactly("hours#RU-11");
        assertThat(story.next("2026-11-04T08:30")).isEqualTo("2026-11-04T09:00+03:00");
        assertThat(story.closes("2026-11-04T19:00")).isEqualTo("2026-11-04T20:00+03:00");
        assertThat(story.next("2026-11-04T20:00")).isEqualTo("2026-11-05T08:00+03:00");
        assertThat(story.objections("2026-11-03T08:00")).isEmpty();
    }

    @Test
    void closesTheDaysOfARowWithoutTimes() {
        Story story = Story.in("Europe/Paris")
                .rules(
                        allow("all", "MON-SUN", "08:00-20:00").rule(),
                        allow("closed", "HOLIDAY", "").by(FRANCE).rule());

        assertThat(story.objections("2026-05-01T12:00")).containsExactly("hours#closed");
        assertThat(story.next("2026-05-01T12:00")).isEqualTo("2026-05-02T08:00+02:00");
    }

    @Test
    void findsTheNextHolidayMonthsAhead() {
        Story story = Story.in("Europe/Paris")
                .rules(allow("party", "HOLIDAY", "10:00-11:00").by(FRANCE).rule());

        assertThat(story.next("2026-08-15T11:00")).isEqualTo("2026-12-25T10:00+01:00");
        assertThat(story.next("2027-01-01T11:00")).as("no more that is known").isNull();
    }

    @Test
    void outlivesARunOfHolidaysLongerThanTheWeeksItComesRound() {
        HolidayCalendar closed = new OverriddenCalendar(
                "X",
                year -> LocalDate.of(2026, 3, 1)
                        .datesUntil(LocalDate.of(2026, 9, 1))
                        .collect(java.util.stream.Collectors.toSet()),
                Map.of());

        assertThat(Story.in("UTC")
                        .rules(allow("a", "MON-SUN", "09:00-17:00").by(closed).rule())
                        .next("2026-03-01T10:00"))
                .isEqualTo("2026-09-01T09:00Z");
    }

    @Test
    void splitsQuietHoursAtMidnightAlsoWhereAHolidayBegins() {
        Story saturday =
                Story.in("Asia/Seoul").rules(quiet("KR", "SAT", "21:00-08:00").rule());
        Story holiday = Story.in("Europe/Paris")
                .rules(quiet("night", "HOLIDAY", "21:00-08:00").by(FRANCE).rule());

        assertThat(saturday.objections("2026-05-02T23:30")).as("Saturday").containsExactly("hours#KR");
        assertThat(saturday.objections("2026-05-03T00:30")).as("Sunday").isEmpty();
        assertThat(saturday.objections("2026-05-02T00:30"))
                .as("Saturday morning")
                .containsExactly("hours#KR");
        assertThat(holiday.closes("2026-04-30T23:00")).isEqualTo("2026-05-01T00:00+02:00");
        assertThat(holiday.next("2026-05-01T21:30")).isEqualTo("2026-05-02T00:00+02:00");
        assertThat(holiday.reasons("2026-05-01T00:30").get(0).text())
                .isEqualTo("within the quiet hours: Fri 00:30 in Europe/Paris, a holiday in FR");
    }

    @Test
    void countsAllowedHoursPastMidnightToTheDayOnWhichTheyOpen() {
        Story story = Story.in("Europe/Paris")
                .rules(allow("late", "MON-FRI", "18:00-02:00").by(FRANCE).rule());

        assertThat(story.objections("2026-05-02T01:00"))
                .as("Saturday, of Friday, a holiday")
                .containsExactly("hours#late");
        assertThat(story.closes("2026-04-30T23:00"))
                .as("on the holiday, of the Thursday before")
                .isEqualTo("2026-05-01T02:00+02:00");
        assertThat(story.closes("2026-08-14T23:00")).as("Saturday is a holiday").isEqualTo("2026-08-15T02:00+02:00");
    }

    @Test
    void endsAllowedHoursAtNoonOnHalfADay() {
        HolidayCalendar half = calendar("FR", "2026-12-25", "2026-12-24:HALF", "2026-12-25:HALF");
        Story story = Story.in("Europe/Paris")
                .rules(
                        allow("day", "MON-FRI", "10:00-20:00").by(half).rule(),
                        quiet("dawn", "MON-SUN", "05:00-11:00").by(half).rule());

        assertThat(story.objections("2026-12-24T11:59:59.999")).isEmpty();
        assertThat(story.objections("2026-12-24T12:00")).containsExactly("hours#day");
        assertThat(story.reasons("2026-12-24T12:00").get(0).text())
                .isEqualTo("outside the allowed hours: Thu 12:00 in Europe/Paris, half a day in FR");
        assertThat(story.closes("2026-12-24T11:30")).isEqualTo("2026-12-24T12:00+01:00");
        assertThat(story.objections("2026-12-24T10:59")).as("quiet as ever").containsExactly("hours#dawn");
        assertThat(story.next("2026-12-24T12:00"))
                .as("a holiday is no half day; then comes the weekend")
                .isEqualTo("2026-12-28T11:00+01:00");
    }

    @Test
    void endsWhatReachesOverMidnightWithTheHalfDayToWhichItBelongs() {
        HolidayCalendar half = calendar("FR", "2026-12-22:HALF");
        Story story = Story.in("Europe/Paris")
                .rules(allow("late", "MON-SUN", "18:00-02:00").by(half).rule());

        assertThat(story.objections("2026-12-22T01:00")).as("of the day before").isEmpty();
        assertThat(story.objections("2026-12-22T18:00")).containsExactly("hours#late");
        assertThat(story.next("2026-12-22T02:00")).isEqualTo("2026-12-23T18:00+01:00");
    }

    @Test
    void knowsOfHolidaysOnlyWhileARowThatDoesIsInForce() {
        Story story = Story.in("Europe/Paris")
                .rules(
                        allow("old", "MON-FRI", "09:00-24:00").to("2026-12-31").rule(),
                        allow("new", "MON-FRI", "10:00-20:00")
                                .from("2027-01-01")
                                .by(FRANCE)
                                .rule());

        assertThat(story.objections("2026-12-25T21:00"))
                .as("the old row says nothing of Christmas")
                .isEmpty();
        assertThat(story.closes("2026-12-31T23:00")).isEqualTo("2027-01-01T00:00+01:00");
        assertThat(story.next("2026-12-31T23:59:59.999")).isEqualTo("2026-12-31T23:59:59.999+01:00");
        assertThat(story.next("2027-01-01T00:00"))
                .as("Friday is a holiday by the new row")
                .isEqualTo("2027-01-04T10:00+01:00");
        assertThat(story.objections("2027-01-01T10:00")).containsExactly("hours#new");
    }

    @Test
    void livesWithAHolidayWhoseMidnightIsMissingAndWithOddOffsets() {
        // Santiago, 5 September 2027: 00:00 becomes 01:00.
        HolidayCalendar chile = calendar("CL", "2027-09-05");
        HolidayCalendar nepal = calendar("NP", "2026-05-01");
        Story santiago = Story.in("America/Santiago")
                .rules(allow("CL", "SAT", "00:00-24:00").by(chile).rule());
        Story sunday = Story.in("America/Santiago")
                .rules(allow("CL", "HOLIDAY", "00:00-24:00").by(chile).rule());
        Story kathmandu = Story.in("Asia/Kathmandu")
                .rules(allow("NP", "MON-SUN", "00:00-24:00").by(nepal).rule());

        assertThat(santiago.closes("2027-09-04T20:00")).isEqualTo("2027-09-05T01:00-03:00");
        assertThat(sunday.next("2027-09-04T20:00")).isEqualTo("2027-09-05T01:00-03:00");
        assertThat(kathmandu.closes("2026-04-30T18:00")).isEqualTo("2026-05-01T00:00+05:45");
        assertThat(kathmandu.next("2026-05-01T00:00")).isEqualTo("2026-05-02T00:00+05:45");
    }

    @Test
    void readsHolidaysOffTheClockThatTheRowNames() {
        HoursRule paris = allow("a", "MON-SUN", "00:00-24:00").by(FRANCE).ruleIn("Europe/Paris");

        assertThat(Story.in("America/New_York").rules(paris).closes("2026-04-30T17:00"))
                .isEqualTo("2026-04-30T18:00-04:00");
        assertThat(Story.in("America/New_York").rules(paris).next("2026-04-30T18:00"))
                .isEqualTo("2026-05-01T18:00-04:00");
    }

    @Test
    void neverOpensBecauseAnOperatorNamedOneMoreHoliday() {
        HolidayCalendar monday = new TightenedCalendar(
                ITALY,
                Map.of(
                        LocalDate.parse("2026-12-14"), OverriddenCalendar.Kind.CLOSED,
                        LocalDate.parse("2026-12-16"), OverriddenCalendar.Kind.HALF,
                        LocalDate.parse("2026-12-08"), OverriddenCalendar.Kind.OPEN));
        Story story = Story.in("Europe/Rome")
                .rules(
                        allow("IT-01", "MON-FRI", "09:00-20:00").rule(),
                        allow("IT-02", "SAT|HOLIDAY_EVE", "10:00-19:00")
                                .by(monday)
                                .rule());

        assertThat(story.objections("2026-12-14T12:00"))
                .as("closed by the operator")
                .containsExactly("hours#IT-01");
        assertThat(story.objections("2026-12-13T12:00"))
                .as("Sunday, the eve of it, but closed by the pack")
                .containsExactly("hours#IT-01");
        assertThat(story.next("2026-12-12T19:00")).isEqualTo("2026-12-15T09:00+01:00");
        assertThat(story.closes("2026-12-16T10:00")).isEqualTo("2026-12-16T12:00+01:00");
        assertThat(story.objections("2026-12-08T12:00"))
                .as("not the operator's to open")
                .containsExactly("hours#IT-01");
    }

    @Test
    void staysQuietWhereAnOperatorTurnsAWeekdayIntoAHoliday() {
        HolidayCalendar changed =
                new TightenedCalendar(FRANCE, Map.of(LocalDate.parse("2026-05-04"), OverriddenCalendar.Kind.CLOSED));
        Story story = Story.in("Europe/Paris")
                .rules(quiet("law", "MON-FRI", "20:00-10:00").by(changed).rule());

        assertThat(story.objections("2026-05-04T21:00")).containsExactly("hours#law");
        assertThat(story.objections("2026-05-01T21:00"))
                .as("the pack's own holiday")
                .isEmpty();
    }

    @Test
    void refusesATimetableOfTwoCalendarsAndHolidaysWithoutAny() {
        PolicyRule one = allow("a", "MON-FRI", "09:00-20:00").by(FRANCE).rule();
        PolicyRule other = allow("b", "SAT", "09:00-20:00").by(ITALY).rule();

        assertThatThrownBy(() -> Story.in("UTC").rules(one, other).objections("2026-05-01T10:00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one calendar")
                .hasMessageContaining("hours#a, hours#b");
        assertThatThrownBy(() -> allow("a", "HOLIDAY", "09:00-20:00").rule())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("calendar");
    }
}
