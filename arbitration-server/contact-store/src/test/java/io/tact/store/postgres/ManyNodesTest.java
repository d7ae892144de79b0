package io.tact.store.postgres;

import static io.tact.store.postgres.Commits.get;
import static io.tact.store.postgres.Commits.key;
import static io.tact.store.postgres.Commits.write;
import static io.tact.store.postgres.SharedServer.SERVER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tact.port.Activation;
import io.tact.port.CommitResult;
import io.tact.port.RecordVersion;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import io.tact.port.StoredRecord;
import io.tact.ruleset.RulesetVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes on one database. */
class ManyNodesTest {
    private static final int NODES = 3;
    private static final int CONNECTIONS = 6;
    private static final int WORKERS = 12;
    private static final int ACCOUNTS = 6;
    private static final int EACH = 40;

    private final List<PostgresContactStore> nodes = new ArrayList<>();

    @BeforeEach
    void open() {
        String url = SERVER.newDatabase();
        for (int i = 0; i < NODES; i++) {
            nodes.add(open(url));
        }
    }

    /** Nothing here is about being late: on a busy machine one may hold what another wants for seconds. */
    private static PostgresContactStore open(String url) {
        PostgresSettings.Timeouts patient = new PostgresSettings.Timeouts(
                Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(60));
        return PostgresContactStore.open(
                new PostgresSettings(url, PostgresServer.SUPERUSER, "", CONNECTIONS, patient), InstantSource.system());
    }

    @AfterEach
    void close() {
        nodes.forEach(PostgresContactStore::close);
    }

    @Test
    void everyUpdateOfEveryNodeIsThereOnceAndInOrder() throws Exception {
        everyWorker(worker -> {
            Random random = new Random(worker);
            for (int i = 0; i < EACH; i++) {
                append(nodes.get(worker % NODES), "hot-" + random.nextInt(ACCOUNTS), worker + "." + i);
            }
        });
        List<String> all = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            StoredRecord record = get(nodes.get(0).load(key("hot-" + account))).orElseThrow();
            List<String> entries = entries(record);
            assertThat(record.version()).isEqualTo(entries.size());
            all.addAll(entries);
        }
        assertThat(all).hasSize(WORKERS * EACH).doesNotHaveDuplicates();
        for (String entry : all) {
            assertThat(get(nodes.get(1).decision("d-" + entry))).isPresent();
        }
    }

    private static void append(PostgresContactStore node, String account, String entry) {
        while (true) {
            Optional<StoredRecord> read = get(node.load(key(account)));
            long version = read.map(StoredRecord::version).orElse(0L);
            String text = read.map(r -> new String(r.bytes(), UTF_8) + " ").orElse("") + entry;
            if (get(node.commit(Commits.of("d-" + entry, write(account, version, text))))
                    instanceof CommitResult.Committed) {
                return;
            }
        }
    }

    private static List<String> entries(StoredRecord record) {
        return Arrays.asList(new String(record.bytes(), UTF_8).split(" "));
    }

    @Test
    void moneyThatMovesBetweenTwoRecordsIsNeverLostNorMade() throws Exception {
        RecordWrite[] opening = new RecordWrite[ACCOUNTS];
        for (int i = 0; i < ACCOUNTS; i++) {
            opening[i] = write("m" + i, 0, "100");
        }
        get(nodes.get(0).commit(Commits.of("opening", opening)));
        everyWorker(worker -> {
            Random random = new Random(worker);
            PostgresContactStore node = nodes.get(worker % NODES);
            for (int i = 0; i < EACH / 2; i++) {
                int from = random.nextInt(ACCOUNTS);
                int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
                move(node, "m" + from, "m" + to, "move-" + worker + "." + i);
            }
        });
        int total = 0;
        long writes = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            StoredRecord record = get(nodes.get(1).load(key("m" + i))).orElseThrow();
            total += Integer.parseInt(new String(record.bytes(), UTF_8));
            writes += record.version() - 1;
        }
        assertThat(total).isEqualTo(100 * ACCOUNTS);
        assertThat(writes).isEqualTo(2L * WORKERS * (EACH / 2));
    }

    private static void move(PostgresContactStore node, String from, String to, String id) {
        while (true) {
            CompletionStage<Optional<StoredRecord>> loadingTo = node.load(key(to));
            StoredRecord a = get(node.load(key(from))).orElseThrow();
            StoredRecord b = get(loadingTo).orElseThrow();
            RecordWrite less = write(from, a.version(), Integer.toString(Integer.parseInt(text(a)) - 1));
            RecordWrite more = write(to, b.version(), Integer.toString(Integer.parseInt(text(b)) + 1));
            if (get(node.commit(Commits.of(id, less, more))) instanceof CommitResult.Committed) {
                return;
            }
        }
    }

    private static String text(StoredRecord record) {
        return new String(record.bytes(), UTF_8);
    }

    @Test
    void oneRequestSentToEveryNodeAtOnceIsDecidedOnce() throws Exception {
        AtomicInteger committed = new AtomicInteger();
        int requests = 60;
        everyWorker(worker -> {
            for (int i = 0; i < requests; i++) {
                // Some on a record of their own, some without any, where only the id is in the way.
                StoreCommit commit = i % 2 == 0
                        ? Commits.of("same-" + i)
                        : Commits.of("same-" + i, write("own-" + worker + "." + i, 0, "x"));
                CommitResult result = get(nodes.get(worker % NODES).commit(commit));
                if (result instanceof CommitResult.Committed) {
                    committed.incrementAndGet();
                } else {
                    assertThat(result).isInstanceOf(CommitResult.Replayed.class);
                }
            }
        });
        assertThat(committed).hasValue(requests);
    }

    @Test
    void whatMustNotMoveDoesNotEvenIfItWasNotThere() throws Exception {
        // Each inserts its own record only while the other's is missing: never both.
        for (int round = 0; round < 40; round++) {
            String left = "left-" + round;
            String right = "right-" + round;
            CompletionStage<CommitResult> one = nodes.get(0).commit(onlyWhileMissing(left, right));
            CompletionStage<CommitResult> other = nodes.get(1).commit(onlyWhileMissing(right, left));
            assertThat(List.of(get(one), get(other)))
                    .filteredOn(CommitResult.Committed.class::isInstance)
                    .hasSize(1);
        }
    }

    private static StoreCommit onlyWhileMissing(String own, String other) {
        return new StoreCommit(0, List.of(write(own, 0, "x")), List.of(new RecordVersion(key(other), 0)), null);
    }

    @Test
    void goodConflictingReplayedReusedAndStaleCommitsOfOneGroupEachGetTheirOwnAnswer() {
        PostgresContactStore node = nodes.get(0);
        PostgresContactStore another = nodes.get(1);
        get(node.activate(new RulesetVersion("retail", "a")));
        long epoch = get(another.activate(new RulesetVersion("retail", "b")));
        get(another.commit(Commits.of("old", write("taken", 0, "x"))));
        List<CompletionStage<CommitResult>> answers = new ArrayList<>();
        List<Class<? extends CommitResult>> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            switch (i % 6) {
                case 0 -> {
                    answers.add(node.commit(Commits.under(epoch, "d" + i, write("a" + i, 0, "x"))));
                    expected.add(CommitResult.Committed.class);
                }
                case 1 -> {
                    // On what the one before it in the same group has written.
                    answers.add(node.commit(Commits.under(epoch, "d" + i, write("a" + (i - 1), 1, "y"))));
                    expected.add(CommitResult.Committed.class);
                }
                case 2 -> {
                    answers.add(node.commit(Commits.of("d" + i, write("a" + i, 0, "x"), write("taken", 0, "y"))));
                    expected.add(CommitResult.Conflict.class);
                }
                case 3 -> {
                    answers.add(node.commit(Commits.of("old", write("a" + i, 0, "x"))));
                    expected.add(CommitResult.Replayed.class);
                }
                case 4 -> {
                    answers.add(node.commit(new StoreCommit(
                            0, List.of(write("a" + i, 0, "x")), Commits.decision("old", "another print"))));
                    expected.add(CommitResult.KeyReused.class);
                }
                default -> {
                    answers.add(node.commit(Commits.under(epoch - 1, "d" + i, write("a" + i, 0, "x"))));
                    expected.add(CommitResult.StaleEpoch.class);
                }
            }
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(get(answers.get(i))).as("commit %d", i).isInstanceOf(expected.get(i));
        }
        for (int i = 0; i < answers.size(); i++) {
            boolean first = expected.get(i) == CommitResult.Committed.class && i % 6 == 0;
            Optional<StoredRecord> stored = get(another.load(key("a" + i)));
            assertThat(stored.map(StoredRecord::version)).isEqualTo(first ? Optional.of(2L) : Optional.empty());
        }
    }

    @Test
    void aDatabaseThatIsolatesMoreByDefaultLetsNoCommitSlipIntoAnotherEpochEither() throws SQLException {
        String url = SERVER.newDatabase();
        PostgresServer.execute(
                url,
                "ALTER DATABASE " + url.replaceFirst(".*/", "")
                        + " SET default_transaction_isolation = 'repeatable read'");
        try (PostgresContactStore node = open(url);
                Connection another = PostgresServer.connect(url)) {
            long epoch = get(node.activate(new RulesetVersion("retail", "1")));
            another.setAutoCommit(false);
            try (Statement sql = another.createStatement()) {
                sql.execute("SELECT pg_advisory_xact_lock(" + Activations.LOCK + ")");
                sql.execute("INSERT INTO tact.activations (epoch, name, hash) VALUES (2, 'retail', '2')");
            }
            CompletionStage<CommitResult> late = node.commit(Commits.under(epoch, "late", write("one", 0, "x")));
            await("it to wait for the activation")
                    .until(() -> PostgresServer.number(url, "SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
            another.commit();

            assertThat(get(late)).isEqualTo(new CommitResult.StaleEpoch(2));
        }
    }

    @Test
    void activationsOfManyNodesAreOneEpochEachAndNoCommitSlipsIntoAnother() throws Exception {
        everyWorker(worker -> {
            PostgresContactStore node = nodes.get(worker % NODES);
            for (int i = 0; i < 20; i++) {
                long epoch = get(node.activate(new RulesetVersion("retail", worker + "-" + i)));
                String id = "under-" + epoch + "-" + worker;
                CommitResult result = get(node.commit(Commits.under(epoch, id)));
                assertThat(result).isInstanceOfAny(CommitResult.Committed.class, CommitResult.StaleEpoch.class);
                if (result instanceof CommitResult.StaleEpoch stale) {
                    assertThat(stale.active()).isGreaterThan(epoch);
                }
            }
        });
        Activation last = get(nodes.get(2).active()).orElseThrow();
        assertThat(last.epoch()).isEqualTo(WORKERS * 20L);
        // The same version from every node at once is one activation.
        List<CompletionStage<Long>> again = nodes.stream()
                .map(node -> node.activate(new RulesetVersion("retail", "last")))
                .toList();
        assertThat(again.stream().map(Commits::get)).containsOnly(last.epoch() + 1);
    }

    private interface Work {
        void of(int worker) throws Exception;
    }

    private static void everyWorker(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < WORKERS; w++) {
                int worker = w;
                running.add(threads.submit(() -> {
                    start.await();
                    work.of(worker);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> worker : running) {
                worker.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
