package io.tact.policy;

import static io.tact.policy.Story.delivered;
import static io.tact.policy.Story.slot;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Operand;
import io.tact.model.Operator;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExclusionsTest {
    private static final String NOW = "2026-05-01T10:00:00Z";
    private static final Selector RENEWAL = new Selector(Selector.Dimension.OFFER, "RENEWAL");
    private static final Selector UPGRADE = new Selector(Selector.Dimension.OFFER, "UPGRADE");

    @Test
    void keepsTwoOffersApartForSixtyDaysWhicheverCameFirst() {
        ExclusionRule apart = apart("P60D");
        Instant at = Instant.parse("2026-04-01T10:00:00Z");
        Story renewalFirst = Story.in("UTC")
                .rules(apart)
                .contact(delivered("c1", at, offer("RENEWAL")))
                .asking(offer("UPGRADE"));
        Story upgradeFirst = Story.in("UTC")
                .rules(apart)
                .contact(delivered("c1", at, offer("UPGRADE")))
                .asking(offer("RENEWAL"));

        assertThat(renewalFirst.next(NOW)).isEqualTo("2026-05-31T10:00Z");
        assertThat(upgradeFirst.next(NOW)).isEqualTo("2026-05-31T10:00Z");
        assertThat(renewalFirst.reasons(NOW)).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(Reason.Code.EXCLUSION);
            assertThat(reason.text()).isEqualTo("excluded by contact c1");
            assertThat(reason.window()).isEqualTo("P60D");
        });
        assertThat(renewalFirst.asking(offer("RENEWAL")).objections(NOW)).isEmpty();
    }

    @Test
    void keepsThemApartInOneDecisionOnlyWhereNoTimeIsGiven() {
        Story history = Story.in("UTC")
                .rules(apart(null))
                .contact(delivered("c1", Instant.parse(NOW), offer("RENEWAL")))
                .asking(offer("UPGRADE"));
        Story picked = Story.in("UTC")
                .rules(apart(null))
                .picked(delivered("p1", Instant.parse(NOW), offer("RENEWAL")))
                .asking(offer("UPGRADE"));

        assertThat(history.objections(NOW)).isEmpty();
        assertThat(picked.objections(NOW)).containsExactly("exclusions#apart");
        assertThat(picked.reasons(NOW).get(0).nextAllowedAt()).isNull();
    }

    @Test
    void letsOneOfEachCampaignThroughAndNoTwo() {
        ExclusionRule onePer = new ExclusionRule.OnePer(
                Story.row("exclusions", "one"), Selector.Dimension.CAMPAIGN, null, Span.parse("PT1H"), List.of());
        Story story = Story.in("UTC")
                .rules(onePer)
                .picked(delivered("p1", Instant.parse(NOW), slot(Story.SMS, "DATA", "DATA-5")));

        assertThat(story.asking(slot(Story.PUSH, "DATA", "DATA-9")).objections(NOW))
                .containsExactly("exclusions#one");
        assertThat(story.next(NOW)).isEqualTo("2026-05-01T11:00Z");
        assertThat(story.asking(slot(Story.PUSH, "TOPUP", "DATA-9")).objections(NOW))
                .isEmpty();
        assertThat(story.asking(slot(Story.PUSH, null, null)).objections(NOW)).isEmpty();
    }

    @Test
    void countsOnlyTheOneValueThatTheRowIsAbout() {
        ExclusionRule onlyData = new ExclusionRule.OnePer(
                Story.row("exclusions", "one"), Selector.Dimension.CAMPAIGN, "DATA", null, List.of());
        Story story = Story.in("UTC")
                .rules(onlyData)
                .picked(delivered("p1", Instant.parse(NOW), slot(Story.SMS, "DATA", null)))
                .picked(delivered("p2", Instant.parse(NOW), slot(Story.SMS, "TOPUP", null)));

        assertThat(story.asking(slot(Story.PUSH, "TOPUP", null)).objections(NOW))
                .isEmpty();
        assertThat(story.asking(slot(Story.PUSH, "DATA", null)).objections(NOW)).isNotEmpty();
    }

    @Test
    void forgetsWhatWasReleased() {
        Instant at = Instant.parse("2026-04-01T10:00:00Z");
        Story story = Story.in("UTC")
                .rules(apart("P60D"))
                .contact(delivered("c1", at, offer("RENEWAL")).in(ContactState.RELEASED))
                .asking(offer("UPGRADE"));

        assertThat(story.objections(NOW)).isEmpty();
    }

    @Test
    void withholdsWhileAComplaintIsOpenAndPromisesNothing() {
        Condition open = new Condition(0, Operator.EQ, List.of(new Operand.Constant(new AttributeValue.Text("OPEN"))));
        ExclusionRule complaint =
                new ExclusionRule.Withholds(Story.row("exclusions", "complaint"), Selector.ALL, List.of(open));

        Story complaining = Story.in("UTC").rules(complaint).attribute(new AttributeValue.Text("OPEN"));
        assertThat(complaining.objections(NOW)).containsExactly("exclusions#complaint");
        assertThat(complaining.reasons(NOW).get(0).nextAllowedAt()).isNull();
        assertThat(complaining.next(NOW)).isNull();
        assertThat(Story.in("UTC")
                        .rules(complaint)
                        .attribute(new AttributeValue.Text("CLOSED"))
                        .objections(NOW))
                .isEmpty();
        assertThat(Story.in("UTC").rules(complaint).objections(NOW)).isEmpty();
    }

    @Test
    void agreesOnTheDayFromWhichAConditionOnADateNoLongerHolds() {
        AttributeValue endsInJune = new AttributeValue.Day(LocalDate.of(2026, 6, 20));
        Story bound = Story.in("Europe/Paris")
                .rules(withheldWhile(Operator.GT, "P30D"))
                .attribute(endsInJune);
        assertThat(bound.next("2026-05-01T12:00")).isEqualTo("2026-05-21T00:00+02:00");
        assertThat(bound.reasons("2026-05-01T12:00").get(0).nextAllowedAt()).isEqualTo("2026-05-20T22:00:00Z");

        Story nearItsEnd = Story.in("Europe/Paris")
                .rules(withheldWhile(Operator.LE, "P30D"))
                .attribute(endsInJune);
        assertThat(nearItsEnd.next("2026-06-01T12:00"))
                .as("a day that is near only comes nearer")
                .isNull();

        Story onTheDay = Story.in("Europe/Paris")
                .rules(withheldWhile(Operator.EQ, "P1M"))
                .attribute(endsInJune);
        assertThat(onTheDay.next("2026-05-20T12:00")).isEqualTo("2026-05-21T00:00+02:00");
        assertThat(onTheDay.next("2026-05-19T12:00")).isEqualTo("2026-05-19T12:00+02:00");

        Story atAnInstant = Story.in("Europe/Paris")
                .rules(withheldWhile(Operator.GE, "PT24H"))
                .attribute(new AttributeValue.Moment(Instant.parse("2026-05-03T10:00:00Z")));
        assertThat(atAnInstant.next(NOW)).isEqualTo("2026-05-02T12:00:00.001+02:00");
    }

    @Test
    void agreesEarlierWhereTheConditionEndsBeforeTheTimeBetweenTwoOffers() {
        Condition farOff = new Condition(0, Operator.GT, List.of(new Operand.FromNow(Span.parse("P30D"))));
        ExclusionRule apart = new ExclusionRule.NeverTogether(
                Story.row("exclusions", "apart"), RENEWAL, UPGRADE, Span.parse("P60D"), List.of(farOff));
        Story story = Story.in("UTC")
                .rules(apart)
                .contact(delivered("c1", Instant.parse(NOW), offer("RENEWAL")))
                .asking(offer("UPGRADE"));

        assertThat(story.attribute(new AttributeValue.Day(LocalDate.of(2026, 6, 20)))
                        .next(NOW))
                .isEqualTo("2026-05-21T00:00Z");
        assertThat(story.attribute(new AttributeValue.Day(LocalDate.of(2027, 6, 20)))
                        .next(NOW))
                .isEqualTo("2026-06-30T10:00Z");
    }

    private static ExclusionRule withheldWhile(Operator operator, String fromNow) {
        return new ExclusionRule.Withholds(
                Story.row("exclusions", "while"),
                Selector.ALL,
                List.of(new Condition(0, operator, List.of(new Operand.FromNow(Span.parse(fromNow))))));
    }

    @Test
    void keepsAnOfferBackAfterAnotherButNotTheOtherWayRound() {
        ExclusionRule order = new ExclusionRule.NotAfter(
                Story.row("exclusions", "order"),
                UPGRADE,
                RENEWAL,
                Span.parse("P7D"),
                List.of(),
                Set.of(Direction.OUTBOUND));
        Story renewed = Story.in("UTC")
                .rules(order)
                .contact(delivered("c1", Instant.parse("2026-05-01T10:00:00Z"), offer("RENEWAL")));
        Story upgraded = Story.in("UTC")
                .rules(order)
                .contact(delivered("c1", Instant.parse("2026-05-01T10:00:00Z"), offer("UPGRADE")));

        assertThat(renewed.asking(offer("UPGRADE")).objections("2026-05-08T09:59:59.999Z"))
                .containsExactly("exclusions#order");
        assertThat(renewed.objections("2026-05-08T10:00:00Z")).isEmpty();
        assertThat(renewed.next(NOW)).isEqualTo("2026-05-08T10:00Z");
        assertThat(renewed.asking(offer("RENEWAL")).objections(NOW)).isEmpty();
        assertThat(upgraded.asking(offer("RENEWAL")).objections(NOW)).isEmpty();
    }

    @Test
    void allowsAnOfferOnlyWithinATimeAfterAnother() {
        Story story = Story.in("UTC")
                .rules(onlyAfter("P7D"))
                .contact(delivered("c1", Instant.parse("2026-05-01T10:00:00Z"), offer("RENEWAL")))
                .asking(offer("UPGRADE"));

        assertThat(story.objections("2026-05-01T10:00:00Z")).isEmpty();
        assertThat(story.objections("2026-05-08T09:59:59.999Z")).isEmpty();
        assertThat(story.reasons("2026-05-08T10:00:00Z")).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(Reason.Code.EXCLUSION);
            assertThat(reason.text()).isEqualTo("only after offer:RENEWAL");
            assertThat(reason.window()).isEqualTo("P7D");
            assertThat(reason.nextAllowedAt()).isNull();
        });
        assertThat(story.asking(offer("RENEWAL")).objections("2026-05-08T10:00:00Z"))
                .isEmpty();
    }

    @Test
    void allowsAnOfferAfterAnotherHoweverLongAgoWhereNoTimeIsGiven() {
        Story story = Story.in("UTC").rules(onlyAfter(null)).asking(offer("UPGRADE"));

        assertThat(story.objections(NOW)).containsExactly("exclusions#only");
        story.contact(delivered("c1", Instant.parse("2020-01-01T10:00:00Z"), offer("RENEWAL")));
        assertThat(story.objections(NOW)).isEmpty();
    }

    @Test
    void countsWhatThisDecisionPickedBeforeIt() {
        Story story = Story.in("UTC").rules(onlyAfter("PT1H")).asking(offer("UPGRADE"));
        PolicyCheck check = story.check(NOW);
        assertThat(check.reasons(story.policy(), null)).isNotEmpty();

        check.pick(delivered("p1", Instant.parse(NOW), offer("RENEWAL")));

        assertThat(check.reasons(story.policy(), null)).isEmpty();
    }

    @Test
    void doesNotCountWhatNeverReachedThemAsComingBefore() {
        Instant at = Instant.parse("2026-05-01T09:00:00Z");
        Contact theirs =
                new Contact("c3", "s2", null, offer("RENEWAL"), null, at, null, ContactState.DELIVERED, List.of());
        Story story = Story.in("UTC")
                .rules(onlyAfter("P7D"))
                .contact(delivered("c1", at, offer("RENEWAL")).in(ContactState.RELEASED))
                .contact(delivered("c2", at, offer("RENEWAL")).in(ContactState.FAILED))
                .contact(theirs)
                .asking(offer("UPGRADE"));

        assertThat(story.objections(NOW)).containsExactly("exclusions#only");
        story.contact(delivered("c4", at, offer("RENEWAL")).in(ContactState.RESERVED));
        assertThat(story.objections(NOW)).isEmpty();
    }

    @Test
    void waitsForAContactThatLiesInTheFuture() {
        Story story = Story.in("UTC")
                .rules(onlyAfter("P7D"))
                .contact(delivered("c1", Instant.parse("2026-05-01T10:00:05Z"), offer("RENEWAL")))
                .asking(offer("UPGRADE"));

        assertThat(story.objections(NOW)).containsExactly("exclusions#only");
        assertThat(story.next(NOW)).isEqualTo("2026-05-01T10:00:05Z");
    }

    private static ExclusionRule onlyAfter(@Nullable String within) {
        return new ExclusionRule.OnlyAfter(
                Story.row("exclusions", "only"),
                UPGRADE,
                RENEWAL,
                within == null ? null : Span.parse(within),
                List.of(),
                Set.of(Direction.OUTBOUND));
    }

    private static ExclusionRule apart(@Nullable String within) {
        return new ExclusionRule.NeverTogether(
                Story.row("exclusions", "apart"),
                RENEWAL,
                UPGRADE,
                within == null ? null : Span.parse(within),
                List.of());
    }

    private static io.tact.model.Slot offer(String offer) {
        return slot(Story.SMS, "LIFE", offer);
    }
}
