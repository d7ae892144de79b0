package io.tact.policy;

import static io.tact.policy.Story.answered;
import static io.tact.policy.Story.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.model.Channel;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What begins a cool-off, and for which messages. */
class CooloffTriggersTest {
    private static final Slot CALL = slot(Story.CALL, Purpose.MARKETING, null, "ACME");
    private static final Slot SMS = slot(Story.SMS, Purpose.MARKETING, null, "ACME");

    @Test
    void restsAfterTheThirdCallOfAWeekThatNobodyAnswered() {
        CooloffRule thrice =
                CooloffsTest.cooloff(Set.of(OutcomeType.NO_ANSWER, OutcomeType.BUSY), 3, "P7D", Set.of(), "P5D");
        Story story = Story.in("Europe/Paris")
                .rules(thrice)
                .contact(call("c1", "2026-05-01T10:00:00Z", OutcomeType.NO_ANSWER))
                .contact(call("c2", "2026-05-04T10:00:00Z", OutcomeType.BUSY))
                .contact(call("c3", "2026-05-05T10:00:00Z", OutcomeType.CONVERSATION))
                .asking(CALL);
        assertThat(story.objections("2026-05-08T12:00")).isEmpty();

        Story third = story.contact(call("c4", "2026-05-08T09:59:59.999Z", OutcomeType.NO_ANSWER));

        assertThat(third.reasons("2026-05-08T12:00"))
                .singleElement()
                .extracting(Reason::text)
                .isEqualTo("after 3 contacts, the last NO_ANSWER on 2026-05-08");
        assertThat(third.next("2026-05-08T12:00")).isEqualTo("2026-05-13T11:59:59.999+02:00");
    }

    @Test
    void doesNotCountACallThatIsExactlyAWeekOlderThanTheLast() {
        CooloffRule thrice = CooloffsTest.cooloff(Set.of(OutcomeType.NO_ANSWER), 3, "P7D", Set.of(), "P5D");
        Story story = Story.in("Europe/Paris")
                .rules(thrice)
                .contact(call("c1", "2026-05-01T10:00:00Z", OutcomeType.NO_ANSWER))
                .contact(call("c2", "2026-05-04T10:00:00Z", OutcomeType.NO_ANSWER))
                .contact(call("c3", "2026-05-08T10:00:00Z", OutcomeType.NO_ANSWER))
                .asking(CALL);

        assertThat(story.objections("2026-05-08T12:00")).isEmpty();
        story.contact(call("c4", "2026-05-09T10:00:00Z", OutcomeType.NO_ANSWER));
        assertThat(story.next("2026-05-09T12:00")).isEqualTo("2026-05-14T12:00+02:00");
    }

    @Test
    void takesSeveralOutcomesOfOneContactForOne() {
        CooloffRule twice =
                CooloffsTest.cooloff(Set.of(OutcomeType.NO_ANSWER, OutcomeType.BUSY), 2, null, Set.of(), "P5D");
        Contact tried = call("c1", "2026-05-01T10:00:00Z", OutcomeType.NO_ANSWER)
                .with(new Outcome("again", OutcomeType.BUSY, Instant.parse("2026-05-01T10:05:00Z"), null));
        Story story = Story.in("UTC").rules(twice).contact(tried).asking(CALL);

        assertThat(story.objections("2026-05-01T12:00")).isEmpty();
        story.contact(call("c2", "2026-05-02T10:00:00Z", OutcomeType.BUSY));
        assertThat(story.next("2026-05-02T12:00")).isEqualTo("2026-05-07T10:00Z");
    }

    @Test
    void silencesTheSenderThatWasRefusedAndWhoeverDoesNotSayWhoSpeaks() {
        Story story = Story.in("UTC")
                .rules(CooloffsTest.cooloff(
                        Set.of(OutcomeType.REFUSED), 1, null, Set.of(CooloffRule.Sharing.SAME_SENDER), "P60D"))
                .contact(call("c1", "2026-05-01T10:00:00Z", OutcomeType.REFUSED));

        assertThat(story.asking(CALL).objections("2026-05-02T10:00")).containsExactly("cooloffs#c");
        assertThat(story.asking(slot(Story.CALL, Purpose.MARKETING, null, "OTHER"))
                        .objections("2026-05-02T10:00"))
                .isEmpty();
        assertThat(story.asking(slot(Story.CALL, Purpose.MARKETING, null, null)).objections("2026-05-02T10:00"))
                .containsExactly("cooloffs#c");
    }

    @Test
    void asksForEverythingThatAMessageMustShare() {
        Instant at = Instant.parse("2026-05-01T10:00:00Z");
        Slot refused = full("DEVICE", "debt", "LIFE", "UPGRADE");
        for (CooloffRule.Sharing one : CooloffRule.Sharing.values()) {
            Story story = Story.in("UTC")
                    .rules(CooloffsTest.cooloff(
                            Set.of(OutcomeType.REFUSED),
                            1,
                            null,
                            EnumSet.of(CooloffRule.Sharing.SAME_SENDER, one),
                            "P60D"))
                    .contact(answered("c1", at, refused, OutcomeType.REFUSED));
            Slot other =
                    switch (one) {
                        case SAME_SENDER -> slot(Story.SMS, Purpose.MARKETING, "DEVICE", "OTHER");
                        case SAME_OFFER -> full("DEVICE", "debt", "LIFE", "RENEWAL");
                        case SAME_CAMPAIGN -> full("DEVICE", "debt", "DEATH", "UPGRADE");
                        case SAME_CATEGORY -> full("DATA", "debt", "LIFE", "UPGRADE");
                        case SAME_SUBJECT -> full("DEVICE", "promotion", "LIFE", "UPGRADE");
                        case SAME_CHANNEL -> slot(Story.EMAIL, Purpose.MARKETING, "DEVICE", "ACME");
                        case SAME_LINE -> refused;
                    };
            String to = one == CooloffRule.Sharing.SAME_LINE ? "+33600000002" : "+33600000001";

            assertThat(story.asking(refused).objections("2026-05-02T10:00"))
                    .as("%s", one)
                    .containsExactly("cooloffs#c");
            assertThat(story.asking(other).line(to).objections("2026-05-02T10:00"))
                    .as("%s", one)
                    .isEmpty();
            assertThat(story.asking(refused).line(null).objections("2026-05-02T10:00"))
                    .as("%s to a line that is not known", one)
                    .containsExactly("cooloffs#c");
        }
    }

    @Test
    void stopsTonightsSmsAfterARefusalOnThePhoneAndNotTheOtherWayRound() {
        CooloffRule onThePhone = new CooloffRule(
                Story.row("cooloffs", "c"),
                on(Story.SMS),
                Set.of(Story.CALL),
                Set.of(OutcomeType.REFUSED),
                1,
                null,
                Set.of(),
                Span.parse("P1D"),
                CooloffRule.Start.INSTANT);
        Story phone =
                Story.in("UTC").rules(onThePhone).contact(call("c1", "2026-05-01T10:00:00Z", OutcomeType.REFUSED));
        Story sms = Story.in("UTC")
                .rules(onThePhone)
                .contact(answered("c1", Instant.parse("2026-05-01T10:00:00Z"), SMS, OutcomeType.REFUSED));

        assertThat(phone.asking(SMS).objections("2026-05-01T20:00")).containsExactly("cooloffs#c");
        assertThat(phone.asking(CALL).objections("2026-05-01T20:00"))
                .as("calls are not in the row's scope")
                .isEmpty();
        assertThat(sms.asking(SMS).objections("2026-05-01T20:00")).isEmpty();
    }

    @Test
    void isTriggeredOnlyInItsScope() {
        Scope device = new Scope(
                Set.of(Story.CALL),
                Set.of(Direction.OUTBOUND),
                Set.of(Purpose.MARKETING),
                Set.of("DEVICE"),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
        for (Set<Channel> trigger : List.of(Set.<Channel>of(), Set.of(Story.CALL))) {
            CooloffRule rule = new CooloffRule(
                    Story.row("cooloffs", "c"),
                    device,
                    trigger,
                    Set.of(OutcomeType.REFUSED),
                    1,
                    null,
                    Set.of(),
                    Span.parse("P7D"),
                    CooloffRule.Start.INSTANT);
            Instant at = Instant.parse("2026-05-01T10:00:00Z");
            Slot asked = slot(Story.CALL, Purpose.MARKETING, "DEVICE", "ACME");
            Story data = Story.in("UTC")
                    .rules(rule)
                    .contact(answered(
                            "c1", at, slot(Story.CALL, Purpose.MARKETING, "DATA", "ACME"), OutcomeType.REFUSED))
                    .contact(answered("c2", at, SMS, OutcomeType.REFUSED))
                    .asking(asked);

            assertThat(data.objections("2026-05-02T10:00")).isEmpty();
            data.contact(answered("c3", at, asked, OutcomeType.REFUSED));
            assertThat(data.objections("2026-05-02T10:00")).containsExactly("cooloffs#c");
        }
    }

    @Test
    void doesNotSilenceWhoSharesTheAccountWithWhoRefused() {
        Contact theirs = new Contact(
                        "c1",
                        "s2",
                        null,
                        CALL,
                        null,
                        Instant.parse("2026-05-01T10:00:00Z"),
                        null,
                        ContactState.DELIVERED,
                        List.of())
                .with(new Outcome("o1", OutcomeType.REFUSED, Instant.parse("2026-05-01T10:00:00Z"), null));
        Story story = Story.in("UTC")
                .rules(CooloffsTest.after("P7D", CooloffRule.Start.INSTANT, OutcomeType.REFUSED))
                .contact(theirs)
                .asking(CALL);

        assertThat(story.objections("2026-05-02T10:00")).isEmpty();
    }

    @Test
    void refusesARowThatIsNeverTriggered() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CooloffsTest.cooloff(Set.of(OutcomeType.REFUSED), 0, null, Set.of(), "P1D"))
                .withMessageContaining("times (0) of cooloffs#c");
    }

    private static Contact call(String id, String at, OutcomeType type) {
        return answered(id, Instant.parse(at), CALL, type);
    }

    private static Scope on(Channel channel) {
        return new Scope(
                Set.of(channel),
                Set.of(Direction.OUTBOUND),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }

    private static Slot full(String category, String subject, String campaign, String offer) {
        return new Slot(
                Story.SMS,
                Direction.OUTBOUND,
                Purpose.MARKETING,
                category,
                subject,
                "ACME",
                SenderClass.CVM,
                campaign,
                offer);
    }
}
