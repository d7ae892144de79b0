package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Span;
import java.time.Instant;
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
