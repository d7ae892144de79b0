package io.tact.lifecycle;

import static io.tact.lifecycle.Town.NOW;
import static io.tact.lifecycle.Town.join;
import static io.tact.lifecycle.Town.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.lifecycle.Sweeper.Swept;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
import io.tact.port.Feeds.Feed;
import io.tact.port.Reminder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private static final Instant END = NOW.plusSeconds(60);

    private final Town town = new Town().enrol(person("anna", "+33612345678"), null);

    private List<ReservationExpired> events() {
        return join(town.store.feed(Feed.EVENTS, 0, 100)).stream()
                .map(entry -> ReservationExpired.unpack(entry.body()))
                .toList();
    }

    private Swept sweep(Instant now) {
        return join(town.sweeper.sweep(now, 10));
    }

    @Test
    void aReservationThatRanOutWithoutAWordIsToldOnce() {
        town.reserve("d1", "anna", END);

        assertThat(sweep(END.minusMillis(1))).isEqualTo(new Swept(0, 0));
        assertThat(sweep(END)).isEqualTo(new Swept(1, 1));
        assertThat(sweep(END)).isEqualTo(new Swept(0, 0));

        assertThat(events()).containsExactly(new ReservationExpired("d1-1", "SMS", "DATA-5", "DATA-5/SMS", NOW, END));
        Contact contact = town.find("anna").history().contact("d1-1").orElseThrow();
        assertThat(contact.stored()).isEqualTo(ContactState.RESERVED);
        assertThat(contact.stateAt(END)).isEqualTo(ContactState.UNKNOWN);
    }

    @Test
    void twoWhoSweepAtOnceTellItOnce() {
        town.reserve("d1", "anna", END);
        Sweeper slow = new Sweeper(
                (now, most) -> town.store.due(now, most).thenApply(found -> {
                    sweep(END);
                    return found;
                }),
                town.ledger,
                town.accounts,
                town.erasures);

        assertThat(join(slow.sweep(END, 10))).isEqualTo(new Swept(1, 0));
        assertThat(events()).hasSize(1);
    }

    @Test
    void whatTheChannelSpokeOfIsPassedOverInSilence() {
        town.reserve("sent", "anna", END);
        town.reserve("released", "anna", END);
        join(town.accounts.change(
                new SubscriberRef.ById("anna"), NOW, found -> Commands.confirm(found.history(), "sent-1", NOW)));
        join(town.accounts.change(
                new SubscriberRef.ById("anna"), NOW, found -> Commands.release(found.history(), "released-1")));

        assertThat(sweep(END)).isEqualTo(new Swept(2, 0));
        assertThat(sweep(END)).isEqualTo(new Swept(0, 0));
        assertThat(events()).isEmpty();
    }

    @Test
    void aConfirmationThatComesBetweenReadingAndTellingWins() {
        town.reserve("d1", "anna", END);
        ContactLedger interrupted = new ContactLedger() {
            @Override
            public CompletionStage<Optional<LedgerRecord>> read(LedgerKey key) {
                return town.ledger.read(key);
            }

            @Override
            public CompletionStage<CommitResult> commit(
                    long epoch,
                    List<LedgerRecord> changed,
                    List<LedgerRecord> unmoved,
                    @Nullable DecisionRow decision,
                    Alongside alongside) {
                join(town.accounts.change(
                        new SubscriberRef.ById("anna"), END, found -> Commands.confirm(found.history(), "d1-1", END)));
                return town.ledger.commit(epoch, changed, unmoved, decision, alongside);
            }

            @Override
            public CompletionStage<Optional<DecisionRow>> decision(String id) {
                return town.ledger.decision(id);
            }
        };
        Sweeper slow = new Sweeper(town.store::due, interrupted, town.accounts, town.erasures);

        assertThat(join(slow.sweep(END, 10))).isEqualTo(new Swept(1, 0));
        assertThat(sweep(END)).isEqualTo(new Swept(1, 0));
        assertThat(sweep(END)).isEqualTo(new Swept(0, 0));
        assertThat(events()).isEmpty();
    }

    @Test
    void aRecordThatDoesNotKnowTheReservationYetSettlesNothing() {
        ContactHistory early = town.find("anna").history();
        town.reserve("d1", "anna", END);
        ContactLedger behind = reading(early.key(), CompletableFuture.completedFuture(Optional.of(early)));
        Sweeper stale = new Sweeper(town.store::due, behind, new Accounts(behind, Town.RETENTION), town.erasures);

        assertThat(join(stale.sweep(END, 10))).isEqualTo(new Swept(1, 0));
        assertThat(sweep(END)).isEqualTo(new Swept(1, 1));
        assertThat(events()).hasSize(1);
    }

    @Test
    void aStepIsBoundedAndTheNextGoesOn() {
        for (int i = 0; i < 5; i++) {
            town.reserve("d" + i, "anna", END.plusSeconds(i));
        }

        assertThat(join(town.sweeper.sweep(END.plusSeconds(9), 1))).isEqualTo(new Swept(1, 1));
        assertThat(join(town.sweeper.sweep(END.plusSeconds(9), 10)).looked()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            sweep(END.plusSeconds(9));
        }
        assertThat(events())
                .extracting(ReservationExpired::reservation)
                .containsExactlyInAnyOrder("d0-1", "d1-1", "d2-1", "d3-1", "d4-1");
    }

    @Test
    void aRecordThatCannotBeReadHoldsUpNoOther() {
        town.enrol(person("béla"), null).enrol(person("carl"), null);
        town.reserve("d1", "anna", END);
        town.reserve("d2", "béla", END.plusMillis(1));
        join(town.erasures.erase(new Erasures.Request("carl", "support", "asked", NOW)));
        ContactLedger damaged = reading(
                LedgerKey.ofSubscriber("anna"),
                CompletableFuture.failedFuture(new CouldNotDecideException("the record is damaged")));
        Sweeper sweeper = new Sweeper(town.store::due, damaged, new Accounts(damaged, Town.RETENTION), town.erasures);
        Instant later = END.plus(Erasures.LATEST_DRY_RUN);

        Swept swept = join(sweeper.sweep(later, 10));

        assertThat(swept.expired()).isEqualTo(1);
        assertThat(swept.failures()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageContaining("the record is damaged"));
        assertThat(join(town.store.due(later, 10)))
                .as("what is due still")
                .extracting(Reminder::id)
                .containsExactly("d1-1");
        assertThat(sweep(later)).isEqualTo(new Swept(1, 1));
        assertThat(events()).extracting(ReservationExpired::reservation).containsExactly("d2-1", "d1-1");
    }

    @Test
    void whoMovedToAnotherAccountIsFoundThere() {
        town.reserve("d1", "anna", END);
        town.enrol(person("anna", "+33612345678"), "family");

        assertThat(sweep(END)).isEqualTo(new Swept(1, 1));
    }

    @Test
    void ofAnErasedSubscriberNothingIsTold() {
        town.reserve("d1", "anna", END);
        assertThat(join(town.erasures.erase(new Erasures.Request("anna", "anonymous", "asked", NOW))))
                .isPresent();

        assertThat(sweep(END).expired()).isZero();
        assertThat(events()).isEmpty();
    }

    /** The town's ledger, of which one record is read differently. */
    private ContactLedger reading(LedgerKey one, CompletionStage<Optional<LedgerRecord>> differently) {
        return new ContactLedger() {
            @Override
            public CompletionStage<Optional<LedgerRecord>> read(LedgerKey key) {
                return key.equals(one) ? differently : town.ledger.read(key);
            }

            @Override
            public CompletionStage<CommitResult> commit(
                    long epoch,
                    List<LedgerRecord> changed,
                    List<LedgerRecord> unmoved,
                    @Nullable DecisionRow decision,
                    Alongside alongside) {
                return town.ledger.commit(epoch, changed, unmoved, decision, alongside);
            }

            @Override
            public CompletionStage<Optional<DecisionRow>> decision(String id) {
                return town.ledger.decision(id);
            }
        };
    }
}
