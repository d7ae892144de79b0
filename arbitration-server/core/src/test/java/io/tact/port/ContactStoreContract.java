package io.tact.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.LedgerKey;
import io.tact.ruleset.RulesetVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ContactStore} must do. */
@SuppressWarnings("NullAway.Init") // fields are set before each test
public abstract class ContactStoreContract {
    private static final LedgerKey ANNA = LedgerKey.ofSubscriber("anna");
    private static final LedgerKey BELA = LedgerKey.ofSubscriber("béla \uD83D\uDE80");
    private static final RulesetVersion AUTUMN = new RulesetVersion("retail", "00aa");
    private static final RulesetVersion WINTER = new RulesetVersion("retail", "00bb");

    @TempDir
    protected Path folder;

    protected ContactStore store;

    /** Opens the store kept in a folder, making it if it is not there. */
    protected abstract ContactStore open(Path folder);

    @BeforeEach
    void openStore() {
        store = open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void knowsNothingThatWasNeverStored() {
        assertThat(get(store.load(ANNA))).isEmpty();
        assertThat(get(store.decision("d1"))).isEmpty();
        assertThat(store.unhealthy()).isEmpty();
    }

    @Test
    void insertsOnlyWhereThereIsNone() {
        assertThat(commit(write(ANNA, 0, "first"))).isEqualTo(new CommitResult.Committed());
        assertThat(commit(write(ANNA, 0, "second"))).isEqualTo(new CommitResult.Conflict(ANNA));
        assertThat(text(ANNA)).isEqualTo("1 first");
    }

    @Test
    void writesOnlyOnTheVersionThatWasRead() {
        commit(write(ANNA, 0, "one"));
        assertThat(commit(write(ANNA, 2, "skipped"))).isEqualTo(new CommitResult.Conflict(ANNA));
        assertThat(commit(write(ANNA, 1, "two"))).isEqualTo(new CommitResult.Committed());
        assertThat(commit(write(ANNA, 1, "late"))).isEqualTo(new CommitResult.Conflict(ANNA));
        assertThat(text(ANNA)).isEqualTo("2 two");
    }

    @Test
    void refusesAWriteOnARecordThatIsNotThere() {
        assertThat(commit(write(ANNA, 3, "ghost"))).isEqualTo(new CommitResult.Conflict(ANNA));
        assertThat(get(store.load(ANNA))).isEmpty();
    }

    @Test
    void allWritesOfACommitAndItsDecisionBecomeTrueTogether() {
        StoreCommit both =
                new StoreCommit(0, List.of(write(ANNA, 0, "a"), write(BELA, 0, "b")), row("d1", "print", "answer"));
        assertThat(get(store.commit(both))).isEqualTo(new CommitResult.Committed());
        assertThat(text(ANNA)).isEqualTo("1 a");
        assertThat(text(BELA)).isEqualTo("1 b");
        DecisionRow stored = get(store.decision("d1")).orElseThrow();
        assertThat(stored).usingRecursiveComparison().isEqualTo(row("d1", "print", "answer"));
    }

    @Test
    void aConflictInOneWriteChangesNothingAtAll() {
        commit(write(BELA, 0, "b"));
        StoreCommit both =
                new StoreCommit(0, List.of(write(ANNA, 0, "a"), write(BELA, 0, "again")), row("d1", "print", "answer"));
        assertThat(get(store.commit(both))).isEqualTo(new CommitResult.Conflict(BELA));
        assertThat(get(store.load(ANNA))).isEmpty();
        assertThat(text(BELA)).isEqualTo("1 b");
        assertThat(get(store.decision("d1"))).isEmpty();
    }

    @Test
    void aDecisionThatChangesNothingHoldsOnlyWhileWhatItReadHasNotMoved() {
        commit(write(ANNA, 0, "one"));
        commit(write(ANNA, 1, "two"));
        assertThat(get(store.commit(unmoved(ANNA, 1, "d1")))).isEqualTo(new CommitResult.Conflict(ANNA));
        assertThat(get(store.decision("d1"))).isEmpty();
        assertThat(get(store.commit(unmoved(ANNA, 2, "d1")))).isEqualTo(new CommitResult.Committed());
        assertThat(get(store.commit(unmoved(BELA, 1, "d2")))).isEqualTo(new CommitResult.Conflict(BELA));
        assertThat(get(store.commit(unmoved(BELA, 0, "d2")))).isEqualTo(new CommitResult.Committed());
        assertThat(text(ANNA)).isEqualTo("2 two");
    }

    @Test
    void whatOneCommitOfAGroupWritesHasMovedForTheNext() {
        CompletionStage<CommitResult> writing = store.commit(new StoreCommit(0, List.of(write(ANNA, 0, "a")), null));
        CompletionStage<CommitResult> reading = store.commit(unmoved(ANNA, 0, "d1"));
        assertThat(get(writing)).isEqualTo(new CommitResult.Committed());
        assertThat(get(reading)).isEqualTo(new CommitResult.Conflict(ANNA));
    }

    private static StoreCommit unmoved(LedgerKey key, long version, String id) {
        return new StoreCommit(0, List.of(), List.of(new RecordVersion(key, version)), row(id, "print", "nothing"));
    }

    @Test
    void theSameRequestIsAnsweredAsItWasTheFirstTime() {
        get(store.commit(new StoreCommit(0, List.of(write(ANNA, 0, "a")), row("d1", "print", "first"))));
        CommitResult again =
                get(store.commit(new StoreCommit(0, List.of(write(ANNA, 1, "b")), row("d1", "print", "second"))));
        assertThat(again).usingRecursiveComparison().isEqualTo(new CommitResult.Replayed(row("d1", "print", "first")));
        assertThat(text(ANNA)).isEqualTo("1 a");
    }

    @Test
    void anotherRequestUnderTheSameIdIsRefused() {
        get(store.commit(new StoreCommit(0, List.of(), row("d1", "print", "first"))));
        CommitResult other =
                get(store.commit(new StoreCommit(0, List.of(write(ANNA, 0, "a")), row("d1", "other", "second"))));
        assertThat(other).isEqualTo(new CommitResult.KeyReused());
        assertThat(get(store.load(ANNA))).isEmpty();
    }

    @Test
    void aReplayIsKnownEvenWhereTheEpochAndTheRecordHaveMovedOn() {
        long epoch = get(store.activate(AUTUMN));
        get(store.commit(new StoreCommit(epoch, List.of(write(ANNA, 0, "a")), row("d1", "print", "first"))));
        get(store.activate(WINTER));
        assertThat(get(store.commit(new StoreCommit(epoch, List.of(write(ANNA, 0, "a")), row("d1", "print", "first")))))
                .isInstanceOf(CommitResult.Replayed.class);
    }

    @Test
    void recordsADecisionThatChangesNoRecord() {
        assertThat(get(store.commit(new StoreCommit(0, List.of(), row("d1", "print", "nothing to say")))))
                .isEqualTo(new CommitResult.Committed());
        assertThat(get(store.decision("d1"))).isPresent();
    }

    @Test
    void refusesWhatWasDecidedUnderAnotherEpoch() {
        long autumn = get(store.activate(AUTUMN));
        assertThat(autumn).isEqualTo(1);
        assertThat(get(store.commit(new StoreCommit(autumn, List.of(write(ANNA, 0, "a")), null))))
                .isEqualTo(new CommitResult.Committed());
        assertThat(get(store.activate(WINTER))).isEqualTo(2);
        assertThat(get(store.commit(new StoreCommit(autumn, List.of(write(ANNA, 1, "b")), null))))
                .isEqualTo(new CommitResult.StaleEpoch(2));
        assertThat(text(ANNA)).isEqualTo("1 a");
    }

    @Test
    void saysWhatIsActive() {
        assertThat(get(store.active())).isEmpty();
        get(store.activate(AUTUMN));
        assertThat(get(store.active())).contains(new Activation(1, AUTUMN));
        get(store.activate(WINTER));
        assertThat(get(store.active())).contains(new Activation(2, WINTER));
        reopen();
        assertThat(get(store.active())).contains(new Activation(2, WINTER));
    }

    @Test
    void manyActivationsAtOnceAreOneEpochEach() {
        List<CompletionStage<Long>> activations = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            activations.add(store.activate(new RulesetVersion("retail", "v" + i)));
        }
        assertThat(activations.stream().map(ContactStoreContract::get))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(get(store.active()).orElseThrow().epoch()).isEqualTo(12);
    }

    @Test
    void versionsAreToldApartByAllOfTheirHashAndOlderOnesAreRead() {
        RulesetVersion older = new RulesetVersion("retail", "0123456789abcdef");
        RulesetVersion whole = new RulesetVersion("retail", "0123456789abcdef" + "0".repeat(48));
        RulesetVersion other = new RulesetVersion("retail", "0123456789abcdef" + "0".repeat(47) + "1");
        assertThat(get(store.activate(older))).isEqualTo(1);
        reopen();
        assertThat(get(store.active())).contains(new Activation(1, older));
        assertThat(get(store.activate(whole))).isEqualTo(2);
        assertThat(get(store.activate(other))).isEqualTo(3);
        reopen();
        assertThat(get(store.active())).contains(new Activation(3, other));
    }

    @Test
    void activatingTheActiveVersionChangesNothingNotEvenAfterReopening() {
        assertThat(get(store.activate(AUTUMN))).isEqualTo(1);
        assertThat(get(store.activate(AUTUMN))).isEqualTo(1);
        reopen();
        assertThat(get(store.activate(AUTUMN))).isEqualTo(1);
        assertThat(get(store.activate(WINTER))).isEqualTo(2);
        assertThat(get(store.activate(AUTUMN))).isEqualTo(3);
        reopen();
        assertThat(get(store.commit(new StoreCommit(2, List.of(write(ANNA, 0, "a")), null))))
                .isEqualTo(new CommitResult.StaleEpoch(3));
    }

    @Test
    void whatWasCommittedOutlivesTheStore() {
        byte[] large = new byte[200_000];
        get(store.commit(new StoreCommit(
                0, List.of(new RecordWrite(ANNA, 0, large), write(BELA, 0, "")), row("d1", "print", "answer"))));
        reopen();
        assertThat(get(store.load(ANNA)).orElseThrow().bytes()).isEqualTo(large);
        assertThat(text(BELA)).isEqualTo("1 ");
        assertThat(get(store.decision("d1"))).isPresent();
        assertThat(commit(write(ANNA, 0, "again"))).isEqualTo(new CommitResult.Conflict(ANNA));
    }

    @Test
    void eachCommitOfAGroupSucceedsOrFailsAlone() {
        commit(write(BELA, 0, "b"));
        List<CompletionStage<CommitResult>> group = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            LedgerKey own = LedgerKey.ofAccount("own-" + i);
            List<RecordWrite> writes =
                    i % 2 == 0 ? List.of(write(own, 0, "x")) : List.of(write(own, 0, "x"), write(BELA, 0, "stale"));
            group.add(store.commit(new StoreCommit(0, writes, row("d" + i, "print", "answer"))));
        }
        for (int i = 0; i < 50; i++) {
            boolean good = i % 2 == 0;
            assertThat(get(group.get(i)))
                    .isEqualTo(good ? new CommitResult.Committed() : new CommitResult.Conflict(BELA));
            assertThat(get(store.load(LedgerKey.ofAccount("own-" + i))).isPresent())
                    .isEqualTo(good);
            assertThat(get(store.decision("d" + i)).isPresent()).isEqualTo(good);
        }
    }

    @Test
    void twoOfTheSameIdInOneGroupAreOneCommitAndOneReplay() {
        List<CompletionStage<CommitResult>> group = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            group.add(store.commit(new StoreCommit(0, List.of(), row("twin-" + i / 2, "print", "answer"))));
        }
        for (int i = 0; i < 40; i++) {
            assertThat(get(group.get(i)))
                    .isInstanceOf(i % 2 == 0 ? CommitResult.Committed.class : CommitResult.Replayed.class);
        }
    }

    @Test
    void losesNoUpdateOfManyWriters() throws Exception {
        int writers = 64;
        int each = 5;
        AtomicInteger conflicts = new AtomicInteger();
        atOnce(writers, () -> {
            for (int i = 0; i < each; i++) {
                increment(conflicts);
            }
        });
        int total = writers * each;
        assertThat(text(ANNA)).isEqualTo(total + " " + total);
    }

    /** Each thread looks before it commits, as a node does for a key, so most know that there was no such decision a moment ago. */
    @Test
    void manyWhoLookedForAKeyAndFoundNothingMakeOneDecisionOfIt() throws Exception {
        int keys = 200;
        Queue<String> committed = new ConcurrentLinkedQueue<>();
        atOnce(8, () -> {
            for (int i = 0; i < keys; i++) {
                String id = "k" + i;
                get(store.decision(id));
                CommitResult result = get(store.commit(new StoreCommit(0, List.of(), row(id, "print", "answer"))));
                if (result instanceof CommitResult.Committed) {
                    committed.add(id);
                } else {
                    assertThat(result).isInstanceOf(CommitResult.Replayed.class);
                }
            }
        });
        assertThat(committed).hasSize(keys).doesNotHaveDuplicates();
    }

    private static void atOnce(int count, Runnable task) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                running.add(threads.submit(() -> {
                    start.await();
                    task.run();
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void increment(AtomicInteger conflicts) {
        while (true) {
            Optional<StoredRecord> read = get(store.load(ANNA));
            long version = read.map(StoredRecord::version).orElse(0L);
            int count = read.map(r -> Integer.parseInt(new String(r.bytes(), UTF_8)))
                    .orElse(0);
            assertThat(version).as("one version per update").isEqualTo(count);
            if (commit(write(ANNA, version, Integer.toString(count + 1))) instanceof CommitResult.Committed) {
                return;
            }
            conflicts.incrementAndGet();
        }
    }

    @Test
    void closingWaitsForTheCommitsUnderWay() {
        List<CompletionStage<CommitResult>> group = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            group.add(store.commit(new StoreCommit(0, List.of(write(LedgerKey.ofAccount("c" + i), 0, "x")), null)));
        }
        store.close();
        store.close();
        for (CompletionStage<CommitResult> commit : group) {
            assertThat(get(commit)).isEqualTo(new CommitResult.Committed());
        }
        store = open(folder);
        for (int i = 0; i < 200; i++) {
            assertThat(get(store.load(LedgerKey.ofAccount("c" + i)))).isPresent();
        }
    }

    @Test
    void aClosedStoreSaysSoAndChangesNothing() {
        store.close();
        assertThat(store.unhealthy()).isPresent();
        assertThat(store.commit(new StoreCommit(0, List.of(write(ANNA, 0, "a")), null)))
                .failsWithin(java.time.Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(CouldNotDecideException.class);
        store = open(folder);
        assertThat(get(store.load(ANNA))).isEmpty();
    }

    private void reopen() {
        store.close();
        store = open(folder);
    }

    private CommitResult commit(RecordWrite write) {
        return get(store.commit(new StoreCommit(0, List.of(write), null)));
    }

    private String text(LedgerKey key) {
        StoredRecord stored = get(store.load(key)).orElseThrow();
        assertThat(stored.key()).isEqualTo(key);
        return stored.version() + " " + new String(stored.bytes(), UTF_8);
    }

    private static RecordWrite write(LedgerKey key, long from, String text) {
        return new RecordWrite(key, from, text.getBytes(UTF_8));
    }

    private static DecisionRow row(String id, String fingerprint, @Nullable String answer) {
        return new DecisionRow(
                id,
                Instant.parse("2026-11-28T09:30:00.123Z"),
                fingerprint.getBytes(UTF_8),
                "anna",
                (answer == null ? "" : answer).getBytes(UTF_8),
                new byte[] {0, 1, -1});
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
