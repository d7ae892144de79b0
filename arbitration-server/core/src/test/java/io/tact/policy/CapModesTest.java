package io.tact.policy;

import static io.tact.policy.Story.delivered;
import static io.tact.policy.Story.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Amounts;
import io.tact.model.Channel;
import io.tact.model.Contact;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapModesTest {
    private static final Window DAY = new Window.Calendar(Window.Unit.DAY);
    private static final Window WEEK = new Window.Calendar(Window.Unit.WEEK);

    @Test
    void keepsToOneChannelAWeekAsColombiaAsks() {
        Story story = Story.in("America/Bogota")
                .rules(cap(WEEK, "1", CapRule.Mode.DISTINCT_CHANNELS))
                .contact(delivered("c1", Instant.parse("2026-11-16T15:00:00Z"), on(Story.SMS)));

        assertThat(story.asking(on(Story.SMS)).objections("2026-11-17T10:00")).isEmpty();
        assertThat(story.asking(on(Story.CALL)).reasons("2026-11-17T10:00"))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo(Reason.Code.CAP);
                    assertThat(reason.text()).isEqualTo("channels so far: SMS");
                    assertThat(reason.used()).isEqualTo(1);
                    assertThat(reason.max()).isEqualTo(1);
                });
        assertThat(story.next("2026-11-17T10:00")).isEqualTo("2026-11-23T00:00-05:00");
    }

    @Test
    void freesAChannelWhenTheLastContactOnItHasLeft() {
        Story story = Story.in("UTC")
                .rules(cap(rolling("P7D"), "2", CapRule.Mode.DISTINCT_CHANNELS))
                .contact(delivered("c1", Instant.parse("2026-05-01T10:00:00Z"), on(Story.SMS)))
                .contact(delivered("c2", Instant.parse("2026-05-02T10:00:00Z"), on(Story.EMAIL)))
                .contact(delivered("c3", Instant.parse("2026-05-03T10:00:00Z"), on(Story.SMS)));

        assertThat(story.asking(on(Story.EMAIL)).objections("2026-05-04T10:00")).isEmpty();
        assertThat(story.asking(on(Story.PUSH)).next("2026-05-04T10:00")).isEqualTo("2026-05-09T10:00Z");
        assertThat(story.objections("2026-05-09T09:59:59.999")).containsExactly("caps#c");
        assertThat(story.objections("2026-05-09T10:00")).isEmpty();
    }

    @Test
    void takesAnOfferThatIsNotKnownForAnother() {
        Instant at = Instant.parse("2026-05-01T10:00:00Z");
        Story story = Story.in("UTC")
                .rules(cap(rolling("P7D"), "3", CapRule.Mode.DISTINCT_OFFERS))
                .contact(delivered("c1", at, Story.slot(Story.SMS, null, "DATA-5")))
                .contact(delivered("c2", at, Story.slot(Story.SMS, null, "DATA-5")))
                .contact(delivered("c3", at, Story.slot(Story.SMS, null, null)))
                .contact(delivered("c4", at.plusSeconds(1), Story.slot(Story.SMS, null, null)));

        assertThat(story.asking(Story.slot(Story.SMS, null, "DATA-5")).objections("2026-05-02T10:00"))
                .isEmpty();
        assertThat(story.asking(Story.slot(Story.SMS, null, null)).reasons("2026-05-02T10:00"))
                .singleElement()
                .extracting(Reason::text)
                .isEqualTo("offers so far: DATA-5 and 2 not known");
        assertThat(story.asking(Story.slot(Story.SMS, null, "DATA-9")).next("2026-05-02T10:00"))
                .isEqualTo("2026-05-08T10:00Z");
    }

    @Test
    void spendsAnIncentiveBudgetToTheLastCent() {
        Story story = Story.in("UTC")
                .rules(cap(rolling("P30D"), "50.5", CapRule.Mode.SUM_INCENTIVE_COST))
                .contact(delivered("c1", Instant.parse("2026-05-01T10:00:00Z"), worth("20.25")))
                .contact(delivered("c2", Instant.parse("2026-05-03T10:00:00Z"), worth("25.75")));

        assertThat(story.asking(worth("4.5")).objections("2026-05-04T10:00")).isEmpty();
        assertThat(story.asking(worth("4.500001")).reasons("2026-05-04T10:00"))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.text()).isEqualTo("incentive cost so far 46, and 4.500001 more, is over 50.5");
                    assertThat(reason.used()).isEqualTo(46);
                    assertThat(reason.max()).isEqualTo(51);
                    assertThat(reason.nextAllowedAt()).isEqualTo("2026-05-31T10:00:00Z");
                });
        assertThat(story.asking(worth("30")).next("2026-05-04T10:00")).isEqualTo("2026-06-02T10:00Z");
        assertThat(story.asking(worth("50.5")).next("2026-05-04T10:00")).isEqualTo("2026-06-02T10:00Z");
        assertThat(story.asking(worth("50.500001")).reasons("2026-05-04T10:00"))
                .as("no time makes room for it")
                .singleElement()
                .extracting(Reason::nextAllowedAt)
                .isNull();
    }

    @Test
    void addsUpTheAmountThatTheRowNames() {
        Slot known = amounting(new Amounts(Fixed.of(10), Fixed.of(20), Fixed.of(30)));
        for (CapRule.Mode mode : new CapRule.Mode[] {
            CapRule.Mode.SUM_VALUE, CapRule.Mode.SUM_CONTACT_COST, CapRule.Mode.SUM_INCENTIVE_COST
        }) {
            long amount = mode == CapRule.Mode.SUM_VALUE ? 10 : mode == CapRule.Mode.SUM_CONTACT_COST ? 20 : 30;
            Story enough = Story.in("UTC").rules(cap(DAY, String.valueOf(amount), mode));
            Story tooLittle = Story.in("UTC").rules(cap(DAY, String.valueOf(amount - 1), mode));

            assertThat(enough.asking(known).objections("2026-05-01T10:00"))
                    .as("%s", mode)
                    .isEmpty();
            assertThat(tooLittle.asking(known).objections("2026-05-01T10:00"))
                    .as("%s", mode)
                    .containsExactly("caps#c");
        }
    }

    @Test
    void takesAnAmountThatIsNotKnownForNone() {
        Story story = Story.in("UTC")
                .rules(cap(DAY, "10", CapRule.Mode.SUM_INCENTIVE_COST))
                .contact(delivered("c1", Instant.parse("2026-05-01T09:00:00Z"), amounting(null)))
                .contact(delivered("c2", Instant.parse("2026-05-01T09:00:00Z"), worth("10")));

        assertThat(story.asking(amounting(null)).objections("2026-05-01T10:00")).isEmpty();
        assertThat(story.asking(worth("0.000001")).objections("2026-05-01T10:00"))
                .containsExactly("caps#c");
    }

    @Test
    void asksAgainWhatIsLeftWhenWhatWasWorthLessThanNothingLeaves() {
        Story story = Story.in("UTC")
                .rules(cap(rolling("PT24H"), "40", CapRule.Mode.SUM_INCENTIVE_COST))
                .contact(delivered("c1", Instant.parse("2026-05-01T08:00:00Z"), worth("-30")))
                .contact(delivered("c2", Instant.parse("2026-05-01T20:00:00Z"), worth("40")))
                .asking(worth("20"));

        PolicyCheck check = story.check("2026-05-01T21:00");
        assertThat(check.reasons(story.policy(), null)).isEmpty();
        assertThat(check.nextAllowedAt(
                        story.policy(),
                        null,
                        Instant.parse("2026-05-02T07:59:59.999Z"),
                        Instant.parse("2026-06-01T00:00:00Z")))
                .hasValue(Instant.parse("2026-05-02T07:59:59.999Z"));
        assertThat(check.nextAllowedAt(
                        story.policy(),
                        null,
                        Instant.parse("2026-05-02T08:00:00Z"),
                        Instant.parse("2026-06-01T00:00:00Z")))
                .hasValue(Instant.parse("2026-05-02T20:00:00Z"));
    }

    @Test
    void countsWhatThisDecisionSpends() {
        Story story = Story.in("UTC")
                .rules(cap(DAY, "50", CapRule.Mode.SUM_INCENTIVE_COST))
                .asking(worth("30"));
        PolicyCheck check = story.check("2026-05-01T10:00");
        assertThat(check.reasons(story.policy(), null)).isEmpty();

        check.pick(delivered("p1", Instant.parse("2026-05-01T10:00:00Z"), worth("30")));

        assertThat(check.reasons(story.policy(), null))
                .singleElement()
                .extracting(Reason::used)
                .isEqualTo(30L);
    }

    @Test
    void roundsDownWhatACountIsAllowed() {
        Story story = Story.in("UTC").rules(cap(DAY, "1.9", CapRule.Mode.COUNT)).asking(on(Story.SMS));

        assertThat(story.objections("2026-05-01T10:00")).isEmpty();
        story.contact(delivered("c1", Instant.parse("2026-05-01T09:00:00Z"), on(Story.SMS)));
        assertThat(story.objections("2026-05-01T10:00")).containsExactly("caps#c");
    }

    @Test
    void allowsWhatNobodyCanReach() {
        Story story = Story.in("UTC")
                .rules(cap(DAY, "5000000000", CapRule.Mode.COUNT))
                .asking(on(Story.SMS));

        assertThat(story.objections("2026-05-01T10:00")).isEmpty();
    }

    @Test
    void refusesAGapThatAddsUp() {
        Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> cap(Story.gap("PT4H"), "1", CapRule.Mode.SUM_VALUE))
                .withMessageContaining("caps#c");
    }

    @Test
    void countsThreeCallsInADayOnTheSameSubjectAsFloridaDoes() {
        CapRule florida = new CapRule(
                Story.row("caps", "c"),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                rolling("PT24H"),
                ZoneBasis.SUBSCRIBER,
                3,
                Counted.ATTEMPTS,
                Set.of(CapRule.Key.PER_SENDER, CapRule.Key.PER_SUBJECT));
        Story story = Story.in("America/New_York").rules(florida);
        for (int hour = 9; hour < 12; hour++) {
            Instant at = Instant.parse("2026-05-01T00:00:00Z").plusSeconds(hour * 3600L);
            story.contact(delivered("c" + hour, at, about("insurance", "ACME")));
        }

        assertThat(story.asking(about("insurance", "ACME")).objections("2026-05-02T08:59:59.999Z"))
                .containsExactly("caps#c");
        assertThat(story.objections("2026-05-02T09:00:00Z")).isEmpty();
        assertThat(story.asking(about("energy", "ACME")).objections("2026-05-01T12:00:00Z"))
                .isEmpty();
        assertThat(story.asking(about("insurance", "OTHER")).objections("2026-05-01T12:00:00Z"))
                .isEmpty();
        assertThat(story.asking(about(null, "ACME")).objections("2026-05-01T12:00:00Z"))
                .as("what does not say its subject may have the same")
                .containsExactly("caps#c");
        assertThat(story.asking(about("insurance", null)).objections("2026-05-01T12:00:00Z"))
                .containsExactly("caps#c");
    }

    @Test
    void stacksUnansweredCallsOfADayOnThoseOfAWeekAsTheEmiratesDo() {
        Story story = Story.in("Asia/Dubai")
                .rules(unanswered("day", DAY, 1), unanswered("week", WEEK, 2))
                .asking(on(Story.CALL))
                .contact(called("c1", "2026-11-16T10:00:00+04:00", OutcomeType.NO_ANSWER))
                .contact(called("c2", "2026-11-16T11:00:00+04:00", OutcomeType.CONVERSATION));

        assertThat(story.objections("2026-11-16T12:00")).containsExactly("caps#day");
        assertThat(story.next("2026-11-16T12:00")).isEqualTo("2026-11-17T00:00+04:00");
        story.contact(called("c3", "2026-11-17T10:00:00+04:00", OutcomeType.TERMINATED));
        assertThat(story.objections("2026-11-17T12:00"))
                .as("a call that was cut was not answered")
                .containsExactly("caps#day", "caps#week");
        assertThat(story.objections("2026-11-22T23:59:59.999")).containsExactly("caps#week");
        assertThat(story.objections("2026-11-23T00:00")).isEmpty();
    }

    @Test
    void letsThreeMessagesOfOneSenderThroughInTwentyFourHoursAsVietnamDoes() {
        CapRule vietnam = new CapRule(
                Story.row("caps", "c"),
                Scope.OUTBOUND,
                CapRule.Level.LINE,
                rolling("PT24H"),
                ZoneBasis.SUBSCRIBER,
                3,
                Counted.SENT,
                Set.of(CapRule.Key.PER_SENDER));
        Story story = Story.in("Asia/Ho_Chi_Minh")
                .rules(vietnam)
                .contact(delivered("c1", Instant.parse("2026-05-01T01:00:00Z"), about(null, "ACME")))
                .contact(delivered("c2", Instant.parse("2026-05-01T02:00:00Z"), about(null, "ACME")))
                .asking(about(null, "ACME"));

        assertThat(story.objections("2026-05-01T03:00:00Z")).isEmpty();
        story.contact(delivered("c3", Instant.parse("2026-05-01T02:30:00Z"), about(null, "ACME")));
        assertThat(story.next("2026-05-01T03:00:00Z")).isEqualTo("2026-05-02T08:00+07:00");
        assertThat(story.line("+33600000009").objections("2026-05-01T03:00:00Z"))
                .isEmpty();
    }

    @Test
    void endsADayWhereItEndsLastIfTheSubscriberMayBeInTwoZones() {
        Story story = Story.in("Europe/Paris")
                .alsoIn("Europe/London")
                .rules(cap(DAY, "1", CapRule.Mode.COUNT))
                .asking(on(Story.SMS))
                .contact(delivered("c1", Instant.parse("2026-05-01T22:30:00Z"), on(Story.SMS)));

        assertThat(story.objections("2026-05-01T22:45:00Z")).containsExactly("caps#c");
        assertThat(story.objections("2026-05-02T22:30:00Z"))
                .as("in Paris it was yesterday, in London it is still the day before")
                .isEmpty();
        assertThat(story.next("2026-05-01T22:45:00Z"))
                .as("London's day of the contact ends at once, Paris's a day later")
                .isEqualTo("2026-05-03T00:00+02:00");
    }

    private static CapRule cap(Window window, String max, CapRule.Mode mode) {
        return new CapRule(
                Story.row("caps", "c"),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                window,
                ZoneBasis.SUBSCRIBER,
                Fixed.parse(max),
                Counted.ATTEMPTS,
                Set.of(),
                mode);
    }

    private static CapRule unanswered(String id, Window window, int max) {
        return new CapRule(
                Story.row("caps", id),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                window,
                ZoneBasis.SUBSCRIBER,
                max,
                Counted.UNANSWERED,
                Set.of());
    }

    private static Contact called(String id, String at, OutcomeType type) {
        return Story.answered(id, java.time.OffsetDateTime.parse(at).toInstant(), on(Story.CALL), type);
    }

    private static Slot on(Channel channel) {
        return Story.slot(channel, null, null);
    }

    private static Slot worth(String incentive) {
        return amounting(new Amounts(Fixed.ZERO, Fixed.ZERO, Fixed.parse(incentive)));
    }

    private static Slot amounting(@Nullable Amounts amounts) {
        return new Slot(
                Story.SMS,
                Direction.OUTBOUND,
                Purpose.MARKETING,
                null,
                null,
                "OP",
                SenderClass.CVM,
                null,
                null,
                amounts);
    }

    private static Slot about(@Nullable String subject, @Nullable String sender) {
        return new Slot(
                Story.SMS, Direction.OUTBOUND, Purpose.MARKETING, null, subject, sender, SenderClass.CVM, null, null);
    }
}
