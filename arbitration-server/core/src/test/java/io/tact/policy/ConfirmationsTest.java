package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
    private static final Slot CONFIRMATION = Story.slot(Story.SMS, Purpose.SERVICE, Slot.OPT_OUT_CONFIRMATION, "OP");
    private static final Slot OFFER = Story.slot(Story.SMS, Purpose.MARKETING, null, "OP");
    private static final Consent REFUSAL = new Consent(
            Story.SMS, Purpose.MARKETING, null, null, false, Instant.parse("2026-05-01T10:00:00Z"), null, null);

    @Test
    void hasNothingToConfirmWhereNobodyOptedOut() {
        Consent granted = new Consent(
                Story.SMS, Purpose.MARKETING, null, null, true, Instant.parse("2026-05-01T10:00:00Z"), null, null);

        assertThat(Story.in("UTC").said(granted).asking(CONFIRMATION).reasons("2026-05-01T12:00"))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo(Reason.Code.CONFIRMATION);
                    assertThat(reason.rule()).isEqualTo("confirmation#once");
                    assertThat(reason.nextAllowedAt()).isNull();
                });
    }

    @Test
    void passesWhatItConfirmsOnce() {
        Story story = optedOut();
        assertThat(story.objections("2026-05-01T10:00:00Z")).isEmpty();

        Story confirmed = story.contact(Story.delivered("c2", Instant.parse("2026-05-01T10:01:00Z"), CONFIRMATION));

        assertThat(confirmed.objections("2026-05-01T10:02:00Z")).containsExactly("confirmation#once");
        assertThat(confirmed.next("2026-05-01T10:02:00Z")).isNull();
    }

    @Test
    void isOwedForARefusalToo() {
        Story story = Story.in("UTC").said(REFUSAL).asking(CONFIRMATION);

        assertThat(story.objections("2026-05-01T10:00:00Z")).isEmpty();
        assertThat(story.objections("2026-05-01T09:59:59.999Z")).containsExactly("confirmation#once");
        assertThat(story.next("2026-05-01T09:00:00Z")).isEqualTo("2026-05-01T10:00Z");
        assertThat(story.contact(Story.delivered("c1", Instant.parse("2026-05-01T10:00:00Z"), CONFIRMATION))
                        .objections("2026-05-01T10:02:00Z"))
                .containsExactly("confirmation#once");
    }

    @Test
    void isOwedAgainAfterTheNextOptOut() {
        Story story = optedOut()
                .contact(Story.delivered("c2", Instant.parse("2026-05-01T10:01:00Z"), CONFIRMATION))
                .contact(Story.answered("c3", Instant.parse("2026-05-09T10:00:00Z"), OFFER, OutcomeType.OPTED_OUT));

        assertThat(story.objections("2026-05-09T10:00:01Z")).isEmpty();
    }

    @Test
    void isOwedStillIfTheConfirmationWasReleasedAndNotIfItFailed() {
        Contact sent = Story.delivered("c2", Instant.parse("2026-05-01T10:01:00Z"), CONFIRMATION);

        assertThat(optedOut().contact(sent.in(ContactState.RELEASED)).objections("2026-05-01T10:02:00Z"))
                .isEmpty();
        assertThat(optedOut().contact(sent.in(ContactState.FAILED)).objections("2026-05-01T10:02:00Z"))
                .containsExactly("confirmation#once");
    }

    @Test
    void isNotPickedTwiceInOneDecision() {
        Story story = optedOut();
        PolicyCheck check = story.check("2026-05-01T10:05:00Z");
        assertThat(check.reasons(story.policy(), null)).isEmpty();

        check.pick(Story.delivered("p1", Instant.parse("2026-05-01T10:05:00Z"), CONFIRMATION));

        assertThat(check.reasons(story.policy(), null)).extracting(Reason::rule).containsExactly("confirmation#once");
    }

    @Test
    void isNotOwedForWhatOthersOfTheAccountSaid() {
        Contact theirs = new Contact(
                        "c1",
                        "s2",
                        null,
                        OFFER,
                        null,
                        Instant.parse("2026-05-01T10:00:00Z"),
                        null,
                        ContactState.DELIVERED,
                        List.of())
                .with(new Outcome("o", OutcomeType.OPTED_OUT, Instant.parse("2026-05-01T10:00:00Z"), null));

        assertThat(Story.in("UTC").contact(theirs).asking(CONFIRMATION).objections("2026-05-01T11:00:00Z"))
                .containsExactly("confirmation#once");
        assertThat(optedOut()
                        .contact(new Contact(
                                "c2",
                                "s2",
                                null,
                                CONFIRMATION,
                                null,
                                Instant.parse("2026-05-01T10:01:00Z"),
                                null,
                                ContactState.DELIVERED,
                                List.of()))
                        .objections("2026-05-01T11:00:00Z"))
                .isEmpty();
    }

    @Test
    void passesConsentListsAndSuppressionsButNotHoursAndCaps() {
        ConsentRule listed = new ConsentRule(
                Story.row("consent", "list"),
                Scope.OUTBOUND,
                ConsentRule.Model.OPT_IN,
                null,
                null,
                Set.of(),
                new ConsentRule.ListCheck("dnc", null, false));
        Suppression stop = new Suppression(
                "x1", null, null, null, null, "opted out", null, Instant.parse("2026-05-01T10:00:00Z"), null, null);
        Story story = optedOut()
                .said(REFUSAL)
                .suppressed(stop)
                .rules(listed, HoursTest.allow("morning", "", 540, 720), Story.cap("day", Story.rolling("P1D"), 1));

        assertThat(story.objections("2026-05-01T11:00:00Z")).containsExactly("caps#day");
        assertThat(story.next("2026-05-01T13:00:00Z")).isEqualTo("2026-05-02T10:00Z");
        assertThat(story.asking(OFFER).objections("2026-05-01T13:00:00Z"))
                .containsExactly("caps#day", "consent#list", "consent#list", "hours#morning", "suppression#x1");
    }

    @Test
    void isNoConfirmationThatSellsSomething() {
        Slot selling = Story.slot(Story.SMS, Purpose.MARKETING, Slot.OPT_OUT_CONFIRMATION, "OP");
        ConsentRule optOut =
                new ConsentRule(Story.row("consent", "out"), Scope.OUTBOUND, ConsentRule.Model.OPT_OUT, null);

        assertThat(Story.in("UTC").rules(optOut).said(REFUSAL).asking(selling).objections("2026-05-01T11:00:00Z"))
                .containsExactly("consent#out");
    }

    private static Story optedOut() {
        return Story.in("UTC")
                .contact(Story.answered("c1", Instant.parse("2026-05-01T10:00:00Z"), OFFER, OutcomeType.OPTED_OUT))
                .asking(CONFIRMATION);
    }
}
