package io.tact.policy;

import static io.tact.policy.HourRow.allow;
import static io.tact.policy.HourRow.quiet;
import static io.tact.policy.Story.cap;
import static io.tact.policy.Story.gap;
import static io.tact.policy.Story.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Consent;
import io.tact.model.OutcomeType;
import io.tact.model.Span;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Edge cases of clocks, windows and hours; {@code docs/edge-cases.md} lists them all by number. */
class TimeEdgeCasesTest {
    private static final Window DAY = new Window.Calendar(Window.Unit.DAY);
    private static final Window WEEK = new Window.Calendar(Window.Unit.WEEK);
    private static final Window MONTH = new Window.Calendar(Window.Unit.MONTH);

    @Test
    void case01TwentyFourHoursAcrossTheSpringGapAreNotADay() {
        // Paris loses the hour from 02:00 on 28 March 2027.
        Story hours = Story.in("Europe/Paris")
                .rules(cap("hours", rolling("PT24H"), 1))
                .sent("2027-03-27T20:00");
        Story day =
                Story.in("Europe/Paris").rules(cap("day", rolling("P1D"), 1)).sent("2027-03-27T20:00");

        assertThat(hours.next("2027-03-27T20:00")).isEqualTo("2027-03-28T21:00+02:00");
        assertThat(day.next("2027-03-27T20:00")).isEqualTo("2027-03-28T20:00+02:00");
    }

    @Test
    void case01BothOfTheHalfPastTwosOfAnOverlapAreInsideOrOutsideTogether() {
        Story night = Story.in("Europe/Paris")
                .rules(allow("night", "MON-SUN", "02:15-02:45").rule());
        Story morning = Story.in("Europe/Paris")
                .rules(allow("morning", "MON-SUN", "03:00-12:00").rule());

        for (String halfPastTwo : new String[] {"2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"}) {
            assertThat(night.objections(halfPastTwo)).as(halfPastTwo).isEmpty();
            assertThat(morning.objections(halfPastTwo)).as(halfPastTwo).containsExactly("hours#morning");
        }
        assertThat(night.closes("2026-10-25T02:30:00+02:00")).isEqualTo("2026-10-25T02:45+02:00");
        assertThat(night.next("2026-10-25T02:45:00+02:00"))
                .as("a quarter past two comes again")
                .isEqualTo("2026-10-25T02:15+01:00");
    }

    @Test
    void case02ADayWithoutAMidnightBeginsWhenItsClockFirstShowsIt() {
        // Chile puts its clocks from 24:00 on 4 September 2027 to 01:00.
        Story cap = Story.in("America/Santiago").rules(cap("day", DAY, 1)).sent("2027-09-04T12:00");
        Story hours = Story.in("America/Santiago")
                .rules(allow("morning", "SUN", "00:00-12:00").rule());

        assertThat(cap.objections("2027-09-04T23:59:59.999")).containsExactly("caps#day");
        assertThat(cap.next("2027-09-04T13:00")).isEqualTo("2027-09-05T01:00-03:00");
        assertThat(hours.next("2027-09-04T13:00")).isEqualTo("2027-09-05T01:00-03:00");
    }

    @Test
    void case03TwentyFourHoursACalendarDayAndADayOnTheClockAreThreeThings() {
        // 1 November 2026 has 25 hours in New York.
        Story story = Story.in("America/New_York").sent("2026-10-31T20:00");
        String asked = "2026-10-31T21:00";

        assertThat(story.rules(cap("calendar", DAY, 1)).next(asked)).isEqualTo("2026-11-01T00:00-04:00");
        assertThat(story.rules(cap("elapsed", rolling("PT24H"), 1)).next(asked)).isEqualTo("2026-11-01T19:00-05:00");
        assertThat(story.rules(cap("clock", rolling("P1D"), 1)).next(asked)).isEqualTo("2026-11-01T20:00-05:00");
    }

    @Test
    void case04AMonthIsNotThirtyDays() {
        Story days =
                Story.in("Europe/Moscow").rules(cap("days", rolling("P30D"), 1)).sent("2027-01-31T12:00");
        Story gap = Story.in("Europe/Moscow").rules(cap("gap", gap("P1M"), 1)).sent("2027-01-31T12:00");
        Story month = Story.in("Europe/Moscow").rules(cap("month", MONTH, 1)).sent("2027-01-31T12:00");

        assertThat(days.next("2027-01-31T13:00")).isEqualTo("2027-03-02T12:00+03:00");
        assertThat(gap.next("2027-01-31T13:00"))
                .as("the last day of February stands for its 31st")
                .isEqualTo("2027-02-28T12:00+03:00");
        assertThat(month.next("2027-01-31T13:00")).isEqualTo("2027-02-01T00:00+03:00");
    }

    @Test
    void case05AWeekThatTheLawLeavesUnclearIsBothWeeks() {
        // Sunday 3 May 2026.
        Story story = Story.in("America/Bogota").rules(cap("calendar", WEEK, 1)).sent("2026-05-03T10:00");

        assertThat(story.next("2026-05-03T11:00"))
                .as("ISO weeks begin on Monday")
                .isEqualTo("2026-05-04T00:00-05:00");
        assertThat(story.rules(cap("rolling", rolling("P7D"), 1)).next("2026-05-03T11:00"))
                .isEqualTo("2026-05-10T10:00-05:00");
        assertThat(story.objections("2026-05-04T00:00")).containsExactly("caps#rolling");
    }

    @Test
    void case06SixtyFullDaysAfterARefusalEndOnD61() {
        // Refused on 1 September; 61 days on it is 1 November, with a day of 25 hours in between.
        Story story = Story.in("Europe/Paris")
                .rules(refusal("P60D", CooloffRule.Start.NEXT_DAY))
                .contact(Story.answered(
                        "c1",
                        Instant.parse("2026-09-01T16:00:00Z"),
                        Story.slot(Story.SMS, "TOPUP", "TOPUP-10"),
                        OutcomeType.REFUSED));

        assertThat(story.objections("2026-10-31T23:59:59.999")).containsExactly("cooloffs#refusal");
        assertThat(story.objections("2026-11-01T00:00")).isEmpty();
        assertThat(story.next("2026-09-01T18:00:01")).isEqualTo("2026-11-01T00:00+01:00");
    }

    @Test
    void case06DaysFromTheInstantOfARefusalAreFewer() {
        Story story = Story.in("Europe/Paris")
                .rules(refusal("P60D", CooloffRule.Start.INSTANT))
                .contact(Story.answered(
                        "c1",
                        Instant.parse("2026-09-01T16:00:00Z"),
                        Story.slot(Story.SMS, "TOPUP", "TOPUP-10"),
                        OutcomeType.REFUSED));

        assertThat(story.next("2026-09-01T18:00:01"))
                .as("60 days on the clock, not 60 times 24 hours")
                .isEqualTo("2026-10-31T18:00+01:00");
    }

    private static CooloffRule refusal(String length, CooloffRule.Start start) {
        return new CooloffRule(
                Story.row("cooloffs", "refusal"),
                Scope.OUTBOUND,
                Set.of(),
                Set.of(OutcomeType.REFUSED),
                1,
                null,
                Set.of(),
                Span.parse(length),
                start);
    }

    @Test
    void case07HoursAreOpenFromTheirFirstInstantUntilJustBeforeTheirLast() {
        Story story = Story.in("Europe/Paris")
                .rules(allow("FR-01", "MON-FRI", "10:00-13:00 14:00-20:00").rule());

        assertThat(story.objections("2026-05-04T09:59:59.999")).containsExactly("hours#FR-01");
        assertThat(story.objections("2026-05-04T10:00")).isEmpty();
        assertThat(story.objections("2026-05-04T12:59:59.999")).isEmpty();
        assertThat(story.objections("2026-05-04T13:00")).containsExactly("hours#FR-01");
        assertThat(story.objections("2026-05-04T14:00")).isEmpty();
        assertThat(story.objections("2026-05-04T20:00")).containsExactly("hours#FR-01");
    }

    @Test
    void case10QuietHoursAcrossMidnightBelongToTheDayOfEachSide() {
        // 2 May 2026 is a Saturday.
        Story saturdays = Story.in("Asia/Seoul")
                .rules(quiet("night", "SAT", "21:00-08:00").rule());

        assertThat(saturdays.objections("2026-05-01T23:30")).as("Friday").isEmpty();
        assertThat(saturdays.objections("2026-05-02T00:30"))
                .as("Saturday, early")
                .containsExactly("hours#night");
        assertThat(saturdays.objections("2026-05-02T08:00")).isEmpty();
        assertThat(saturdays.objections("2026-05-02T23:30"))
                .as("Saturday, late")
                .containsExactly("hours#night");
        assertThat(saturdays.objections("2026-05-03T00:30")).as("Sunday").isEmpty();
    }

    @Test
    void case11WaitingForOneRuleGoesOnToWhereEveryRuleAgrees() {
        // Friday 1 May 2026: the cap is free on Saturday, the hours on Monday, the gap on Tuesday, after hours.
        Story story = Story.in("Europe/Paris")
                .rules(
                        cap("day", rolling("PT24H"), 1),
                        allow("office", "MON-FRI", "10:00-18:00").rule())
                .sent("2026-05-01T15:00");

        assertThat(story.next("2026-05-01T16:00")).isEqualTo("2026-05-04T10:00+02:00");
        assertThat(story.rules(cap("gap", gap("P4DT4H"), 1)).next("2026-05-01T16:00"))
                .as("the gap ends on Tuesday at 19:00, which is closed again")
                .isEqualTo("2026-05-06T10:00+02:00");
    }

    @Test
    void case11NothingIsPromisedForWhenTheConsentHasExpired() {
        Story story = Story.in("Europe/Paris")
                .rules(
                        allow("office", "MON-FRI", "10:00-18:00").rule(),
                        new ConsentRule(Story.row("consent", "opt-in"), Scope.OUTBOUND, ConsentRule.Model.OPT_IN, null))
                .said(new Consent(
                        null,
                        null,
                        null,
                        null,
                        true,
                        Instant.parse("2026-04-01T00:00:00Z"),
                        null,
                        Instant.parse("2026-05-04T08:00:00Z")));

        assertThat(story.next("2026-04-30T19:00")).as("Friday").isEqualTo("2026-05-01T10:00+02:00");
        assertThat(story.next("2026-05-01T18:00"))
                .as("it expires at the very instant at which Monday opens")
                .isNull();
    }

    @Test
    void case12AContactExactlyOneWindowAgoHasLeftIt() {
        Story story = Story.in("America/New_York")
                .rules(cap("day", rolling("PT24H"), 1))
                .sent("2026-05-01T12:00");

        assertThat(story.objections("2026-05-02T11:59:59.999")).containsExactly("caps#day");
        assertThat(story.objections("2026-05-02T12:00")).isEmpty();
    }

    @Test
    void case12ATravellersDayEndsWhereItEndsLast() {
        Story home = Story.in("Asia/Ho_Chi_Minh").rules(cap("day", DAY, 1)).sent("2026-05-01T22:00");
        Story away = Story.in("Asia/Ho_Chi_Minh")
                .alsoIn("Europe/Paris")
                .rules(cap("day", DAY, 1))
                .sent("2026-05-01T22:00");

        assertThat(home.next("2026-05-01T23:00")).isEqualTo("2026-05-02T00:00+07:00");
        assertThat(away.next("2026-05-01T23:00")).as("midnight in Paris").isEqualTo("2026-05-02T05:00+07:00");
    }
}
