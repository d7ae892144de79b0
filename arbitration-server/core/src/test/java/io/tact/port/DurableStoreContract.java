package io.tact.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.LedgerKey;
import io.tact.port.DecisionLog.Kind;
import io.tact.port.Feeds.Append;
import io.tact.port.Feeds.Entry;
import io.tact.port.Feeds.Feed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link DurableStore} must do beside what {@link ContactStoreContract} says. */
@SuppressWarnings("NullAway.Init") // fields are set before each test
public abstract class DurableStoreContract {
    private static final LedgerKey ANNA = LedgerKey.ofSubscriber("anna");
    private static final Instant NINE = Instant.parse("2026-11-28T09:00:00.123Z");
    private static final CommitResult COMMITTED = new CommitResult.Committed();

    @TempDir
    protected Path folder;

    protected DurableStore store;

    /** Opens the store kept in a folder, making it if it is not there. */
    protected abstract DurableStore open(Path folder);

    @BeforeEach
    void openStore() {
        store = open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = open(folder);
    }

    // --- the log of decisions

    @Test
    void aDryRunIsFoundByItsIdAndOutlivesTheStore() {
        get(store.record(List.of(row("d1", 0, "anna"), row("d2", 1, "anna"))));
        reopen();
        assertThat(get(store.decision("d2")).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(row("d2", 1, "anna"));
        get(store.record(List.of()));
    }

    @Test
    void aDryRunNeverTakesThePlaceOfAnotherDecision() {
        decide("d1", 0, "anna");
        get(store.record(List.of(row("d1", 5, "béla"), row("d2", 5, "béla"), row("d2", 6, "béla"))));
        assertThat(get(store.decision("d1")).orElseThrow().subscriber()).isEqualTo("anna");
        assertThat(ids(store.decisionsOf("béla", LogPlace.START, 10))).containsExactly("d2");
        assertThat(get(store.decision("d2")).orElseThrow().at()).isEqualTo(at(5));
    }

    @Test
    void aSubscribersDecisionsAreReadInOrderAndPageByPage() {
        decide("d3", 3, "anna");
        decide("d1", 1, "anna");
        get(store.record(List.of(row("d2", 1, "anna"), row("x", 2, "ann"), row("y", 2, "annas"))));
        reopen();
        List<DecisionRow> first = get(store.decisionsOf("anna", LogPlace.START, 2));
        assertThat(first).extracting(DecisionRow::id).containsExactly("d1", "d2");
        assertThat(ids(store.decisionsOf("anna", LogPlace.of(first.get(0)), 2))).containsExactly("d2", "d3");
        assertThat(ids(store.decisionsOf("anna", LogPlace.of(first.get(1)), 2))).containsExactly("d3");
        assertThat(ids(store.decisionsOf("nobody", LogPlace.START, 2))).isEmpty();
    }

    @Test
    void aSubscribersDecisionsAreErasedInStepsUpToAnInstant() {
        for (int i = 0; i < 5; i++) {
            decide("d" + i, i, "anna");
        }
        get(store.record(List.of(row("dry", 2, "anna"), row("hers", 2, "béla"))));
        assertThat(get(store.erase("anna", at(3), 3))).isEqualTo(3);
        assertThat(get(store.erase("anna", at(3), 3))).isEqualTo(2);
        assertThat(get(store.erase("anna", at(3), 3))).isZero();
        reopen();
        assertThat(ids(store.decisionsOf("anna", LogPlace.START, 10))).containsExactly("d4");
        assertThat(get(store.decision("d2"))).isEmpty();
        assertThat(get(store.decision("dry"))).isEmpty();
        assertThat(get(store.decision("hers"))).isPresent();
    }

    @Test
    void dropsWhatDecisionsWereDecidedFrom() {
        decide("d1", 1, "anna");
        get(store.record(List.of(row("d2", 2, "anna"))));
        get(store.dropInputs(Set.of("d1", "d2", "unheard-of")));
        reopen();
        assertThat(get(store.decisionsOf("anna", LogPlace.START, 10)))
                .usingRecursiveComparison()
                .isEqualTo(List.of(
                        row("d1", 1, "anna").withoutInputs(),
                        row("d2", 2, "anna").withoutInputs()));
        assertThat(get(store.decision("unheard-of"))).isEmpty();
    }

    @Test
    void forgetsEachKindByItsOwnAgeTheOldestFirst() {
        for (int i = 0; i < 4; i++) {
            decide("d" + i, i, "anna");
            get(store.record(List.of(row("dry" + i, i, "anna"))));
        }
        assertThat(get(store.prune(Kind.DRY_RUN, at(3), 2))).isEqualTo(2);
        assertThat(get(store.decision("dry1"))).isEmpty();
        assertThat(get(store.decision("dry2"))).isPresent();
        assertThat(get(store.prune(Kind.DRY_RUN, at(3), 2))).isEqualTo(1);
        assertThat(get(store.prune(Kind.DRY_RUN, at(3), 2))).isZero();
        assertThat(get(store.prune(Kind.RESERVING, at(1), 10))).isEqualTo(1);
        reopen();
        assertThat(get(store.prune(Kind.RESERVING, at(1), 10))).isZero();
        assertThat(ids(store.decisionsOf("anna", LogPlace.START, 10))).containsExactly("d1", "d2", "d3", "dry3");
    }

    @Test
    void whatIsForgottenMayBeDecidedAgain() {
        decide("d1", 1, "anna");
        get(store.prune(Kind.RESERVING, at(2), 10));
        decide("d1", 3, "anna");
        assertThat(get(store.decision("d1")).orElseThrow().at()).isEqualTo(at(3));
        assertThat(get(store.prune(Kind.RESERVING, at(3), 10))).isZero();
    }

    // --- reminders

    @Test
    void remindersAreDueFromTheirInstantOnTheEarliestFirst() {
        along(Alongside.reminding(List.of(expiry(3, "r3"), expiry(1, "r1"))));
        along(Alongside.reminding(List.of(new Reminder(at(2), Reminder.Kind.ERASURE, "r2", "béla"))));
        reopen();
        assertThat(get(store.due(at(0), 10))).isEmpty();
        assertThat(get(store.due(at(1), 10))).containsExactly(expiry(1, "r1"));
        assertThat(get(store.due(at(9), 2)))
                .containsExactly(expiry(1, "r1"), new Reminder(at(2), Reminder.Kind.ERASURE, "r2", "béla"));
        assertThat(get(store.due(at(9), 10))).hasSize(3);
    }

    @Test
    void aReminderIsSettledOnceAndWhatComesWithItIsTrueOnce() {
        along(Alongside.reminding(List.of(expiry(1, "r1"), expiry(1, "r2"))));
        StoreCommit settling = StoreCommit.of(settling("r1 ran out", expiry(1, "r1")));
        List<CompletionStage<CommitResult>> both = List.of(store.commit(settling), store.commit(settling));
        assertThat(get(both.get(0))).isEqualTo(COMMITTED);
        assertThat(get(both.get(1))).isEqualTo(new CommitResult.Overtaken(expiry(1, "r1")));
        reopen();
        assertThat(get(store.commit(settling))).isEqualTo(new CommitResult.Overtaken(expiry(1, "r1")));
        assertThat(get(store.due(at(9), 10))).containsExactly(expiry(1, "r2"));
        assertThat(bodies(Feed.EVENTS)).containsExactly("1 r1 ran out");
    }

    @Test
    void oneReminderThatIsGoneChangesNothingAtAll() {
        along(Alongside.reminding(List.of(expiry(1, "r1"))));
        StoreCommit two = new StoreCommit(
                0,
                List.of(new RecordWrite(ANNA, 0, new byte[] {1})),
                List.of(),
                row("d1", 1, "anna"),
                settling("both", expiry(1, "r1"), expiry(1, "gone")));
        assertThat(get(store.commit(two))).isEqualTo(new CommitResult.Overtaken(expiry(1, "gone")));
        assertThat(get(store.load(ANNA))).isEmpty();
        assertThat(get(store.decision("d1"))).isEmpty();
        assertThat(get(store.due(at(9), 10))).containsExactly(expiry(1, "r1"));
        assertThat(bodies(Feed.EVENTS)).isEmpty();
    }

    @Test
    void aReminderSetInTheSameGroupIsThereForTheNextCommit() {
        CompletionStage<CommitResult> set = store.commit(StoreCommit.of(Alongside.reminding(List.of(expiry(1, "r1")))));
        CompletionStage<CommitResult> settled = store.commit(StoreCommit.of(settling("r1", expiry(1, "r1"))));
        CompletionStage<CommitResult> again =
                store.commit(StoreCommit.of(Alongside.reminding(List.of(expiry(1, "r1")))));
        assertThat(get(set)).isEqualTo(COMMITTED);
        assertThat(get(settled)).isEqualTo(COMMITTED);
        assertThat(get(again)).isEqualTo(COMMITTED);
        assertThat(get(store.due(at(1), 10))).containsExactly(expiry(1, "r1"));
    }

    @Test
    void aReminderMaySetAnEarlierInstantThanThoseThatWereSettled() {
        along(Alongside.reminding(List.of(expiry(5, "r5"))));
        assertThat(get(store.due(at(5), 10))).hasSize(1);
        along(settling("r5", expiry(5, "r5")));
        assertThat(get(store.due(at(5), 10))).isEmpty();
        along(Alongside.reminding(List.of(expiry(1, "r1"))));
        assertThat(get(store.due(at(5), 10))).containsExactly(expiry(1, "r1"));
    }

    @Test
    void whatDoesNotHoldRemindsOfNothing() {
        StoreCommit stale = new StoreCommit(
                0,
                List.of(new RecordWrite(ANNA, 7, new byte[] {1})),
                List.of(),
                null,
                new Alongside(
                        List.of(expiry(1, "r1")),
                        List.of(),
                        List.of(event(1, "never")),
                        List.of(new RefusedAddress("h1", "s", at(1)))));
        assertThat(get(store.commit(stale))).isEqualTo(new CommitResult.Conflict(ANNA));
        assertThat(get(store.due(at(9), 10))).isEmpty();
        assertThat(bodies(Feed.EVENTS)).isEmpty();
        assertThat(get(store.refused(Set.of("h1")))).isEmpty();
    }

    // --- feeds

    @Test
    void aFeedIsReadInTheOrderInWhichItsEntriesBecameTrue() {
        List<CompletionStage<CommitResult>> group = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            group.add(store.commit(StoreCommit.of(Alongside.appending(event(20 - i, "e" + i), event(0, "f" + i)))));
        }
        along(Alongside.appending(new Append(Feed.AUDIT, at(0), "seen".getBytes(UTF_8))));
        group.forEach(commit -> assertThat(get(commit)).isEqualTo(COMMITTED));
        reopen();
        List<Entry> first = get(store.feed(Feed.EVENTS, 0, 7));
        assertThat(first).hasSize(7);
        List<Entry> rest = get(store.feed(Feed.EVENTS, first.get(6).position(), 100));
        assertThat(rest).hasSize(33);
        List<Entry> all = new ArrayList<>(first);
        all.addAll(rest);
        assertThat(all).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
        assertThat(all).extracting(e -> new String(e.body(), UTF_8)).startsWith("e1", "f1", "e2", "f2");
        assertThat(all.get(0).at()).isEqualTo(at(19));
        assertThat(bodies(Feed.AUDIT)).containsExactly("1 seen");
    }

    @Test
    void aFeedIsPrunedFromItsBeginningAndItsPositionsAreNeverUsedAgain() {
        for (int i = 1; i <= 4; i++) {
            along(Alongside.appending(event(i, "e" + i)));
        }
        assertThat(get(store.prune(Feed.EVENTS, at(3), 1))).isEqualTo(1);
        assertThat(get(store.prune(Feed.EVENTS, at(3), 10))).isEqualTo(1);
        assertThat(get(store.prune(Feed.EVENTS, at(3), 10))).isZero();
        assertThat(bodies(Feed.EVENTS)).containsExactly("3 e3", "4 e4");
        assertThat(get(store.prune(Feed.EVENTS, at(99), 10))).isEqualTo(2);
        reopen();
        along(Alongside.appending(event(5, "e5")));
        assertThat(bodies(Feed.EVENTS)).containsExactly("5 e5");
    }

    // --- refused addresses

    @Test
    void keepsEachScopeOfARefusedAddressOnce() {
        along(new Alongside(
                List.of(),
                List.of(),
                List.of(),
                List.of(new RefusedAddress("h1", "all", at(1)), new RefusedAddress("h10", "all", at(1)))));
        along(new Alongside(
                List.of(),
                List.of(),
                List.of(),
                List.of(new RefusedAddress("h1", "sms é", at(2)), new RefusedAddress("h1", "all", at(3)))));
        reopen();
        assertThat(get(store.refused(Set.of("h1", "h2"))))
                .containsExactlyInAnyOrder(
                        new RefusedAddress("h1", "all", at(3)), new RefusedAddress("h1", "sms é", at(2)));
        assertThat(get(store.refused(Set.of("h10", "h1")))).hasSize(3);
        assertThat(get(store.refused(Set.of()))).isEmpty();
    }

    @Test
    void aClosedStoreSaysSoWhateverIsAsked() {
        store.close();
        for (CompletionStage<?> asked : List.of(
                store.record(List.of(row("d1", 1, "anna"))),
                store.decisionsOf("anna", LogPlace.START, 1),
                store.erase("anna", at(1), 1),
                store.dropInputs(Set.of("d1")),
                store.prune(Kind.DRY_RUN, at(1), 1),
                store.feed(Feed.EVENTS, 0, 1),
                store.prune(Feed.EVENTS, at(1), 1),
                store.due(at(1), 1),
                store.refused(Set.of("h1")))) {
            assertThat(asked)
                    .failsWithin(java.time.Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(CouldNotDecideException.class);
        }
    }

    private void decide(String id, int minute, String subscriber) {
        assertThat(get(store.commit(new StoreCommit(0, List.of(), row(id, minute, subscriber)))))
                .isEqualTo(COMMITTED);
    }

    private void along(Alongside alongside) {
        assertThat(get(store.commit(StoreCommit.of(alongside)))).isEqualTo(COMMITTED);
    }

    private static Alongside settling(String event, Reminder... settled) {
        return new Alongside(List.of(), List.of(settled), List.of(event(1, event)), List.of());
    }

    private static Append event(int minute, String body) {
        return new Append(Feed.EVENTS, at(minute), body.getBytes(UTF_8));
    }

    private static Reminder expiry(int minute, String id) {
        return new Reminder(at(minute), Reminder.Kind.EXPIRY, id, "anna");
    }

    private List<String> bodies(Feed feed) {
        return get(store.feed(feed, 0, 100)).stream()
                .map(e -> e.position() + " " + new String(e.body(), UTF_8))
                .toList();
    }

    private static List<String> ids(CompletionStage<List<DecisionRow>> rows) {
        return get(rows).stream().map(DecisionRow::id).toList();
    }

    private static Instant at(int minute) {
        return NINE.plusSeconds(60L * minute);
    }

    private static DecisionRow row(String id, int minute, String subscriber) {
        return new DecisionRow(
                id, at(minute), "print".getBytes(UTF_8), subscriber, ("answer " + id).getBytes(UTF_8), new byte[] {
                    0, 1, -1
                });
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
