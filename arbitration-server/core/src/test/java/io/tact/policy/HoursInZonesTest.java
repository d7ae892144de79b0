package io.tact.policy;

import static io.tact.policy.HourRow.allow;
import static io.tact.policy.HourRow.calendar;
import static io.tact.policy.HourRow.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Reason;
import io.tact.model.SpecialConsent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HoursInZonesTest {
    @Test
    void asksForEveryZoneToAllow() {
        Story story = Story.in("America/New_York")
                .alsoIn("America/Los_Angeles")
                .rules(allow("day", "MON-SUN", "10:00-20:00").rule());

        assertThat(story.objections("2026-05-01T12:59:59.999")).containsExactly("hours#day");
        assertThat(story.objections("2026-05-01T13:00")).isEmpty();
        assertThat(story.next("2026-05-01T10:00")).isEqualTo("2026-05-01T13:00-04:00");
        assertThat(story.closes("2026-05-01T14:00")).isEqualTo("2026-05-01T20:00-04:00");
        assertThat(story.next("2026-05-01T20:00")).isEqualTo("2026-05-02T13:00-04:00");
    }

    @Test
    void namesTheZoneThatSaysNoAndTheInstantAtWhichAllAgree() {
        Reason reason = Story.in("America/New_York")
                .alsoIn("Asia/Kolkata")
                .rules(allow("day", "MON-SUN", "08:00-19:15").rule())
                .reasons("2026-05-01T12:00")
                .get(0);

        assertThat(reason.text()).isEqualTo("outside the allowed hours: Fri 21:30 in Asia/Kolkata");
        assertThat(reason.nextAllowedAt())
                .as("08:00 in New York is 17:30 in Kolkata")
                .isEqualTo("2026-05-02T12:00:00Z");
    }

    @Test
    void joinsHoursThatMeetOnlyInPieces() {
        // Kathmandu is four hours and three quarters ahead of Berlin in winter, three and three quarters in summer.
        Story story = Story.in("Europe/Berlin")
                .alsoIn("Asia/Kathmandu")
                .rules(allow("lunch", "MON-FRI", "10:00-13:00 14:00-20:00").rule());

        assertThat(story.next("2026-11-23T08:00")).isEqualTo("2026-11-23T10:00+01:00");
        assertThat(story.closes("2026-11-23T10:00")).isEqualTo("2026-11-23T13:00+01:00");
        assertThat(story.next("2026-11-23T13:00")).isEqualTo("2026-11-23T14:00+01:00");
        assertThat(story.closes("2026-11-23T14:30")).as("20:00 in Kathmandu").isEqualTo("2026-11-23T15:15+01:00");
        assertThat(story.next("2026-11-27T15:15")).as("Friday").isEqualTo("2026-11-30T10:00+01:00");
    }

    @Test
    void waitsForTheWeeksInWhichClocksAreCloser() {
        // New York is five hours behind London, but four from 8 to 29 March 2026.
        Story story = Story.in("America/New_York")
                .alsoIn("Europe/London")
                .rules(allow("morning", "MON-SUN", "09:00-13:30").rule());

        assertThat(story.next("2026-01-10T10:00")).isEqualTo("2026-03-08T09:00-04:00");
        assertThat(story.next("2026-03-28T09:30"))
                .as("London has changed its clocks")
                .isEqualTo("2026-10-25T09:00-04:00");
    }

    @Test
    void seesAtOnceThatItIsNeverDayOnEveryClock() {
        Story allowed = Story.in("-12:00")
                .alsoIn("-04:00")
                .alsoIn("+04:00")
                .rules(allow("day", "MON-SUN", "08:00-21:00").rule());
        Story quiet = Story.in("-12:00")
                .alsoIn("+04:00")
                .alsoIn("-04:00")
                .rules(quiet("night", "MON-SUN", "21:00-08:00").rule());

        assertThat(allowed.next("2026-05-01T10:00")).isNull();
        assertThat(allowed.reasons("2026-05-01T10:00").get(0).nextAllowedAt()).isNull();
        assertThat(quiet.objections("2026-05-01T22:00")).containsExactly("hours#night");
        assertThat(quiet.next("2026-05-01T22:00")).isNull();
    }

    @Test
    void meetsOnDaysWithoutQuietHours() {
        Story story = Story.in("-12:00")
                .alsoIn("+12:00")
                .rules(quiet("night", "MON-FRI", "20:00-08:00").rule());

        assertThat(story.next("2026-05-01T21:00"))
                .as("Friday night; where it is a day later it is Saturday")
                .isEqualTo("2026-05-02T00:00-12:00");
        assertThat(story.closes("2026-05-02T10:00"))
                .as("Sunday here, Monday there")
                .isEqualTo("2026-05-03T00:00-12:00");
        assertThat(story.next("2026-05-03T00:00")).isEqualTo("2026-05-03T08:00-12:00");
    }

    @Test
    void keepsAHolidayOnEveryClock() {
        HolidayCalendar may = calendar("XX", "2026-05-01");
        Story story = Story.in("Pacific/Auckland")
                .alsoIn("Europe/Paris")
                .rules(allow("all", "MON-SUN", "00:00-24:00").by(may).rule());

        assertThat(story.closes("2026-04-30T12:00"))
                .as("when it begins in Auckland")
                .isEqualTo("2026-05-01T00:00+12:00");
        assertThat(story.next("2026-05-01T00:00"))
                .as("when it has ended in Paris")
                .isEqualTo("2026-05-02T10:00+12:00");
    }

    @Test
    void changesRowsOverNightOnEveryClock() {
        Story story = Story.in("America/New_York")
                .alsoIn("America/Los_Angeles")
                .rules(
                        allow("old", "MON-SUN", "09:00-17:00").to("2026-08-10").rule(),
                        allow("new", "MON-SUN", "00:00-24:00")
                                .from("2026-08-11")
                                .rule());

        assertThat(story.closes("2026-08-10T16:00")).isEqualTo("2026-08-10T17:00-04:00");
        assertThat(story.next("2026-08-10T18:00"))
                .as("when the 11th begins in Los Angeles too")
                .isEqualTo("2026-08-11T03:00-04:00");
    }

    @Test
    void asksOneClockWhereTheRowNamesIt() {
        Story story = Story.in("America/New_York")
                .alsoIn("Asia/Tokyo")
                .rules(allow("dubai", "MON-SUN", "09:00-18:00").ruleIn("Asia/Dubai"));

        assertThat(story.next("2026-05-01T10:00")).isEqualTo("2026-05-02T01:00-04:00");
        assertThat(story.closes("2026-05-02T02:00")).isEqualTo("2026-05-02T10:00-04:00");
    }

    @Test
    void liftsOnEveryClockAtOnce() {
        Story story = Story.in("-12:00")
                .alsoIn("+00:00")
                .rules(allow("day", "MON-SUN", "08:00-18:00")
                        .liftedBy(SpecialConsent.OUTSIDE_HOURS)
                        .rule())
                .said(new io.tact.model.Consent(
                        null,
                        null,
                        null,
                        null,
                        SpecialConsent.OUTSIDE_HOURS,
                        true,
                        Instant.parse("2026-05-20T10:00:01Z"),
                        null,
                        Instant.parse("2026-05-20T10:00:02Z")));

        assertThat(story.next("2026-05-01T10:00")).isEqualTo("2026-05-19T22:00:01-12:00");
        assertThat(story.closes("2026-05-19T22:00:01")).isEqualTo("2026-05-19T22:00:02-12:00");
        assertThat(story.next("2026-05-19T22:00:02")).isNull();
    }
}
