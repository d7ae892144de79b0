package io.tact.grid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.Change;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.history.Redirect;
import io.tact.history.TypicalHistory;
import io.tact.model.Contact;
import io.tact.model.Subscriber;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
import io.tact.port.Formats;
import io.tact.port.InMemoryContactStore;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import io.tact.port.StoreLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // fields are set before each test
class HazelcastContactLedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final LedgerKey KEY = LedgerKey.ofSubscriber("S-1");
    private static GridNode node;

    private InMemoryContactStore.Disk disk;
    private FaultyStore store;
    private ContactLedger ledger;

    @BeforeAll
    static void startNode() {
        node = GridNode.start(new GridSettings("ledger-test", 32, 4, new Membership.Alone()));
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @BeforeEach
    void emptyLedger() {
        node.records().clear();
        disk = new InMemoryContactStore.Disk();
        store = new FaultyStore(new InMemoryContactStore(disk));
        ledger = sharing(4);
    }

    /** As that of a member that has others, who would read the records of the grid. */
    private ContactLedger sharing(int localMebibytes) {
        return new HazelcastContactLedger(
                new GridRecords(node.records(), Runnable::run),
                node.ownership(),
                store,
                (long) localMebibytes << 20,
                Formats.NEWEST);
    }

    @Test
    void aDecisionThatChangesNothingIsRefusedWhereTheRecordMovedOn() {
        get(ledger.commit(0, List.of(history(0, 1)), null));
        behindTheGrid(1, 5);
        assertThat(get(ledger.commit(0, List.of(), List.of(history(1, 1)), row("d1", "nothing"))))
                .isEqualTo(new CommitResult.Conflict(KEY));
        LedgerRecord now = get(ledger.read(KEY)).orElseThrow();
        assertThat(now.version()).isEqualTo(2);
        assertThat(get(ledger.commit(0, List.of(), List.of(now), row("d1", "nothing"))))
                .isEqualTo(new CommitResult.Committed());
    }

    @Test
    void whatWasNeverStoredIsAbsent() {
        assertThat(get(ledger.read(KEY))).isEmpty();
    }

    @Test
    void aMissLoadsFromTheStoreOnceAndInstalls() {
        behindTheGrid(0, 2);
        assertThat(get(ledger.read(KEY)).orElseThrow()).isEqualTo(history(1, 2));
        assertThat(get(ledger.read(KEY)).orElseThrow()).isEqualTo(history(1, 2));
        assertThat(store.loads).hasValue(1);
        ContactLedger anotherLedgerOfThisGrid = sharing(4);
        assertThat(get(anotherLedgerOfThisGrid.read(KEY)).orElseThrow()).isEqualTo(history(1, 2));
        assertThat(store.loads).hasValue(1);
    }

    @Test
    void aCommitIsSeenByEveryLaterReadWithoutAskingTheStore() {
        assertThat(get(ledger.commit(0, List.of(history(0, 1)), null))).isEqualTo(new CommitResult.Committed());
        assertThat(get(ledger.read(KEY)).orElseThrow()).isEqualTo(history(1, 1));
        assertThat(get(ledger.commit(0, List.of(history(1, 2)), null))).isEqualTo(new CommitResult.Committed());
        assertThat(get(ledger.read(KEY)).orElseThrow()).isEqualTo(history(2, 2));
        assertThat(get(sharing(4).read(KEY)).orElseThrow()).isEqualTo(history(2, 2));
        assertThat(store.loads).hasValue(0);
    }

    @Test
    void aNodeThatIsAloneSharesNothing() {
        ContactLedger alone = node.ledger(store);
        assertThat(get(alone.commit(0, List.of(history(0, 1)), null))).isEqualTo(new CommitResult.Committed());
        assertThat(get(alone.read(KEY)).orElseThrow()).isEqualTo(history(1, 1));
        assertThat(get(alone.read(KEY)).orElseThrow()).isEqualTo(history(1, 1));
        assertThat(get(alone.commit(0, List.of(history(1, 2)), null))).isEqualTo(new CommitResult.Committed());
        assertThat(get(alone.read(KEY)).orElseThrow()).isEqualTo(history(2, 2));
        assertThat(store.loads).hasValue(0);
        assertThat(node.records().isEmpty()).isTrue();

        ContactLedger afterARestart = node.ledger(store);
        behindTheGrid(2, 3);
        assertThat(get(afterARestart.read(KEY)).orElseThrow()).isEqualTo(history(3, 3));
        assertThat(get(alone.commit(0, List.of(history(2, 9)), null))).isEqualTo(new CommitResult.Conflict(KEY));
        assertThat(get(alone.read(KEY)).orElseThrow()).isEqualTo(history(3, 3));
        assertThat(get(alone.commit(0, List.of(history(3, 4)), null))).isEqualTo(new CommitResult.Committed());
        assertThat(node.records().isEmpty()).isTrue();
    }

    @Test
    void redirectsAreCommittedWithTheHistoryTheyPointTo() {
        Redirect line = new Redirect(LedgerKey.ofLine("+336"), 0, KEY, "S-1");
        get(ledger.commit(0, List.of(history(0, 1), line), null));
        assertThat(get(ledger.read(line.key())).orElseThrow()).isEqualTo(new Redirect(line.key(), 1, KEY, "S-1"));
    }

    @Test
    void anotherWritersCommitIsAConflictAndThenTheirRecordIsRead() {
        get(ledger.commit(0, List.of(history(0, 1)), null));
        behindTheGrid(1, 5);
        assertThat(get(ledger.read(KEY)).orElseThrow().version())
                .as("what is held is behind")
                .isEqualTo(1);
        assertThat(get(ledger.commit(0, List.of(history(1, 2)), null))).isEqualTo(new CommitResult.Conflict(KEY));
        assertThat(get(ledger.read(KEY)).orElseThrow()).isEqualTo(history(2, 5));
        assertThat(get(ledger.commit(0, List.of(history(2, 6)), null))).isEqualTo(new CommitResult.Committed());
    }

    @Test
    void anOlderRecordNeverReplacesANewerOneInTheGrid() {
        get(ledger.commit(0, List.of(history(0, 1)), null));
        get(ledger.commit(0, List.of(history(1, 2)), null));
        node.records().executeOnKey(KEY.value(), new InstallIfNewer(RecordCodec.encode(history(0, 0), 1)));
        node.records().executeOnKey(KEY.value(), new DropIfNotNewer(1));
        assertThat(node.records().get(KEY.value())).isEqualTo(RecordCodec.encode(history(1, 2), 2));
    }

    @Test
    void aCommitThatFailedOnlyAfterItWasDurableIsFoundInTheStore() {
        get(ledger.commit(0, List.of(history(0, 1)), null));
        store.fault = FaultyStore.Fault.AFTER_COMMITTING;
        assertThat(get(ledger.commit(0, List.of(history(1, 2)), row("d1", "answer"))))
                .isEqualTo(new CommitResult.Committed());
        assertThat(get(ledger.read(KEY)).orElseThrow()).isEqualTo(history(2, 2));
    }

    @Test
    void aCommitThatNeverHappenedCannotBeDecidedAndTheOldRecordStands() {
        get(ledger.commit(0, List.of(history(0, 1)), null));
        store.fault = FaultyStore.Fault.BEFORE_COMMITTING;
        failsToDecide(ledger.commit(0, List.of(history(1, 2)), row("d1", "answer")));
        assertThat(get(ledger.read(KEY)).orElseThrow()).isEqualTo(history(1, 1));
        store.fault = FaultyStore.Fault.NONE;
        assertThat(get(ledger.commit(0, List.of(history(1, 2)), row("d1", "answer"))))
                .isEqualTo(new CommitResult.Committed());
    }

    @Test
    void anOutcomeThatNobodyCanTellCannotBeDecidedAndIsReplayedLater() {
        store.fault = FaultyStore.Fault.EVEN_ON_LOOKUP;
        assertThat(ledger.commit(0, List.of(history(0, 1)), row("d1", "answer")))
                .failsWithin(Duration.ofSeconds(20));
        store.fault = FaultyStore.Fault.NONE;
        assertThat(get(ledger.read(KEY)).orElseThrow()).isEqualTo(history(1, 1));
        assertThat(get(ledger.commit(0, List.of(history(1, 2)), row("d1", "another"))))
                .usingRecursiveComparison()
                .isEqualTo(new CommitResult.Replayed(row("d1", "answer")));
    }

    @Test
    void aChangeWithoutADecisionWhoseOutcomeIsUnknownFails() {
        store.fault = FaultyStore.Fault.AFTER_COMMITTING;
        failsToDecide(ledger.commit(0, List.of(history(0, 1)), null));
        assertThat(get(ledger.read(KEY)).orElseThrow()).isEqualTo(history(1, 1));
    }

    @Test
    void losesNoneOfTheChangesOfSixtyFourCallers() throws Exception {
        Accounts accounts = new Accounts(ledger, ContactHistory.DEFAULT_RETENTION);
        get(accounts.enrol(Subscriber.unknown("S-1"), null, NOW));
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Future<Optional<Integer>>> running = new ArrayList<>();
            for (int caller = 0; caller < 64; caller++) {
                String id = "c" + caller;
                running.add(threads.submit(() -> get(
                        accounts.change(new SubscriberRef.ById("S-1"), NOW, found -> adding(found.history(), id)))));
            }
            for (Future<Optional<Integer>> change : running) {
                assertThat(change.get(60, TimeUnit.SECONDS)).isPresent();
            }
        } finally {
            threads.shutdownNow();
        }
        ContactHistory after = (ContactHistory) get(ledger.read(KEY)).orElseThrow();
        assertThat(after.contacts()).hasSize(64);
        assertThat(after.version()).isEqualTo(65);
    }

    @Test
    void aSubscriberWhomAnotherNodeMovedIsFoundWhereTheyAre() {
        Accounts here = new Accounts(ledger, ContactHistory.DEFAULT_RETENTION);
        Accounts elsewhere =
                new Accounts(new StoreLedger(new InMemoryContactStore(disk)), ContactHistory.DEFAULT_RETENTION);
        SubscriberRef who = new SubscriberRef.ById("S-1");
        get(here.enrol(Subscriber.unknown("S-1"), "A-1", NOW));
        get(elsewhere.enrol(Subscriber.unknown("S-1"), "A-2", NOW));
        get(here.enrol(Subscriber.unknown("S-2"), "A-1", NOW));

        assertThat(get(here.find(who)).orElseThrow().history().key()).isEqualTo(LedgerKey.ofAccount("A-2"));
        assertThat(get(here.enrol(Subscriber.unknown("S-1"), "A-3", NOW))).isEqualTo(Accounts.Enrolled.UPDATED);
    }

    @Test
    void aSubscriberWhoWasErasedIsFoundWhenAnotherNodeEnrolledThemAgain() {
        Accounts here = new Accounts(ledger, ContactHistory.DEFAULT_RETENTION);
        Accounts elsewhere =
                new Accounts(new StoreLedger(new InMemoryContactStore(disk)), ContactHistory.DEFAULT_RETENTION);
        get(ledger.commit(0, List.of(new Redirect(KEY, 0, null, null)), null));
        assertThat(get(here.find(new SubscriberRef.ById("S-1")))).isEmpty();

        get(elsewhere.enrol(Subscriber.unknown("S-1"), null, NOW));
        assertThat(get(here.find(new SubscriberRef.ById("S-1")))).isPresent();
    }

    @Test
    void whatIsCommittedIsReadEvenWhenNothingIsHeldHereAndReadsRaceWithIt() {
        ContactLedger gridOnly = sharing(0);
        for (int round = 0; round < 500; round++) {
            CompletionStage<Optional<LedgerRecord>> racing = gridOnly.read(KEY);
            get(gridOnly.commit(0, List.of(history(round, 1)), null));
            assertThat(get(gridOnly.read(KEY)).orElseThrow().version()).isEqualTo(round + 1);
            get(racing);
        }
    }

    private static Change<Integer> adding(ContactHistory history, String id) {
        Contact like = TypicalHistory.of("S-1", 1).contacts().get(0);
        Contact contact = new Contact(id, "S-1", null, like.slot(), null, NOW, null, like.stored(), like.outcomes());
        return new Change<>(history.plus(List.of(contact)), history.contacts().size());
    }

    private void behindTheGrid(long from, int contacts) {
        RecordWrite write = new RecordWrite(KEY, from, RecordCodec.encode(history(from, contacts), from + 1));
        get(new InMemoryContactStore(disk).commit(new StoreCommit(0, List.of(write), null)));
    }

    private static ContactHistory history(long version, int contacts) {
        ContactHistory typical = TypicalHistory.of("S-1", contacts);
        return new ContactHistory(KEY, version, typical.floor(), typical.subscribers(), typical.contacts());
    }

    private static DecisionRow row(String id, @Nullable String answer) {
        return new DecisionRow(
                id,
                Instant.EPOCH,
                new byte[] {1, 2},
                "S-1",
                String.valueOf(answer).getBytes(UTF_8),
                new byte[] {3});
    }

    private static void failsToDecide(CompletionStage<?> stage) {
        assertThat(stage)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(CouldNotDecideException.class);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
