package io.tact.policy;

import static io.tact.policy.Story.cap;
import static io.tact.policy.Story.delivered;
import static io.tact.policy.Story.gap;
import static io.tact.policy.Story.rolling;
import static io.tact.policy.Story.slot;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Counted;
import io.tact.model.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapsTest {
    private static final Window DAY = new Window.Calendar(Window.Unit.DAY);
    private static final Window WEEK = new Window.Calendar(Window.Unit.WEEK);
    private static final Window MONTH = new Window.Calendar(Window.Unit.MONTH);

    @Test
    void holdsAThirdSmsOfAWeekBackUntilTheFirstIsSevenDaysOld() {
        Story story = Story.in("Europe/Paris")
                .rules(cap("sms-week", rolling("P7D"), 2))
                .sent("2026-11-18T10:00")
                .sent("2026-11-21T10:00");

        Reason reason = story.reasons("2026-11-23T10:00").get(0);

        assertThat(reason.code()).isEqualTo(Reason.Code.CAP);
        assertThat(reason.rule()).isEqualTo("caps#sms-week");
        assertThat(reason.used()).isEqualTo(2);
        assertThat(reason.max()).isEqualTo(2);
        assertThat(reason.window()).isEqualTo("ROLLING P7D");
        assertThat(reason.nextAllowedAt()).isEqualTo("2026-11-25T09:00:00Z");
        assertThat(story.next("2026-11-23T10:00")).isEqualTo("2026-11-25T10:00+01:00");
    }

    @Test
    void allowsTheNextOneExactlyFourteenDaysLater() {
        Story story = Story.in("Europe/Paris")
                .rules(cap("fortnight", rolling("P14D"), 1))
                .sent("2026-06-01T10:00");

        assertThat(story.objections("2026-06-15T09:59:59.999")).containsExactly("caps#fortnight");
        assertThat(story.objections("2026-06-15T10:00")).isEmpty();
    }

    @Test
    void tellsTwentyFourHoursFromADayWhenNewYorkPutsItsClocksBack() {
        // On 1 November 2026 the day in New York has 25 hours.
        Story hours = Story.in("America/New_York")
                .rules(cap("hours", rolling("PT24H"), 1))
                .sent("2026-10-31T12:00");
        Story day = Story.in("America/New_York")
                .rules(cap("day", rolling("P1D"), 1))
                .sent("2026-10-31T12:00");

        assertThat(hours.next("2026-10-31T13:00")).isEqualTo("2026-11-01T11:00-05:00");
        assertThat(day.next("2026-10-31T13:00")).isEqualTo("2026-11-01T12:00-05:00");
    }

    @Test
    void tellsTwentyFourHoursFromADayWhenNewYorkPutsItsClocksForward() {
        Story hours = Story.in("America/New_York")
                .rules(cap("hours", rolling("PT24H"), 1))
                .sent("2026-03-07T12:00");
        Story day = Story.in("America/New_York")
                .rules(cap("day", rolling("P1D"), 1))
                .sent("2026-03-07T12:00");

        assertThat(hours.next("2026-03-07T13:00")).isEqualTo("2026-03-08T13:00-04:00");
        assertThat(day.next("2026-03-07T13:00")).isEqualTo("2026-03-08T12:00-04:00");
    }

    @Test
    void neverCountsAContactAgainThatHasLeftItsMonth() {
        // A month after 28 February is 28 March, though on the 29th "a month ago" is 28 February again.
        Story story =
                Story.in("Europe/Paris").rules(cap("month", rolling("P1M"), 1)).sent("2026-02-28T12:00");

        assertThat(story.objections("2026-03-28T11:59")).isNotEmpty();
        assertThat(story.objections("2026-03-28T12:00")).isEmpty();
        assertThat(story.objections("2026-03-29T06:00")).isEmpty();
    }

    @Test
    void countsByCalendarDayWeekAndMonth() {
        Story day = Story.in("Asia/Kolkata").rules(cap("c", DAY, 1)).sent("2026-08-31T23:59:59.999");
        Story week = Story.in("Asia/Kolkata").rules(cap("c", WEEK, 1)).sent("2026-08-31T23:59:59.999");
        Story month = Story.in("Asia/Kolkata").rules(cap("c", MONTH, 1)).sent("2026-08-31T23:59:59.999");

        assertThat(day.next("2026-08-31T23:59:59.999")).isEqualTo("2026-09-01T00:00+05:30");
        assertThat(week.next("2026-08-31T23:59:59.999")).isEqualTo("2026-09-07T00:00+05:30");
        assertThat(month.next("2026-08-31T23:59:59.999")).isEqualTo("2026-09-01T00:00+05:30");
    }

    @Test
    void beginsADayThatHasNoMidnightWhenItsClockFirstShowsIt() {
        // Cairo, 24 April 2026: 00:00 is skipped. Santiago, 6 September 2026: the same.
        Story cairo = Story.in("Africa/Cairo").rules(cap("c", DAY, 1)).sent("2026-04-23T12:00");
        Story santiago = Story.in("America/Santiago").rules(cap("c", DAY, 1)).sent("2026-09-05T12:00");

        assertThat(cairo.next("2026-04-23T13:00")).isEqualTo("2026-04-24T01:00+03:00");
        assertThat(santiago.next("2026-09-05T13:00")).isEqualTo("2026-09-06T01:00-03:00");
    }

    @Test
    void readsTheClockThatTheRowNames() {
        CapRule tokyo = new CapRule(
                Story.row("caps", "c"),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                DAY,
                new ZoneBasis(ZoneId.of("Asia/Tokyo")),
                1,
                Counted.ATTEMPTS,
                Set.of());
        Story story = Story.in("UTC").rules(tokyo).sent("2026-05-01T14:00");

        assertThat(story.next("2026-05-01T14:30")).isEqualTo("2026-05-01T15:00Z");
    }

    @Test
    void keepsAGapAfterTheLastContact() {
        Story story = Story.in("UTC")
                .rules(cap("gap", gap("PT4H"), 1))
                .sent("2026-05-01T08:00")
                .sent("2026-05-01T09:00");

        Reason reason = story.reasons("2026-05-01T12:59:59.999").get(0);

        assertThat(reason.code()).isEqualTo(Reason.Code.GAP);
        assertThat(reason.window()).isEqualTo("GAP PT4H");
        assertThat(reason.nextAllowedAt()).isEqualTo("2026-05-01T13:00:00Z");
        assertThat(story.objections("2026-05-01T13:00")).isEmpty();
    }

    @Test
    void countsAContactThatLiesInTheFuture() {
        Story rolling = Story.in("UTC").rules(cap("c", rolling("PT1H"), 1)).sent("2026-05-02T00:00");
        Story day = Story.in("UTC").rules(cap("c", DAY, 1)).sent("2026-05-02T00:00");
        Story gap = Story.in("UTC").rules(cap("c", gap("PT1H"), 1)).sent("2026-05-02T00:00");

        assertThat(rolling.next("2026-05-01T12:00")).isEqualTo("2026-05-02T01:00Z");
        assertThat(day.next("2026-05-01T12:00")).isEqualTo("2026-05-03T00:00Z");
        assertThat(gap.next("2026-05-01T12:00")).isEqualTo("2026-05-02T01:00Z");
    }

    @Test
    void neverCountsWhatWasReleased() {
        Instant at = Instant.parse("2026-05-01T10:00:00Z");
        Story story = Story.in("UTC")
                .rules(cap("c", rolling("P1D"), 1))
                .contact(delivered("c1", at).in(ContactState.RELEASED));

        assertThat(story.objections("2026-05-01T11:00")).isEmpty();
    }

    @Test
    void countsTheWholeAccountTheSubscriberOrTheLine() {
        Instant at = Instant.parse("2026-05-01T10:00:00Z");
        Contact theirs = new Contact(
                "c1", "s2", "+33600000002", slot(Story.SMS, null, null), null, at, null, ContactState.SENT, List.of());
        Contact otherLine = new Contact(
                "c2", "s1", "+33600000003", slot(Story.SMS, null, null), null, at, null, ContactState.SENT, List.of());
        Story story = Story.in("UTC")
                .rules(
                        cap("account", CapRule.Level.ACCOUNT, rolling("P1D"), 2, Set.of()),
                        cap("line", CapRule.Level.LINE, rolling("P1D"), 1, Set.of()),
                        cap("subscriber", CapRule.Level.SUBSCRIBER, rolling("P1D"), 2, Set.of()))
                .contact(theirs)
                .contact(otherLine);

        assertThat(story.objections("2026-05-01T11:00")).containsExactly("caps#account");
        assertThat(story.line("+33600000003").objections("2026-05-01T11:00"))
                .containsExactly("caps#account", "caps#line");
        assertThat(story.line(null).objections("2026-05-01T11:00"))
                .as("an unknown line may be any of the subscriber's")
                .containsExactly("caps#account", "caps#line");
    }

    @Test
    void countsPerOfferAndTakesAnUnknownOneForAny() {
        Instant at = Instant.parse("2026-05-01T10:00:00Z");
        Story story = Story.in("UTC")
                .rules(cap("c", CapRule.Level.SUBSCRIBER, rolling("P1D"), 1, Set.of(CapRule.Key.PER_OFFER)))
                .contact(delivered("c1", at, slot(Story.SMS, "DATA", "DATA-5")));

        assertThat(story.objections("2026-05-01T11:00")).isEmpty();
        assertThat(story.asking(slot(Story.SMS, "DATA", "DATA-5")).objections("2026-05-01T11:00"))
                .containsExactly("caps#c");
        assertThat(story.asking(slot(Story.SMS, null, null)).objections("2026-05-01T11:00"))
                .containsExactly("caps#c");
    }

    @Test
    void countsWhatTheDecisionHasPicked() {
        Story story = Story.in("UTC").rules(cap("c", rolling("P1D"), 1));
        PolicyCheck check = story.check("2026-05-01T10:00");
        SlotPolicy policy = story.policy();
        assertThat(check.reasons(policy, null)).isEmpty();

        check.pick(delivered("p1", Instant.parse("2026-05-01T10:00:00Z")));

        assertThat(check.reasons(policy, null)).singleElement().satisfies(reason -> {
            assertThat(reason.used()).isEqualTo(1);
            assertThat(reason.nextAllowedAt()).isEqualTo("2026-05-02T10:00:00Z");
        });
        check.pick(delivered("p2", Instant.parse("2026-05-01T10:00:00Z")));
        assertThat(check.reasons(policy, null))
                .singleElement()
                .extracting(Reason::used)
                .isEqualTo(2L);
    }

    @Test
    void neverAllowsWhatHasAMaximumOfZeroUnlessTheRowLapses() {
        RuleInfo untilFriday = new RuleInfo("caps", "c", "own", null, null, LocalDate.parse("2026-05-08"), "Act 7 §2");
        CapRule never = cap("never", rolling("P1D"), 0);
        CapRule stop = new CapRule(
                untilFriday,
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                rolling("P1D"),
                ZoneBasis.SUBSCRIBER,
                0,
                Counted.ATTEMPTS,
                Set.of());

        assertThat(Story.in("UTC")
                        .rules(never)
                        .reasons("2026-05-01T10:00")
                        .get(0)
                        .nextAllowedAt())
                .isNull();
        assertThat(Story.in("UTC").rules(never).next("2026-05-01T10:00")).isNull();
        Reason reason =
                Story.in("Europe/Paris").rules(stop).reasons("2026-05-01T10:00").get(0);
        assertThat(reason.nextAllowedAt()).isEqualTo("2026-05-08T22:00:00Z");
        assertThat(reason.citation()).isEqualTo("Act 7 §2");
    }

    @Test
    void findsTheInstantAtWhichAllRulesAgree() {
        // The gap ends on Saturday night, when hours are closed; on Monday morning the week's cap is still used up.
        HoursRule weekdays = HoursTest.allow("weekdays", "MON-FRI", 540, 1020);
        Story story = Story.in("Europe/Paris")
                .rules(weekdays, cap("gap", gap("PT36H"), 1), cap("week", rolling("P7D"), 2))
                .sent("2026-11-16T15:00")
                .sent("2026-11-20T14:00");

        assertThat(story.objections("2026-11-21T10:00")).containsExactly("caps#gap", "caps#week", "hours#weekdays");
        assertThat(story.next("2026-11-21T10:00")).isEqualTo("2026-11-23T15:00+01:00");
    }
}
