package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Relation;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsentsTest {
    private static final String NOW = "2026-05-01T10:00:00Z";

    @Test
    void withholdsWithoutAnOptInAndAllowsWithoutAnOptOut() {
        assertThat(Story.in("UTC").rules(optIn(null)).reasons(NOW))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo(Reason.Code.CONSENT);
                    assertThat(reason.text()).isEqualTo("no consent");
                    assertThat(reason.nextAllowedAt()).isNull();
                });
        assertThat(Story.in("UTC").rules(optOut()).objections(NOW)).isEmpty();
    }

    @Test
    void heedsAGrantAndARefusal() {
        Consent granted = said(Story.SMS, null, true, "2026-01-01T00:00:00Z", null);
        Consent refused = said(Story.SMS, null, false, "2026-01-01T00:00:00Z", null);

        assertThat(Story.in("UTC").rules(optIn(null)).said(granted).objections(NOW))
                .isEmpty();
        assertThat(Story.in("UTC").rules(optIn(null), optOut()).said(refused).objections(NOW))
                .containsExactly("consent#in", "consent#out");
    }

    @Test
    void letsTheMostSpecificStand() {
        Consent all = said(null, null, true, "2026-04-01T00:00:00Z", null);
        Consent sms = said(Story.SMS, null, false, "2026-01-01T00:00:00Z", null);
        Consent marketingSms = said(Story.SMS, Purpose.MARKETING, true, "2026-01-01T00:00:00Z", null);

        assertThat(Story.in("UTC").rules(optOut()).said(all).said(sms).objections(NOW))
                .containsExactly("consent#out");
        assertThat(Story.in("UTC")
                        .rules(optOut())
                        .said(marketingSms)
                        .said(all)
                        .said(sms)
                        .objections(NOW))
                .isEmpty();
    }

    @Test
    void letsALaterRefusalOfMoreStandAgainstAnEarlierGrantOfLess() {
        Consent marketingSms = said(Story.SMS, Purpose.MARKETING, true, "2026-01-01T00:00:00Z", null);
        Consent stop = said(null, null, false, "2026-02-01T00:00:00Z", null);
        Consent smsAgain = said(Story.SMS, null, true, "2026-03-01T00:00:00Z", null);

        Story stopped = Story.in("UTC").rules(optIn(null)).said(marketingSms).said(stop);
        assertThat(stopped.objections(NOW)).containsExactly("consent#in");
        assertThat(stopped.said(smsAgain).objections(NOW)).isEmpty();
    }

    @Test
    void letsTheLaterOfTwoEquallySpecificStandAndARefusalOfTwoAtOnce() {
        Consent sms = said(Story.SMS, null, true, "2026-04-01T00:00:00Z", null);
        Consent earlier = said(null, Purpose.MARKETING, false, "2026-03-01T00:00:00Z", null);
        Consent atOnce = said(null, Purpose.MARKETING, false, "2026-04-01T00:00:00Z", null);

        assertThat(Story.in("UTC").rules(optOut()).said(sms).said(earlier).objections(NOW))
                .isEmpty();
        assertThat(Story.in("UTC").rules(optOut()).said(sms).said(atOnce).objections(NOW))
                .isNotEmpty();
        assertThat(Story.in("UTC").rules(optOut()).said(atOnce).said(sms).objections(NOW))
                .isNotEmpty();
    }

    @Test
    void holdsAGrantOnlyUntilItExpires() {
        Consent until = said(Story.SMS, null, true, "2026-01-01T00:00:00Z", NOW);
        Story story = Story.in("UTC").rules(optIn(null)).said(until);

        assertThat(story.objections("2026-05-01T09:59:59.999Z")).isEmpty();
        assertThat(story.reasons(NOW)).singleElement().extracting(Reason::text).isEqualTo("the consent has expired");
    }

    @Test
    void holdsAGrantOnlyForAsLongAsTheRowSays() {
        Consent old = said(Story.SMS, null, true, "2024-05-01T10:00:00Z", null);
        Story story = Story.in("UTC").rules(optIn(Span.parse("P2Y"))).said(old);

        assertThat(story.objections("2026-05-01T09:59:59.999Z")).isEmpty();
        assertThat(story.objections(NOW)).containsExactly("consent#in");
    }

    @Test
    void fallsBackOnARefusalWhenAnExceptionToItExpires() {
        Consent refusal = said(null, null, false, "2026-01-01T00:00:00Z", null);
        Consent exception = said(Story.SMS, null, true, "2026-02-01T00:00:00Z", NOW);

        assertThat(Story.in("UTC").rules(optOut()).said(refusal).said(exception).objections(NOW))
                .containsExactly("consent#out");
    }

    @Test
    void doesNotPromiseAnInstantAtWhichTheConsentHasExpired() {
        Consent soonOver = said(Story.SMS, null, true, "2026-01-01T00:00:00Z", "2026-05-02T08:00:00Z");
        Story story = Story.in("UTC")
                .rules(optIn(null), HoursTest.allow("day", "", 540, 1080))
                .said(soonOver);

        assertThat(story.objections("2026-05-01T20:00")).containsExactly("hours#day");
        assertThat(story.next("2026-05-01T20:00")).isNull();
    }

    @Test
    void doesNotHeedAGrantBeforeItIsGiven() {
        Consent tomorrow = said(Story.SMS, null, true, "2026-05-02T08:00:00Z", null);

        assertThat(Story.in("UTC").rules(optIn(null)).said(tomorrow).objections(NOW))
                .containsExactly("consent#in");
        assertThat(Story.in("UTC").rules(optIn(null)).said(tomorrow).next(NOW)).isEqualTo("2026-05-02T08:00Z");
    }

    @Test
    void takesARelationForAConsentWhileNothingWasRefused() {
        Relation bought = new Relation(
                Relation.Kind.OWN_SIMILAR_PRODUCT,
                "OP",
                null,
                Instant.parse("2026-02-01T00:00:00Z"),
                Instant.parse("2026-08-01T00:00:00Z"));
        Consent refused = said(Story.SMS, null, false, "2026-01-01T00:00:00Z", null);
        Consent granted = said(Story.SMS, null, true, "2026-01-01T00:00:00Z", null);

        assertThat(soft().reasons(NOW))
                .singleElement()
                .extracting(Reason::text)
                .isEqualTo("no consent, and no relation in its place");
        assertThat(soft().said(granted).objections(NOW)).isEmpty();
        assertThat(soft().bound(bought).objections(NOW)).isEmpty();
        assertThat(soft().bound(bought).said(refused).reasons(NOW))
                .singleElement()
                .extracting(Reason::text)
                .isEqualTo("refused");
        assertThat(soft().bound(bought).objections("2026-01-31T23:59:59.999")).containsExactly("consent#soft");
        assertThat(soft().bound(bought).next("2026-01-15T00:00")).isEqualTo("2026-02-01T00:00Z");
        assertThat(soft().bound(bought).objections("2026-07-31T23:59:59.999")).isEmpty();
        assertThat(soft().bound(bought).objections("2026-08-01T00:00")).containsExactly("consent#soft");
    }

    @Test
    void takesNoOtherRelationForAConsent() {
        Instant since = Instant.parse("2026-02-01T00:00:00Z");
        Relation customer = new Relation(Relation.Kind.EXISTING_CUSTOMER, "OP", null, since, null);
        Relation others = new Relation(Relation.Kind.OWN_SIMILAR_PRODUCT, "OTHER", null, since, null);
        Relation devices = new Relation(Relation.Kind.OWN_SIMILAR_PRODUCT, "OP", "DEVICE", since, null);
        Slot device = Story.slot(Story.SMS, Purpose.MARKETING, "DEVICE", "OP");

        assertThat(soft().bound(customer).objections(NOW)).containsExactly("consent#soft");
        assertThat(soft().bound(others).objections(NOW)).containsExactly("consent#soft");
        assertThat(soft().bound(devices).objections(NOW)).containsExactly("consent#soft");
        assertThat(soft().bound(devices).asking(device).objections(NOW)).isEmpty();
    }

    @Test
    void neverAllowsWhatIsProhibited() {
        ConsentRule prohibited =
                new ConsentRule(Story.row("consent", "no"), Scope.OUTBOUND, ConsentRule.Model.PROHIBITED, null);
        Consent granted = said(Story.SMS, null, true, "2026-01-01T00:00:00Z", null);

        assertThat(Story.in("UTC").rules(prohibited).said(granted).reasons(NOW))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.text()).isEqualTo("prohibited");
                    assertThat(reason.nextAllowedAt()).isNull();
                });
        ConsentRule nothing = new ConsentRule(Story.row("consent", "ok"), Scope.OUTBOUND, ConsentRule.Model.NONE, null);
        assertThat(Story.in("UTC").rules(nothing).objections(NOW)).isEmpty();
    }

    @Test
    void asksForTheSpecialConsentThatTheRowNamesAndForNoOther() {
        ConsentRule automated = new ConsentRule(
                Story.row("consent", "auto"),
                Scope.OUTBOUND,
                ConsentRule.Model.OPT_IN,
                null,
                SpecialConsent.AUTOMATED,
                Set.of(),
                null);
        Consent ordinary = said(Story.SMS, null, true, "2026-01-01T00:00:00Z", null);
        Story story = Story.in("UTC").rules(automated).said(ordinary);

        assertThat(story.said(special(SpecialConsent.NIGHT, true)).reasons(NOW))
                .singleElement()
                .extracting(Reason::text)
                .isEqualTo("no consent to AUTOMATED");
        assertThat(story.said(special(SpecialConsent.AUTOMATED, true)).objections(NOW))
                .isEmpty();
        assertThat(Story.in("UTC")
                        .rules(optOut())
                        .said(special(SpecialConsent.AUTOMATED, false))
                        .objections(NOW))
                .as("who refuses to be called by a machine has not refused to be called")
                .isEmpty();
    }

    private static Consent special(SpecialConsent what, boolean granted) {
        return new Consent(
                Story.SMS, null, null, null, what, granted, Instant.parse("2026-01-01T00:00:00Z"), null, null);
    }

    private static Story soft() {
        return Story.in("UTC")
                .rules(new ConsentRule(
                        Story.row("consent", "soft"),
                        Scope.OUTBOUND,
                        ConsentRule.Model.SOFT_OPT_IN,
                        null,
                        null,
                        Set.of(Relation.Kind.OWN_SIMILAR_PRODUCT),
                        null));
    }

    private static ConsentRule optIn(@Nullable Span validFor) {
        return new ConsentRule(Story.row("consent", "in"), Scope.OUTBOUND, ConsentRule.Model.OPT_IN, validFor);
    }

    private static ConsentRule optOut() {
        return new ConsentRule(Story.row("consent", "out"), Scope.OUTBOUND, ConsentRule.Model.OPT_OUT, null);
    }

    private static Consent said(
            @Nullable Channel channel, @Nullable Purpose purpose, boolean granted, String at, @Nullable String until) {
        return new Consent(
                channel,
                purpose,
                null,
                null,
                granted,
                Instant.parse(at),
                null,
                until == null ? null : Instant.parse(until));
    }
}
