package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoursTest {
    private static final String QUIET_NIGHT = "night";

    @Test
    void opensAndClosesByTheSubscribersClock() {
        Story story = Story.in("Asia/Kolkata").rules(allow("day", "", 540, 1080));

        assertThat(story.objections("2026-05-01T08:59:59.999")).containsExactly("hours#day");
        assertThat(story.objections("2026-05-01T09:00")).isEmpty();
        assertThat(story.objections("2026-05-01T17:59:59.999")).isEmpty();
        assertThat(story.next("2026-05-01T18:00")).isEqualTo("2026-05-02T09:00+05:30");
        assertThat(story.closes("2026-05-01T10:00")).isEqualTo("2026-05-01T18:00+05:30");
    }

    @Test
    void saysWhatTheClockShows() {
        Reason reason = Story.in("Europe/Paris")
                .rules(allow("day", "", 540, 1080))
                .reasons("2026-05-01T21:15")
                .get(0);

        assertThat(reason.code()).isEqualTo(Reason.Code.HOURS);
        assertThat(reason.text()).isEqualTo("outside the allowed hours: Fri 21:15 in Europe/Paris");
        assertThat(reason.nextAllowedAt()).isEqualTo("2026-05-02T07:00:00Z");
    }

    @Test
    void unitesTheRowsOfOneTimetableAndClosesADayWithoutARow() {
        Story story = Story.in("Europe/Paris")
                .rules(allow("weekdays", "MON-FRI", 600, 780, 840, 1200), allow("saturday", "SAT", 600, 720));

        assertThat(story.objections("2026-11-23T12:59")).isEmpty();
        assertThat(story.objections("2026-11-23T13:00")).containsExactly("hours#weekdays");
        assertThat(story.objections("2026-11-21T12:00"))
                .as("Saturday's row speaks of Saturday")
                .containsExactly("hours#saturday");
        assertThat(story.next("2026-11-21T12:00")).isEqualTo("2026-11-23T10:00+01:00");
        assertThat(story.closes("2026-11-23T10:30")).isEqualTo("2026-11-23T13:00+01:00");
    }

    @Test
    void intersectsDifferentTimetables() {
        HoursRule own = allow("own", "", 480, 1260);
        HoursRule law = new HoursRule(
                new RuleInfo("hours", "law", "fr", null, null, null, "L. 221-17"),
                Scope.OUTBOUND,
                HoursRule.Kind.ALLOW,
                Set.of(),
                List.of(new HoursRule.Interval(600, 1200)),
                ZoneBasis.SUBSCRIBER);
        Story story = Story.in("Europe/Paris").rules(own, law);

        assertThat(story.objections("2026-11-23T09:00")).containsExactly("hours#law");
        assertThat(story.objections("2026-11-23T07:00")).containsExactly("hours#law", "hours#own");
        assertThat(story.next("2026-11-23T20:30")).isEqualTo("2026-11-24T10:00+01:00");
        assertThat(story.closes("2026-11-23T11:00")).isEqualTo("2026-11-23T20:00+01:00");
    }

    @Test
    void splitsQuietHoursAtMidnightEachSideUnderItsOwnDay() {
        Story story = Story.in("Europe/Paris").rules(quiet(QUIET_NIGHT, "MON-FRI", 1320, 480));

        assertThat(story.objections("2026-11-20T22:00")).as("Friday night").containsExactly("hours#night");
        assertThat(story.objections("2026-11-21T00:00")).as("Saturday").isEmpty();
        assertThat(story.objections("2026-11-21T23:00")).as("Saturday night").isEmpty();
        assertThat(story.objections("2026-11-22T23:59")).as("Sunday night").isEmpty();
        assertThat(story.objections("2026-11-23T07:59:59.999"))
                .as("Monday morning")
                .containsExactly("hours#night");
        assertThat(story.objections("2026-11-23T08:00")).isEmpty();
        assertThat(story.next("2026-11-20T23:00")).isEqualTo("2026-11-21T00:00+01:00");
        assertThat(story.next("2026-11-23T23:00")).isEqualTo("2026-11-24T08:00+01:00");
        assertThat(story.closes("2026-11-20T21:00")).isEqualTo("2026-11-20T22:00+01:00");
    }

    @Test
    void takesABoundaryInsideAClockGapAtTheChange() {
        // New York, 8 March 2026: 02:00 becomes 03:00, so 02:30 is never shown.
        Story story = Story.in("America/New_York").rules(allow("day", "", 150, 600));

        assertThat(story.objections("2026-03-08T06:59:59.999Z")).isNotEmpty();
        assertThat(story.objections("2026-03-08T07:00:00Z")).isEmpty();
        assertThat(story.next("2026-03-08T01:00")).isEqualTo("2026-03-08T03:00-04:00");
    }

    @Test
    void asksWhatTheClockShowsInAnHourThatComesTwice() {
        // New York, 1 November 2026: 02:00 EDT becomes 01:00 EST. Open from 01:30 to 01:45: it opens twice.
        Story story = Story.in("America/New_York").rules(allow("quarter", "", 90, 105));

        assertThat(story.next("2026-11-01T01:00:00-04:00")).isEqualTo("2026-11-01T01:30-04:00");
        assertThat(story.closes("2026-11-01T01:30:00-04:00")).isEqualTo("2026-11-01T01:45-04:00");
        assertThat(story.next("2026-11-01T01:45:00-04:00")).isEqualTo("2026-11-01T01:30-05:00");
        assertThat(story.next("2026-11-01T01:45:00-05:00")).isEqualTo("2026-11-02T01:30-05:00");
    }

    @Test
    void closesAgainWhenTheClockGoesBackOverTheOpening() {
        Story story = Story.in("America/New_York").rules(allow("day", "", 90, 600));

        assertThat(story.closes("2026-11-01T01:45:00-04:00"))
                .as("at 02:00 EDT the clock shows 01:00 again")
                .isEqualTo("2026-11-01T01:00-05:00");
        assertThat(story.next("2026-11-01T01:00:00-05:00")).isEqualTo("2026-11-01T01:30-05:00");
    }

    @Test
    void livesWithAHalfHourChangeAndAMissingMidnight() {
        // Lord Howe, 4 October 2026: 02:00 becomes 02:30. Cairo, 24 April 2026: 00:00 becomes 01:00.
        Story howe = Story.in("Australia/Lord_Howe").rules(allow("day", "", 135, 600));
        Story cairo = Story.in("Africa/Cairo").rules(allow("friday", "FRI", 0, 1440));

        assertThat(howe.next("2026-10-04T01:00")).isEqualTo("2026-10-04T02:30+11:00");
        assertThat(cairo.next("2026-04-23T20:00")).isEqualTo("2026-04-24T01:00+03:00");
        assertThat(cairo.closes("2026-04-24T20:00")).isEqualTo("2026-04-25T00:00+03:00");
    }

    @Test
    void readsAFixedClockWhereTheRowNamesOne() {
        HoursRule paris = new HoursRule(
                Story.row("hours", "paris"),
                Scope.OUTBOUND,
                HoursRule.Kind.ALLOW,
                EnumSet.of(DayOfWeek.MONDAY),
                List.of(new HoursRule.Interval(540, 600)),
                new ZoneBasis(ZoneId.of("Europe/Paris")));

        assertThat(Story.in("America/New_York").rules(paris).next("2026-11-21T12:00"))
                .isEqualTo("2026-11-23T03:00-05:00");
    }

    @Test
    void appliesARowOnlyOnTheDaysOnWhichItIsInForce() {
        RuleInfo december = new RuleInfo(
                "hours", "december", "own", null, LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-31"), null);
        HoursRule closed = new HoursRule(
                december,
                Scope.OUTBOUND,
                HoursRule.Kind.QUIET,
                Set.of(),
                List.of(new HoursRule.Interval(0, 1440)),
                ZoneBasis.SUBSCRIBER);
        Story story = Story.in("Europe/Paris").rules(closed);

        assertThat(story.closes("2026-11-30T20:00")).isEqualTo("2026-12-01T00:00+01:00");
        assertThat(story.next("2026-12-01T00:00")).isEqualTo("2027-01-01T00:00+01:00");
        assertThat(story.objections("2027-01-01T00:00")).isEmpty();
    }

    @Test
    void findsTheOpeningOfARowThatComesIntoForceMonthsLater() {
        RuleInfo later = new RuleInfo("hours", "b", "own", null, LocalDate.parse("2026-09-10"), null, null);
        HoursRule fridays = new HoursRule(
                later,
                Scope.OUTBOUND,
                HoursRule.Kind.ALLOW,
                EnumSet.of(DayOfWeek.FRIDAY),
                List.of(new HoursRule.Interval(540, 600)),
                ZoneBasis.SUBSCRIBER);
        HoursRule never = new HoursRule(
                Story.row("hours", "a"),
                Scope.OUTBOUND,
                HoursRule.Kind.ALLOW,
                Set.of(),
                List.of(),
                ZoneBasis.SUBSCRIBER);

        assertThat(Story.in("UTC").rules(never, fridays).next("2026-05-01T10:00"))
                .isEqualTo("2026-09-11T09:00Z");
        assertThat(Story.in("UTC").rules(never).next("2026-05-01T10:00")).isNull();
    }

    @Test
    void leavesInboundAdviceAndOtherChannelsAlone() {
        Scope calls = new Scope(
                Set.of(new Channel("CALL_CENTRE")),
                Set.of(Direction.OUTBOUND),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
        HoursRule never = new HoursRule(
                Story.row("hours", "calls"), calls, HoursRule.Kind.ALLOW, Set.of(), List.of(), ZoneBasis.SUBSCRIBER);

        assertThat(Story.in("UTC").rules(never).objections("2026-05-01T10:00")).isEmpty();
    }

    static HoursRule allow(String id, String days, int... times) {
        return hours(id, HoursRule.Kind.ALLOW, days, times);
    }

    private static HoursRule quiet(String id, String days, int... times) {
        return hours(id, HoursRule.Kind.QUIET, days, times);
    }

    private static HoursRule hours(String id, HoursRule.Kind kind, String days, int... times) {
        Set<DayOfWeek> on =
                switch (days) {
                    case "MON-FRI" -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
                    case "SAT" -> EnumSet.of(DayOfWeek.SATURDAY);
                    case "FRI" -> EnumSet.of(DayOfWeek.FRIDAY);
                    default -> Set.of();
                };
        List<HoursRule.Interval> intervals = new ArrayList<>();
        for (int i = 0; i < times.length; i += 2) {
            intervals.add(new HoursRule.Interval(times[i], times[i + 1]));
        }
        return new HoursRule(Story.row("hours", id), Scope.OUTBOUND, kind, on, intervals, ZoneBasis.SUBSCRIBER);
    }
}
