package io.tact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.Commands.Noted;
import io.tact.history.Commands.Settled;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edge cases of what is remembered; {@code docs/edge-cases.md} lists them all by number. */
class HistoryEdgeCasesTest {
    private static final Instant AT = Instant.parse("2026-05-01T17:00:00Z");
    private static final Instant EXPIRY = AT.plusSeconds(900);

    @Test
    void case09SendingIsForbiddenFromTheEndOfTheReservationAndCountsIfItHappenedAllTheSame() {
        ContactHistory history = history(reserved("r1", "SMS"));

        Change<Settled> inTime = Commands.confirm(history, "r1", EXPIRY.minusMillis(1));
        Change<Settled> late = Commands.confirm(history, "r1", EXPIRY);

        assertThat(inTime.result()).isEqualTo(Settled.DONE);
        assertThat(late.result()).isEqualTo(Settled.LATE);
        assertThat(contact(late.next(), "r1").stored()).isEqualTo(ContactState.SENT);
        assertThat(contact(history, "r1").stateAt(EXPIRY)).isEqualTo(ContactState.UNKNOWN);
        assertThat(contact(history, "r1").countsAs(Counted.SENT))
                .as("nobody knows whether it was sent")
                .isTrue();
    }

    @Test
    void case14ADeliveryReportedHoursLaterMovesNoContactAndCountsNoneTwice() {
        ContactHistory sent =
                Commands.confirm(history(reserved("r1", "SMS")), "r1", AT).next();

        ContactHistory delivered = report(sent, "r1", "o1", OutcomeType.DELIVERED, AT.plusSeconds(20_000));

        assertThat(delivered.contacts()).singleElement().satisfies(contact -> {
            assertThat(contact.at()).isEqualTo(AT);
            assertThat(contact.stored()).isEqualTo(ContactState.DELIVERED);
        });
    }

    @Test
    void case15AnOutcomeThatComesLateTwiceOrOutOfOrderIsTakenOnceForItsOwnTime() {
        ContactHistory history = history(reserved("r1", "CALL_CENTRE"));
        Outcome rang = new Outcome("o1", OutcomeType.NO_ANSWER, AT.plusSeconds(40), null);
        Outcome refused = new Outcome("o2", OutcomeType.REFUSED, AT.plusSeconds(600), null);

        ContactHistory inOrder = Commands.report(
                        Commands.report(history, "r1", rang, AT.plusSeconds(99_999))
                                .next(),
                        "r1",
                        refused,
                        AT.plusSeconds(99_999))
                .next();
        ContactHistory backwards = Commands.report(
                        Commands.report(history, "r1", refused, AT.plusSeconds(99_999))
                                .next(),
                        "r1",
                        rang,
                        AT.plusSeconds(99_999))
                .next();
        Change<Noted> again = Commands.report(inOrder, "r1", refused, AT.plusSeconds(99_999));

        assertThat(backwards).isEqualTo(inOrder);
        assertThat(again.result()).isEqualTo(Noted.DUPLICATE);
        assertThat(again.next()).isSameAs(inOrder);
        assertThat(contact(inOrder, "r1").outcomes()).extracting(Outcome::at).containsExactly(rang.at(), refused.at());
    }

    @Test
    void case15ARefusalThatArrivesLateStopsWhatIsStillToBeSent() {
        ContactHistory history = history(reserved("call", "CALL_CENTRE"), reserved("sms", "SMS"));

        ContactHistory after = report(history, "call", "o1", OutcomeType.REFUSED, AT.minusSeconds(3600));

        assertThat(contact(after, "sms").stateAt(AT)).isEqualTo(ContactState.UNKNOWN);
        assertThat(Commands.confirm(after, "sms", AT).result()).isEqualTo(Settled.LATE);
    }

    @Test
    void case16AClockThatWasPutBackIsTakenForTheLatestInstantAtWhichAnythingHappened() {
        ContactHistory history = history(reserved("r1", "SMS")).settledAt(EXPIRY, ContactHistory.DEFAULT_RETENTION);

        assertThat(history.now(AT)).isEqualTo(EXPIRY);
        assertThat(history.now(EXPIRY.plusSeconds(1))).isEqualTo(EXPIRY.plusSeconds(1));
        assertThat(Commands.confirm(history, "r1", AT).result())
                .as("a step back opens no reservation again")
                .isEqualTo(Settled.LATE);
    }

    @Test
    void case28AStopWithdrawsThatPurposeOnThatChannelAndWhatWasGrantedMoreNarrowly() {
        Channel sms = new Channel("SMS");
        ContactHistory history = history(reserved("r1", "SMS"));
        ContactHistory granted = history.with(Subscriber.unknown("s")
                .withConsents(List.of(
                        new Consent(sms, Purpose.MARKETING, null, null, true, AT, null, null),
                        new Consent(sms, Purpose.MARKETING, "PLAN", null, true, AT, null, null),
                        new Consent(new Channel("EMAIL"), Purpose.MARKETING, null, null, true, AT, null, null))));

        ContactHistory after = report(granted, "r1", "o1", OutcomeType.OPTED_OUT, AT.plusSeconds(1));

        List<Consent> consents = after.subscribers().get(0).consents();
        assertThat(consents).hasSize(3);
        assertThat(consents).filteredOn(c -> sms.equals(c.channel())).noneMatch(Consent::granted);
        assertThat(consents).filteredOn(c -> !sms.equals(c.channel())).allMatch(Consent::granted);
    }

    @Test
    void case29AnOptOutOnThePhoneEndsReservationsOfOtherChannelsThatWereNotSentYet() {
        ContactHistory history =
                history(reserved("call", "CALL_CENTRE"), reserved("sms", "SMS"), reserved("ussd", "USSD"));
        ContactHistory sent = Commands.confirm(history, "ussd", AT).next();

        ContactHistory after = report(sent, "call", "o1", OutcomeType.OBJECTED, AT.plusSeconds(60));

        assertThat(contact(after, "sms").expiresAt()).isEqualTo(AT.plusSeconds(60));
        assertThat(contact(after, "ussd")).as("sent is sent").isEqualTo(contact(sent, "ussd"));
    }

    @Test
    void case35ImportedContactsKeepTheirTimesAndAreTakenOnce() {
        Contact lastMonth = imported("old", AT.minusSeconds(30 * 86_400L));
        ContactHistory history = history(reserved("r1", "SMS"));

        Change<Integer> first = Commands.addContacts(history, List.of(imported("new", AT.minusSeconds(60)), lastMonth));
        Change<Integer> again = Commands.addContacts(first.next(), List.of(lastMonth, lastMonth));

        assertThat(first.result()).isEqualTo(2);
        assertThat(first.next().contacts()).extracting(Contact::id).containsExactly("old", "new", "r1");
        assertThat(contact(first.next(), "old").at()).isEqualTo(lastMonth.at());
        assertThat(again.result()).isZero();
        assertThat(again.next()).isSameAs(first.next());
    }

    private static ContactHistory report(
            ContactHistory history, String contact, String id, OutcomeType type, Instant at) {
        return Commands.report(history, contact, new Outcome(id, type, at, null), at)
                .next();
    }

    private static Contact contact(ContactHistory history, String id) {
        return history.contact(id).orElseThrow();
    }

    private static ContactHistory history(Contact... contacts) {
        return ContactHistory.empty(LedgerKey.ofSubscriber("s"))
                .with(Subscriber.unknown("s"))
                .plus(List.of(contacts));
    }

    private static Contact reserved(String id, String channel) {
        return new Contact(id, "s", null, slot(channel), null, AT, EXPIRY, ContactState.RESERVED, List.of());
    }

    private static Contact imported(String id, Instant at) {
        return new Contact(id, "s", null, slot("SMS"), null, at, null, ContactState.SENT, List.of());
    }

    private static Slot slot(String channel) {
        return new Slot(
                new Channel(channel),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                "PLAN",
                null,
                "OP",
                SenderClass.CVM,
                null,
                null);
    }
}
