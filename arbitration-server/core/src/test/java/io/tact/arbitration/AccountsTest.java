package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.Accounts.Enrolled;
import io.tact.history.Change;
import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Place;
import io.tact.model.Purpose;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import io.tact.port.DecisionRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Accounts accounts = new Accounts(ledger, Sample.RETENTION);

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Subscriber subscriber(String id, String... lines) {
        return new Subscriber(id, List.of(lines), List.of(), List.of(), null, null, null, Map.of(), List.of());
    }

    private Enrolled enrol(Subscriber subscriber, @Nullable String account) {
        return join(accounts.enrol(subscriber, account, Sample.NOW));
    }

    private Optional<Accounts.Found> byId(String id) {
        return join(accounts.find(new SubscriberRef.ById(id)));
    }

    private Optional<Accounts.Found> byLine(String msisdn) {
        return join(accounts.find(new SubscriberRef.ByLine(msisdn)));
    }

    private static Contact contact(String id, String subscriber) {
        return new Contact(
                id,
                subscriber,
                null,
                Sample.marketing("A", "SMS").slot(),
                null,
                Sample.NOW,
                null,
                ContactState.SENT,
                List.of());
    }

    private void addContact(String subscriber, String id) {
        join(accounts.change(new SubscriberRef.ById(subscriber), Sample.NOW, found -> {
            Change<Integer> change = Commands.addContacts(found.history(), List.of(contact(id, subscriber)));
            return change;
        }));
    }

    @Test
    void findsASubscriberByIdAndByLine() {
        assertThat(enrol(subscriber("S-1", "+331"), null)).isEqualTo(Enrolled.CREATED);
        assertThat(enrol(subscriber("S-1", "+331"), null)).isEqualTo(Enrolled.UPDATED);
        assertThat(byId("S-1")).isPresent();
        assertThat(byLine("+331").orElseThrow().subscriber().id()).isEqualTo("S-1");
        assertThat(byId("S-2")).isEmpty();
        assertThat(byLine("+339")).isEmpty();
    }

    @Test
    void keepsTheSubscribersOfAnAccountInOneRecord() {
        enrol(subscriber("S-1", "+331"), "A-1");
        enrol(subscriber("S-2", "+332"), "A-1");

        assertThat(byLine("+332").orElseThrow().history().key()).isEqualTo(LedgerKey.ofAccount("A-1"));
        assertThat(byId("S-1").orElseThrow().history().subscribers())
                .extracting(Subscriber::id)
                .containsExactlyInAnyOrder("S-1", "S-2");
    }

    @Test
    void takesContactsAlongIntoAnAccountAndOutOfItAgain() {
        enrol(subscriber("S-1", "+331"), null);
        addContact("S-1", "c1");
        enrol(subscriber("S-2", "+332"), "A-1");
        addContact("S-2", "c2");

        enrol(subscriber("S-1", "+331"), "A-1");
        assertThat(ids(byId("S-1").orElseThrow().history())).containsExactlyInAnyOrder("c1", "c2");
        assertThat(byLine("+331").orElseThrow().history().key()).isEqualTo(LedgerKey.ofAccount("A-1"));

        enrol(subscriber("S-1", "+331"), null);
        assertThat(ids(byId("S-1").orElseThrow().history())).containsExactly("c1");
        assertThat(ids(byId("S-2").orElseThrow().history())).containsExactly("c2");
    }

    private static List<String> ids(ContactHistory history) {
        return history.contacts().stream().map(Contact::id).toList();
    }

    @Test
    void givesALineToItsNewOwner() {
        enrol(subscriber("S-1", "+331"), null);
        enrol(subscriber("S-2", "+331"), null);
        assertThat(byLine("+331").orElseThrow().subscriber().id()).isEqualTo("S-2");
    }

    @Test
    void case21ALineThatWasGivenToSomebodyElseIsTakenFromItsFormerOwner() {
        enrol(subscriber("S-1", "+331", "+332"), "A-1");
        enrol(subscriber("S-2", "+331"), "A-2");
        assertThat(byId("S-1").orElseThrow().subscriber().lines()).containsExactly("+332");
        assertThat(byId("S-2").orElseThrow().subscriber().lines()).containsExactly("+331");

        enrol(subscriber("S-1", "+332"), "A-1");
        assertThat(byLine("+331").orElseThrow().subscriber().id()).isEqualTo("S-2");
    }

    @Test
    void leavesALineThatMembersOfOneAccountShareToBoth() {
        enrol(subscriber("S-1", "+331"), "A-1");
        enrol(subscriber("S-2", "+331"), "A-1");
        assertThat(byId("S-1").orElseThrow().subscriber().lines()).containsExactly("+331");
        assertThat(byId("S-2").orElseThrow().subscriber().lines()).containsExactly("+331");
    }

    @Test
    void whoMovesOutTakesTheSharedLineAlong() {
        enrol(subscriber("S-1", "+331"), "A-1");
        enrol(subscriber("S-2", "+331"), "A-1");
        enrol(subscriber("S-2", "+331"), null);
        assertThat(byId("S-1").orElseThrow().subscriber().lines()).containsExactly("+331");
        enrol(subscriber("S-3", "+331"), null);
        assertThat(byId("S-2").orElseThrow().subscriber().lines()).isEmpty();
    }

    @Test
    void forgetsALineThatTheSubscriberNoLongerHas() {
        enrol(subscriber("S-1", "+331"), null);
        enrol(subscriber("S-1", "+332"), null);
        assertThat(byLine("+332")).isPresent();
        assertThat(byLine("+331")).isEmpty();
    }

    @Test
    void neverLosesARefusalThatIsNewerThanTheImportedConsent() {
        Instant monday = Sample.NOW;
        enrol(withConsent("S-1", false, monday), null);
        enrol(withConsent("S-1", true, monday.minusSeconds(3600)), null);
        assertThat(byId("S-1").orElseThrow().subscriber().consents())
                .singleElement()
                .satisfies(c -> assertThat(c.granted()).isFalse());
        enrol(withConsent("S-1", true, monday.plusSeconds(3600)), null);
        assertThat(byId("S-1").orElseThrow().subscriber().consents())
                .singleElement()
                .satisfies(c -> assertThat(c.granted()).isTrue());
    }

    private static Subscriber withConsent(String id, boolean granted, Instant at) {
        return subscriber(id, "+331")
                .withConsents(List.of(
                        new Consent(new Channel("SMS"), Purpose.MARKETING, null, null, granted, at, null, null)));
    }

    @Test
    void aSuppressionStaysWhateverIsSaidOfTheSubscriberLaterAndWhereverTheyMove() {
        enrol(subscriber("S-1", "+331"), null);
        Suppression told = suppression("told");
        join(accounts.change(
                new SubscriberRef.ById("S-1"),
                Sample.NOW,
                found -> Commands.suppress(found.history(), found.subscriber(), told)));

        enrol(subscriber("S-1", "+332"), "A-1");
        assertThat(suppressions("S-1")).containsExactly(told);

        Suppression other =
                new Suppression("told", null, Purpose.SERVICE, null, null, "another", null, Sample.NOW, null, null);
        Subscriber moved =
                subscriber("S-1", "+332").with(Circumstances.NONE.with(List.of(other, suppression("imported"))));
        enrol(moved, null);
        assertThat(suppressions("S-1")).containsExactly(told, suppression("imported"));
    }

    @Test
    void theOtherCircumstancesAreThoseThatWereSaidLast() {
        Place paris = new Place("FR", null, null);
        enrol(
                subscriber("S-1", "+331")
                        .with(new Circumstances(paris, paris, List.of(), List.of(), List.of(suppression("told")))),
                null);
        enrol(subscriber("S-1", "+331"), null);
        assertThat(byId("S-1").orElseThrow().subscriber().circumstances())
                .isEqualTo(Circumstances.NONE.with(List.of(suppression("told"))));
    }

    private static Suppression suppression(String id) {
        return new Suppression(id, null, null, null, null, "asked for it", null, Sample.NOW, null, null);
    }

    private List<Suppression> suppressions(String id) {
        return byId(id).orElseThrow().subscriber().circumstances().suppressions();
    }

    @Test
    void keepsWhatAnotherEnrolledBetweenTwoReads() {
        ledger.afterRead(LedgerKey.ofSubscriber("S-1"), () -> {
            enrol(subscriber("S-1", "+331"), null);
            addContact("S-1", "reserved");
        });

        enrol(subscriber("S-1", "+331"), "A-1");

        assertThat(ids(byId("S-1").orElseThrow().history())).containsExactly("reserved");
        assertThat(byId("S-1").orElseThrow().history().key()).isEqualTo(LedgerKey.ofAccount("A-1"));
    }

    @Test
    void appliesACommandAgainWhenTheRecordMoved() {
        enrol(subscriber("S-1", "+331"), null);
        int[] calls = new int[1];
        Optional<Integer> added = join(accounts.change(new SubscriberRef.ById("S-1"), Sample.NOW, found -> {
            if (calls[0]++ == 0) {
                addContact("S-1", "meanwhile");
            }
            return Commands.addContacts(found.history(), List.of(contact("mine", "S-1")));
        }));
        assertThat(added).contains(1);
        assertThat(calls[0]).isEqualTo(2);
        assertThat(ids(byId("S-1").orElseThrow().history())).containsExactlyInAnyOrder("meanwhile", "mine");
    }

    @Test
    void looksAgainForAReservationThatWasMadeElsewhereAfterTheRecordWasRead() {
        enrol(subscriber("S-1", "+331"), null);
        DecisionRow made = new DecisionRow("d1", Sample.NOW, new byte[0], "S-1", new byte[0], new byte[0]);
        join(ledger.commit(0, List.of(), made));
        ledger.afterRead(LedgerKey.ofSubscriber("S-1"), () -> addContact("S-1", "d1-1"));

        assertThat(confirm("d1-1")).contains(Commands.Settled.ALREADY);
        assertThat(confirm("d1-2")).contains(Commands.Settled.NOT_FOUND);
        assertThat(confirm("d2-1")).isEmpty();
    }

    private Optional<Commands.Settled> confirm(String reservation) {
        return join(accounts.changeReserved(
                reservation, Sample.NOW, history -> Commands.confirm(history, reservation, Sample.NOW)));
    }
}
