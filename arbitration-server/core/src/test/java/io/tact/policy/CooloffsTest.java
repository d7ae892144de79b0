package io.tact.policy;

import static io.tact.policy.Story.answered;
import static io.tact.policy.Story.slot;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a cool-off lasts, and what ends it. */
class CooloffsTest {
    private static final Slot CALL = slot(Story.CALL, Purpose.MARKETING, null, "ACME");
    private static final Slot SMS = slot(Story.SMS, Purpose.MARKETING, null, "ACME");

    @Test
    void leavesSixtyFullDaysAfterARefusalAsFranceAsks() {
        // Refused on 1 September: D+61 is 1 November, and the clocks were put back in between.
        Story story = Story.in("Europe/Paris")
                .rules(after("P60D", CooloffRule.Start.NEXT_DAY, OutcomeType.REFUSED))
                .contact(call("c1", "2026-09-01T09:30:00Z", OutcomeType.REFUSED))
                .asking(CALL);

        assertThat(story.reasons("2026-09-02T10:00")).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(Reason.Code.COOLOFF);
            assertThat(reason.rule()).isEqualTo("cooloffs#c");
            assertThat(reason.text()).isEqualTo("after REFUSED on 2026-09-01");
            assertThat(reason.window()).isEqualTo("P60D");
            assertThat(reason.nextAllowedAt()).isEqualTo("2026-10-31T23:00:00Z");
        });
        assertThat(story.next("2026-09-02T10:00")).isEqualTo("2026-11-01T00:00+01:00");
        assertThat(story.objections("2026-10-31T23:59:59.999")).containsExactly("cooloffs#c");
        assertThat(story.objections("2026-11-01T00:00")).isEmpty();
    }

    @Test
    void countsTheDayOfAConversationAsDayOneAsRegulationFDoes() {
        Story story = Story.in("America/New_York")
                .rules(after("P7D", CooloffRule.Start.EVENT_DAY, OutcomeType.CONVERSATION))
                .contact(call("c1", "2026-05-04T20:00:00Z", OutcomeType.CONVERSATION))
                .asking(CALL);

        assertThat(story.objections("2026-05-10T23:59:59.999")).containsExactly("cooloffs#c");
        assertThat(story.objections("2026-05-11T00:00")).isEmpty();
        assertThat(story.next("2026-05-04T20:00")).isEqualTo("2026-05-11T00:00-04:00");
    }

    @Test
    void countsFromTheInstantOnTheClockOrElapsed() {
        Contact refused = call("c1", "2026-10-31T16:00:00Z", OutcomeType.REFUSED);
        Story day = Story.in("America/New_York")
                .rules(after("P1D", CooloffRule.Start.INSTANT, OutcomeType.REFUSED))
                .contact(refused)
                .asking(CALL);
        Story hours = Story.in("America/New_York")
                .rules(after("PT24H", CooloffRule.Start.INSTANT, OutcomeType.REFUSED))
                .contact(refused)
                .asking(CALL);

        assertThat(day.next("2026-10-31T13:00")).isEqualTo("2026-11-01T12:00-05:00");
        assertThat(hours.next("2026-10-31T13:00")).isEqualTo("2026-11-01T11:00-05:00");
        assertThat(hours.objections("2026-11-01T10:59:59.999-05:00")).isNotEmpty();
        assertThat(hours.objections("2026-11-01T11:00:00-05:00")).isEmpty();
    }

    @Test
    void endsOnADayThatHasNoMidnightWhenItBegins() {
        Story story = Story.in("America/Santiago")
                .rules(after("P2D", CooloffRule.Start.NEXT_DAY, OutcomeType.REFUSED))
                .contact(call("c1", "2026-09-03T15:00:00Z", OutcomeType.REFUSED))
                .asking(CALL);

        assertThat(story.next("2026-09-03T13:00")).isEqualTo("2026-09-06T01:00-03:00");
    }

    @Test
    void addsHoursToDays() {
        Story story = Story.in("UTC")
                .rules(after("P1DT8H", CooloffRule.Start.NEXT_DAY, OutcomeType.REFUSED))
                .contact(call("c1", "2026-05-01T15:00:00Z", OutcomeType.REFUSED))
                .asking(CALL);

        assertThat(story.next("2026-05-01T16:00")).isEqualTo("2026-05-03T08:00Z");
    }

    @Test
    void heedsTheOutcomeWhoseSilenceLastsLongestThoughItCameFirst() {
        // A month after the 30th at noon is 28 February at noon; a month after the 31st at ten is 28 February at ten.
        Story story = Story.in("UTC")
                .rules(after("P1M", CooloffRule.Start.INSTANT, OutcomeType.REFUSED))
                .contact(call("c1", "2026-01-30T12:00:00Z", OutcomeType.REFUSED))
                .contact(call("c2", "2026-01-31T10:00:00Z", OutcomeType.REFUSED))
                .asking(CALL);

        assertThat(story.objections("2026-02-28T11:59:59.999")).containsExactly("cooloffs#c");
        assertThat(story.reasons("2026-02-01T00:00"))
                .singleElement()
                .extracting(Reason::text)
                .isEqualTo("after REFUSED on 2026-01-30");
        assertThat(story.next("2026-02-01T00:00")).isEqualTo("2026-02-28T12:00Z");
    }

    @Test
    void countsFromTheOutcomeHoweverLongAfterTheContact() {
        Contact contact = Story.delivered("c1", Instant.parse("2026-05-01T10:00:00Z"), SMS)
                .with(new Outcome("o1", OutcomeType.REFUSED, Instant.parse("2026-05-04T10:00:00Z"), null));
        Story story = Story.in("UTC")
                .rules(after("P7D", CooloffRule.Start.INSTANT, OutcomeType.REFUSED))
                .contact(contact)
                .asking(SMS);

        assertThat(story.next("2026-05-05T10:00")).isEqualTo("2026-05-11T10:00Z");
    }

    @Test
    void silencesAtOnceWhatWasSaidInTheFuture() {
        Story story = Story.in("UTC")
                .rules(after("P1D", CooloffRule.Start.INSTANT, OutcomeType.REFUSED))
                .contact(call("c1", "2026-05-01T10:00:05Z", OutcomeType.REFUSED))
                .asking(CALL);

        assertThat(story.next("2026-05-01T10:00")).isEqualTo("2026-05-02T10:00:05Z");
    }

    @Test
    void isSilentForEverUntilANewConsent() {
        Story story = objected();
        assertThat(story.reasons("2036-05-01T10:00")).singleElement().satisfies(reason -> {
            assertThat(reason.window()).isEqualTo("INDEFINITE");
            assertThat(reason.text()).isEqualTo("after OBJECTED on 2026-05-01");
            assertThat(reason.nextAllowedAt()).isNull();
        });

        assertThat(objected().said(granted("2026-05-01T10:00:00Z", null)).objections("2026-06-01T10:00"))
                .as("a consent given before, or at once, is not a new one")
                .containsExactly("cooloffs#c");
        Story anew = objected().said(granted("2026-05-20T10:00:00Z", null));
        assertThat(anew.objections("2026-05-20T09:59:59.999")).containsExactly("cooloffs#c");
        assertThat(anew.objections("2026-05-20T10:00")).isEmpty();
        assertThat(anew.next("2026-05-02T10:00")).isEqualTo("2026-05-20T10:00Z");
    }

    @Test
    void heedsOnlyANewConsentThatStandsAndCoversTheMessage() {
        Consent refusal =
                new Consent(null, null, null, null, null, false, Instant.parse("2026-05-25T10:00:00Z"), null, null);
        Consent special = new Consent(
                Story.CALL,
                Purpose.MARKETING,
                null,
                null,
                SpecialConsent.OUTSIDE_HOURS,
                true,
                Instant.parse("2026-05-20T10:00:00Z"),
                null,
                null);
        Consent sms =
                new Consent(Story.SMS, null, null, null, null, true, Instant.parse("2026-05-20T10:00:00Z"), null, null);
        Consent specificRefusal = new Consent(
                Story.CALL,
                Purpose.MARKETING,
                null,
                "ACME",
                null,
                false,
                Instant.parse("2026-01-01T10:00:00Z"),
                null,
                null);
        Story withdrawn = objected().said(granted("2026-05-20T10:00:00Z", null)).said(refusal);
        Story refusedMoreSpecifically =
                objected().said(granted("2026-05-20T10:00:00Z", null)).said(specificRefusal);

        assertThat(withdrawn.objections("2026-06-01T10:00")).containsExactly("cooloffs#c");
        assertThat(refusedMoreSpecifically.objections("2026-06-01T10:00")).containsExactly("cooloffs#c");
        assertThat(objected().said(special).objections("2026-06-01T10:00")).containsExactly("cooloffs#c");
        assertThat(objected().said(sms).objections("2026-06-01T10:00")).containsExactly("cooloffs#c");
    }

    @Test
    void fallsSilentAgainWhenTheNewConsentExpires() {
        Story story = objected().said(granted("2026-05-20T10:00:00Z", "2026-06-20T10:00:00Z"));

        assertThat(story.objections("2026-06-20T09:59:59.999")).isEmpty();
        assertThat(story.objections("2026-06-20T10:00")).containsExactly("cooloffs#c");
    }

    @Test
    void endsWithItsRow() {
        RuleInfo untilFriday = new RuleInfo("cooloffs", "c", "own", null, null, LocalDate.parse("2026-05-08"), null);
        CooloffRule rule = new CooloffRule(
                untilFriday,
                Scope.OUTBOUND,
                Set.of(),
                Set.of(OutcomeType.REFUSED),
                1,
                null,
                Set.of(),
                null,
                CooloffRule.Start.INSTANT);
        Story story = Story.in("UTC")
                .rules(rule)
                .contact(call("c1", "2026-05-01T10:00:00Z", OutcomeType.REFUSED))
                .asking(CALL);

        assertThat(story.next("2026-05-02T10:00")).isEqualTo("2026-05-09T00:00Z");
        assertThat(story.reasons("2026-05-02T10:00").get(0).nextAllowedAt()).isEqualTo("2026-05-09T00:00:00Z");
    }

    @Test
    void waitsForTheLastMidnightIfTheSubscriberMayBeInTwoZones() {
        Story story = Story.in("Europe/Paris")
                .alsoIn("America/New_York")
                .rules(after("P60D", CooloffRule.Start.NEXT_DAY, OutcomeType.REFUSED))
                .contact(call("c1", "2026-06-02T02:00:00Z", OutcomeType.REFUSED))
                .asking(CALL);

        // In New York it was still 1 June, but Paris counts from the 2nd, and its midnight of the 2nd of August comes
        // later
        // than New York's of the 1st.
        assertThat(story.next("2026-06-10T10:00")).isEqualTo("2026-08-02T00:00+02:00");
    }

    @Test
    void withholdsForEverWhatIsTooLongToReckon() {
        Story story = Story.in("UTC")
                .rules(
                        after("P999999999Y", CooloffRule.Start.NEXT_DAY, OutcomeType.REFUSED),
                        cooloff(Set.of(OutcomeType.REFUSED), 1, null, Set.of(), "P999999999Y", "d"))
                .contact(call("c1", "2026-05-01T10:00:00Z", OutcomeType.REFUSED))
                .asking(CALL);

        assertThat(story.objections("2026-05-02T10:00")).containsExactly("cooloffs#c", "cooloffs#d");
        assertThat(story.next("2026-05-02T10:00")).isNull();
    }

    private static Story objected() {
        return Story.in("UTC")
                .rules(cooloff(Set.of(OutcomeType.OBJECTED), 1, null, Set.of(), null))
                .contact(call("c1", "2026-05-01T10:00:00Z", OutcomeType.OBJECTED))
                .asking(CALL);
    }

    private static Consent granted(String at, @Nullable String until) {
        return new Consent(
                Story.CALL,
                Purpose.MARKETING,
                null,
                null,
                null,
                true,
                Instant.parse(at),
                null,
                until == null ? null : Instant.parse(until));
    }

    private static Contact call(String id, String at, OutcomeType type) {
        return answered(id, Instant.parse(at), CALL, type);
    }

    static CooloffRule after(String length, CooloffRule.Start start, OutcomeType type) {
        return new CooloffRule(
                Story.row("cooloffs", "c"),
                Scope.OUTBOUND,
                Set.of(),
                Set.of(type),
                1,
                null,
                Set.of(),
                Span.parse(length),
                start);
    }

    static CooloffRule cooloff(
            Set<OutcomeType> outcomes,
            int times,
            @Nullable String within,
            Set<CooloffRule.Sharing> appliesTo,
            @Nullable String length) {
        return cooloff(outcomes, times, within, appliesTo, length, "c");
    }

    static CooloffRule cooloff(
            Set<OutcomeType> outcomes,
            int times,
            @Nullable String within,
            Set<CooloffRule.Sharing> appliesTo,
            @Nullable String length,
            String id) {
        return new CooloffRule(
                Story.row("cooloffs", id),
                Scope.OUTBOUND,
                Set.of(),
                outcomes,
                times,
                within == null ? null : Span.parse(within),
                appliesTo,
                length == null ? null : Span.parse(length),
                CooloffRule.Start.INSTANT);
    }
}
