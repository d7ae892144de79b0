package io.tact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.Commands.Noted;
import io.tact.history.Commands.Settled;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
    private static final Instant EXPIRY = AT.plusSeconds(600);
    private static final Channel SMS = new Channel("SMS");

    @Test
    void confirmsOnceAndSaysSoTheSecondTime() {
        Change<Settled> first = Commands.confirm(reserved(), "r1", AT.plusSeconds(1));
        Change<Settled> second = Commands.confirm(first.next(), "r1", AT.plusSeconds(2));

        assertThat(first.result()).isEqualTo(Settled.DONE);
        assertThat(state(first.next())).isEqualTo(ContactState.SENT);
        assertThat(second.result()).isEqualTo(Settled.ALREADY);
        assertThat(second.next()).isSameAs(first.next());
    }

    @Test
    void recordsALateConfirmationAndSaysItWasLate() {
        Change<Settled> late = Commands.confirm(reserved(), "r1", EXPIRY);

        assertThat(late.result()).isEqualTo(Settled.LATE);
        assertThat(state(late.next())).isEqualTo(ContactState.SENT);
    }

    @Test
    void takesTheFloorForNowWhenTheClockHasGoneBack() {
        ContactHistory ahead = reserved().settledAt(EXPIRY.plusSeconds(1), ContactHistory.DEFAULT_RETENTION);

        assertThat(Commands.confirm(ahead, "r1", AT).result()).isEqualTo(Settled.LATE);
    }

    @Test
    void releasesOnceAndEvenAfterTheReservationRanOut() {
        Change<Settled> first = Commands.release(reserved(), "r1");
        Change<Settled> second = Commands.release(first.next(), "r1");

        assertThat(first.result()).isEqualTo(Settled.DONE);
        assertThat(state(first.next())).isEqualTo(ContactState.RELEASED);
        assertThat(second.result()).isEqualTo(Settled.ALREADY);
        assertThat(second.next()).isSameAs(first.next());
    }

    @Test
    void lastsByWhatWasSaidFirstWhenTheOppositeFollows() {
        ContactHistory released = Commands.release(reserved(), "r1").next();
        ContactHistory confirmed = Commands.confirm(reserved(), "r1", AT).next();

        assertThat(Commands.confirm(released, "r1", AT)).isEqualTo(new Change<>(released, Settled.CONTRADICTED));
        assertThat(Commands.release(confirmed, "r1")).isEqualTo(new Change<>(confirmed, Settled.CONTRADICTED));
    }

    @Test
    void knowsNoReservationOfAnotherName() {
        ContactHistory history = reserved();

        assertThat(Commands.confirm(history, "r9", AT)).isEqualTo(new Change<>(history, Settled.NOT_FOUND));
        assertThat(Commands.release(history, "r9")).isEqualTo(new Change<>(history, Settled.NOT_FOUND));
        assertThat(Commands.report(history, "r9", outcome("o1", OutcomeType.SENT, 0), AT.plusSeconds(99)))
                .isEqualTo(new Change<>(history, Noted.NOT_FOUND));
    }

    @Test
    void notesAnOutcomeOnce() {
        Outcome outcome = outcome("o1", OutcomeType.DELIVERED, 1);
        Change<Noted> first = Commands.report(reserved(), "r1", outcome, AT.plusSeconds(99));
        Change<Noted> second = Commands.report(first.next(), "r1", outcome, AT.plusSeconds(99));

        assertThat(first.result()).isEqualTo(Noted.RECORDED);
        assertThat(second.result()).isEqualTo(Noted.DUPLICATE);
        assertThat(second.next()).isSameAs(first.next());
    }

    @Test
    void anOutcomeFromTheFutureHappenedNowAndDoesNotOutliveALaterGrant() {
        Outcome from2199 = new Outcome("o1", OutcomeType.OPTED_OUT, Instant.parse("2199-01-01T00:00:00Z"), "typo");
        ContactHistory history = withConsents(said(SMS, null, null, true, -100));
        ContactHistory after =
                Commands.report(history, "r1", from2199, AT.plusSeconds(5)).next();

        assertThat(after.contact("r1").orElseThrow().outcomes())
                .containsExactly(new Outcome("o1", OutcomeType.OPTED_OUT, AT.plusSeconds(5), "typo"));
        Consent refusal = subscriber(after).consents().stream()
                .filter(c -> !c.granted())
                .findFirst()
                .orElseThrow();
        Consent grant = new Consent(SMS, Purpose.MARKETING, null, null, true, AT.plusSeconds(6), "shop", null);
        assertThat(refusal.at()).isEqualTo(AT.plusSeconds(5));
        assertThat(Commands.merge(subscriber(after).consents(), List.of(grant))).contains(grant);
    }

    @Test
    void aHistoryAsOfAnInstantKnowsNothingOfWhatCameAfterIt() {
        Outcome read = new Outcome("o1", OutcomeType.READ, AT.plusSeconds(1), null);
        Outcome refused = new Outcome("o2", OutcomeType.REFUSED, AT.plusSeconds(9), null);
        ContactHistory now =
                Commands.report(reserved(), "r1", read, AT.plusSeconds(10)).next();
        now = Commands.report(now, "r1", refused, AT.plusSeconds(10)).next();

        assertThat(now.asOf(AT.minusMillis(1)).contacts()).isEmpty();
        assertThat(now.asOf(AT.plusSeconds(8)).contact("r1").orElseThrow().outcomes())
                .containsExactly(read);
        assertThat(now.asOf(AT.plusSeconds(9))).isSameAs(now);
    }

    @Test
    void aStopIsNotOutlivedByAConsentOfBeforeItsContactHoweverSlowTheReportersClock() {
        Outcome slow = new Outcome("o1", OutcomeType.OPTED_OUT, AT.minus(Duration.ofDays(400)), null);
        ContactHistory history = withConsents(said(SMS, Purpose.MARKETING, null, true, -100));

        ContactHistory after =
                Commands.report(history, "r1", slow, AT.plusSeconds(5)).next();

        assertThat(after.contact("r1").orElseThrow().outcomes())
                .containsExactly(new Outcome("o1", OutcomeType.OPTED_OUT, AT, null));
        assertThat(subscriber(after).consents()).noneMatch(Consent::granted);
    }

    @Test
    void aClockThatWasPutBackAndAContactAheadOfItBoundOutcomesFromTheFuture() {
        Outcome ahead = outcome("o1", OutcomeType.REFUSED, 900);
        ContactHistory floored = reserved().settledAt(AT.plusSeconds(60), ContactHistory.DEFAULT_RETENTION);

        assertThat(Commands.report(floored, "r1", ahead, AT.plusSeconds(5))
                        .next()
                        .contact("r1")
                        .orElseThrow()
                        .outcomes()
                        .get(0)
                        .at())
                .isEqualTo(AT.plusSeconds(60));
        assertThat(Commands.report(reserved(), "r1", ahead, AT.minusSeconds(60))
                        .next()
                        .contact("r1")
                        .orElseThrow()
                        .outcomes()
                        .get(0)
                        .at())
                .isEqualTo(AT);
    }

    @Test
    void endsTheSameInWhateverOrderOutcomesAreReported() {
        Random random = new Random(1);
        OutcomeType[] types = OutcomeType.values();
        for (int i = 0; i < 2_000; i++) {
            List<Outcome> outcomes = new ArrayList<>();
            for (int n = 0; n < 1 + random.nextInt(4); n++) {
                outcomes.add(outcome("o" + n, types[random.nextInt(types.length)], random.nextInt(3)));
            }
            ContactHistory one = reportAll(outcomes);
            Collections.shuffle(outcomes, random);
            ContactHistory other = reportAll(outcomes);

            assertThat(other.contacts()).as("%s", outcomes).isEqualTo(one.contacts());
            assertThat(new HashSet<>(subscriber(other).consents()))
                    .as("%s", outcomes)
                    .isEqualTo(new HashSet<>(subscriber(one).consents()));
        }
    }

    @Test
    void withdrawsConsentAtOnceWhenTheSubscriberOptsOut() {
        ContactHistory history = withConsents(said(SMS, null, null, true, -100));
        ContactHistory after = Commands.report(
                        history, "r1", outcome("o1", OutcomeType.OPTED_OUT, 5), AT.plusSeconds(99))
                .next();

        assertThat(subscriber(after).consents())
                .filteredOn(c -> !c.granted())
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.channel()).isEqualTo(SMS);
                    assertThat(c.purpose()).isEqualTo(Purpose.MARKETING);
                    assertThat(c.at()).isEqualTo(AT.plusSeconds(5));
                });
    }

    @Test
    void withdrawsNarrowerGrantsTooButNoneGivenLater() {
        ContactHistory history = withConsents(
                said(SMS, Purpose.MARKETING, "DEVICE", true, -100),
                said(SMS, Purpose.SERVICE, "DEVICE", true, -100),
                said(SMS, Purpose.MARKETING, "ROAMING", true, 100));
        ContactHistory after = Commands.report(
                        history, "r1", outcome("o1", OutcomeType.OPTED_OUT, 5), AT.plusSeconds(99))
                .next();

        assertThat(subscriber(after).consents())
                .filteredOn(c -> !c.granted())
                .extracting(Consent::category)
                .containsExactlyInAnyOrder(null, "DEVICE");
        assertThat(subscriber(after).consents())
                .filteredOn(Consent::granted)
                .extracting(Consent::purpose)
                .containsExactlyInAnyOrder(Purpose.SERVICE, Purpose.MARKETING);
    }

    @Test
    void letsALaterGrantStandAgainstAnOptOutThatIsReportedLate() {
        ContactHistory history = withConsents(said(SMS, Purpose.MARKETING, null, true, 100));
        ContactHistory after = Commands.report(
                        history, "r1", outcome("o1", OutcomeType.OPTED_OUT, 5), AT.plusSeconds(99))
                .next();

        assertThat(subscriber(after).consents()).singleElement().matches(Consent::granted);
    }

    @Test
    void mergesConsentsTheSameInWhateverOrderTheyAreSaid() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            List<Consent> said = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                said.add(said(
                        random.nextBoolean() ? SMS : null,
                        random.nextBoolean() ? Purpose.MARKETING : null,
                        null,
                        random.nextBoolean(),
                        random.nextInt(3)));
            }
            List<Consent> one = Commands.merge(List.of(), said);
            Collections.shuffle(said, random);
            List<Consent> other = Commands.merge(said.subList(0, 2), said.subList(2, 5));
            other = Commands.merge(List.of(), other);

            assertThat(new HashSet<>(Commands.merge(other, said))).isEqualTo(new HashSet<>(one));
            assertThat(Commands.merge(one, said)).isEqualTo(one);
        }
    }

    @Test
    void importsAContactOnceAndKeepsOrder() {
        Contact early = contact("i1", AT.minusSeconds(60));
        Change<Integer> first = Commands.addContacts(reserved(), List.of(early, contact("i2", AT), early));
        Change<Integer> second = Commands.addContacts(first.next(), List.of(early));

        assertThat(first.result()).isEqualTo(2);
        assertThat(first.next().contacts()).extracting(Contact::id).containsExactly("i1", "i2", "r1");
        assertThat(second.result()).isZero();
        assertThat(second.next()).isSameAs(first.next());
    }

    @Test
    void tellsContactsOfTwoSubscribersApartThatBearTheSameId() {
        Contact mine = contact("C-1", AT);
        Contact theirs =
                new Contact("C-1", "somebody-else", null, mine.slot(), null, AT, null, mine.stored(), List.of());
        ContactHistory both =
                Commands.addContacts(reserved(), List.of(mine, theirs)).next();
        Outcome refused = new Outcome("o1", OutcomeType.REFUSED, AT, null);

        ContactHistory after = Commands.report(both, "somebody-else", "C-1", refused, AT.plusSeconds(99))
                .next();

        assertThat(after.contact("somebody-else", "C-1").orElseThrow().outcomes())
                .containsExactly(refused);
        assertThat(after.contact(mine.subscriber(), "C-1").orElseThrow().outcomes())
                .isEmpty();
    }

    @Test
    void forgetsContactsOlderThanTheRetentionAndNeverLowersTheFloor() {
        ContactHistory history = reserved().plus(List.of(contact("old", AT.minus(Duration.ofDays(32)))));
        ContactHistory settled = history.settledAt(AT, Duration.ofDays(30));
        ContactHistory later = settled.settledAt(AT.plusMillis(1), Duration.ofDays(30));

        assertThat(settled.contacts()).hasSize(2);
        assertThat(later.contacts()).extracting(Contact::id).containsExactly("r1");
        assertThat(later.settledAt(AT.minusSeconds(9), Duration.ofDays(30)).floor())
                .isEqualTo(AT.plusMillis(1));
    }

    private static ContactHistory reportAll(List<Outcome> outcomes) {
        ContactHistory history = withConsents(said(SMS, null, "DEVICE", true, -1));
        for (Outcome outcome : outcomes) {
            history =
                    Commands.report(history, "r1", outcome, AT.plusSeconds(99)).next();
        }
        return history;
    }

    private static ContactState state(ContactHistory history) {
        return history.contact("r1").orElseThrow().stored();
    }

    private static Subscriber subscriber(ContactHistory history) {
        return Objects.requireNonNull(history.subscriber("s1"));
    }

    private static ContactHistory reserved() {
        return withConsents();
    }

    private static ContactHistory withConsents(Consent... consents) {
        return ContactHistory.empty(LedgerKey.ofSubscriber("s1"))
                .with(Subscriber.unknown("s1").withConsents(List.of(consents)))
                .plus(List.of(contact("r1", AT)));
    }

    private static Contact contact(String id, Instant at) {
        Slot slot = new Slot(SMS, Direction.OUTBOUND, Purpose.MARKETING, null, null, null, SenderClass.CVM, null, null);
        return new Contact(id, "s1", null, slot, null, at, EXPIRY, ContactState.RESERVED, List.of());
    }

    private static Outcome outcome(String id, OutcomeType type, int seconds) {
        return new Outcome(id, type, AT.plusSeconds(seconds), null);
    }

    private static Consent said(
            @Nullable Channel channel,
            @Nullable Purpose purpose,
            @Nullable String category,
            boolean granted,
            int seconds) {
        return new Consent(channel, purpose, category, null, granted, AT.plusSeconds(seconds), null, null);
    }
}
