package io.tact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Channel;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a subscriber's no does to what is still open, and how long it is remembered. */
class StopsTest {
    private static final Instant AT = Instant.parse("2026-05-01T17:00:00Z");
    private static final Instant TONIGHT = AT.plusSeconds(7200);

    @Test
    void aRefusalOnThePhoneStopsTonightsSmsOfTheSameTopicAndNoOther() {
        ContactHistory history = history(
                contact("call", "CALL_CENTRE", Purpose.MARKETING, "PLAN", AT.minusSeconds(60)),
                contact("sms", "SMS", Purpose.MARKETING, "PLAN", AT.minusSeconds(30)),
                contact("other", "SMS", Purpose.MARKETING, "DEVICE", AT.minusSeconds(30)),
                contact("bill", "SMS", Purpose.SERVICE, "PLAN", AT.minusSeconds(30)));

        ContactHistory after = report(history, "call", OutcomeType.REFUSED, AT);

        assertThat(after.contact("sms").orElseThrow().stateAt(AT)).isEqualTo(ContactState.UNKNOWN);
        assertThat(Commands.confirm(after, "sms", AT).result()).isEqualTo(Commands.Settled.LATE);
        assertThat(after.contact("other").orElseThrow().stateAt(AT)).isEqualTo(ContactState.RESERVED);
        assertThat(after.contact("bill").orElseThrow().stateAt(AT)).isEqualTo(ContactState.RESERVED);
    }

    @Test
    void anOptOutStopsTheChannelAndAnObjectionEverythingOfThePurpose() {
        ContactHistory history = history(
                contact("sent", "SMS", Purpose.MARKETING, "PLAN", AT.minusSeconds(60)),
                contact("sms", "SMS", Purpose.MARKETING, "DEVICE", AT.minusSeconds(30)),
                contact("mail", "EMAIL", Purpose.MARKETING, "DEVICE", AT.minusSeconds(30)));

        ContactHistory optedOut = report(history, "sent", OutcomeType.OPTED_OUT, AT);
        ContactHistory objected = report(history, "sent", OutcomeType.OBJECTED, AT);

        assertThat(optedOut.contact("sms").orElseThrow().expiresAt()).isEqualTo(AT);
        assertThat(optedOut.contact("mail").orElseThrow().expiresAt()).isEqualTo(TONIGHT);
        assertThat(objected.contact("mail").orElseThrow().expiresAt()).isEqualTo(AT);
    }

    @Test
    void aRefusalThatIsReportedLateEndsWhatWasReservedSinceBeforeItBegan() {
        ContactHistory history = history(
                contact("call", "CALL_CENTRE", Purpose.MARKETING, "PLAN", AT.minusSeconds(3600)),
                contact("sms", "SMS", Purpose.MARKETING, "PLAN", AT));

        ContactHistory after = report(history, "call", OutcomeType.REFUSED, AT.minusSeconds(1800));

        assertThat(after.contact("sms").orElseThrow().expiresAt()).isEqualTo(AT);
    }

    @Test
    void whatWasSentStaysSent() {
        ContactHistory reserved = history(
                contact("call", "CALL_CENTRE", Purpose.MARKETING, "PLAN", AT.minusSeconds(60)),
                contact("sms", "SMS", Purpose.MARKETING, "PLAN", AT.minusSeconds(30)));
        ContactHistory sent =
                Commands.confirm(reserved, "sms", AT.minusSeconds(10)).next();

        ContactHistory after = report(sent, "call", OutcomeType.REFUSED, AT);

        assertThat(after.contact("sms")).isEqualTo(sent.contact("sms"));
    }

    @Test
    void contactsFromWhichAStopMayFollowAreNeverForgotten() {
        ContactHistory history = history(
                contact("refused", "CALL_CENTRE", Purpose.MARKETING, "PLAN", AT.minus(Duration.ofDays(3000))),
                contact("old", "SMS", Purpose.MARKETING, "PLAN", AT.minus(Duration.ofDays(403))));
        ContactHistory answered = report(history, "refused", OutcomeType.REFUSED, AT.minus(Duration.ofDays(3000)));

        ContactHistory settled = answered.settledAt(AT, ContactHistory.DEFAULT_RETENTION);

        assertThat(settled.contacts()).extracting(Contact::id).containsExactly("refused");
    }

    @Test
    void noStopIsForgottenHoweverLongAgoAndEverythingElseIs() {
        Instant longAgo = AT.minus(Duration.ofDays(3000));
        Suppression suppression = suppression("S", "asked by the family");
        for (OutcomeType type : OutcomeType.values()) {
            ContactHistory history = history(contact("old", "SMS", Purpose.MARKETING, "PLAN", longAgo));
            ContactHistory suppressed =
                    Commands.suppress(history, subscriber(history), suppression).next();

            ContactHistory settled =
                    report(suppressed, "old", type, longAgo).settledAt(AT, ContactHistory.DEFAULT_RETENTION);

            assertThat(settled.contacts()).as("%s", type).hasSize(type.isStop() ? 1 : 0);
            assertThat(subscriber(settled).circumstances().suppressions()).containsExactly(suppression);
            assertThat(subscriber(settled).consents()).hasSize(type == OutcomeType.OPTED_OUT ? 1 : 0);
        }
    }

    @Test
    void theConfirmationOfAnOptOutIsNeverForgottenForTheOptOutIsNot() {
        ContactHistory history = history(
                contact("told", "SMS", Purpose.SERVICE, Slot.OPT_OUT_CONFIRMATION, AT.minus(Duration.ofDays(3000))),
                contact("old", "SMS", Purpose.SERVICE, "BILL", AT.minus(Duration.ofDays(3000))));

        assertThat(history.settledAt(AT, ContactHistory.DEFAULT_RETENTION).contacts())
                .extracting(Contact::id)
                .containsExactly("told");
    }

    @Test
    void aSuppressionIsSetReplacedAndLiftedOnce() {
        ContactHistory history = history();
        Suppression first = suppression("S", "asked by the family");

        Change<Boolean> set = Commands.suppress(history, subscriber(history), first);
        Change<Boolean> again = Commands.suppress(set.next(), subscriber(set.next()), suppression("S", "still"));
        Change<@Nullable Suppression> lifted =
                Commands.lift(again.next(), subscriber(again.next()), "S", AT, "a mistake");
        Change<@Nullable Suppression> twice =
                Commands.lift(lifted.next(), subscriber(lifted.next()), "S", TONIGHT, "again");
        Change<@Nullable Suppression> unknown =
                Commands.lift(lifted.next(), subscriber(lifted.next()), "T", AT, "none");

        assertThat(set.result()).isTrue();
        assertThat(again.result()).isFalse();
        assertThat(subscriber(again.next()).circumstances().suppressions())
                .extracting(Suppression::reason)
                .containsExactly("still");
        assertThat(lifted.result()).isNotNull();
        assertThat(subscriber(lifted.next())
                        .circumstances()
                        .suppressions()
                        .get(0)
                        .lift())
                .isEqualTo(new Suppression.Lift(AT, "a mistake"));
        assertThat(twice.next()).as("the first lift stands").isSameAs(lifted.next());
        assertThat(unknown.result()).isNull();
    }

    private static Suppression suppression(String id, String reason) {
        return new Suppression(id, null, Purpose.MARKETING, null, null, reason, null, AT, null, null);
    }

    private static ContactHistory report(ContactHistory history, String contact, OutcomeType type, Instant at) {
        return Commands.report(history, contact, new Outcome("o", type, at, null), at)
                .next();
    }

    private static Subscriber subscriber(ContactHistory history) {
        return history.subscribers().get(0);
    }

    private static ContactHistory history(Contact... contacts) {
        return ContactHistory.empty(LedgerKey.ofSubscriber("s"))
                .with(Subscriber.unknown("s"))
                .plus(List.of(contacts));
    }

    private static Contact contact(String id, String channel, Purpose purpose, String category, Instant at) {
        Slot slot = new Slot(
                new Channel(channel), Direction.OUTBOUND, purpose, category, null, null, SenderClass.CVM, null, null);
        return new Contact(id, "s", null, slot, null, at, TONIGHT, ContactState.RESERVED, List.of());
    }
}
