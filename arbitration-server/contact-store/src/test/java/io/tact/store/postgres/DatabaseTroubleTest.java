package io.tact.store.postgres;

import static io.tact.store.postgres.Commits.get;
import static io.tact.store.postgres.Commits.key;
import static io.tact.store.postgres.Commits.write;
import static io.tact.store.postgres.SharedServer.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tact.port.CommitResult;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
import io.tact.port.StoredRecord;
import io.tact.store.postgres.PostgresSettings.Timeouts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to lose the database: nothing is acknowledged that is not there, and all goes on when it is back. */
@SuppressWarnings("NullAway.Init") // fields are set before each test
class DatabaseTroubleTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Timeouts TIGHT =
            new Timeouts(Duration.ofMillis(500), Duration.ofMillis(200), Duration.ofMillis(900), Duration.ofSeconds(5));

    private String url;
    private PostgresContactStore store;

    @BeforeAll
    static void makeRole() {
        PostgresServer.execute(SERVER.url("postgres"), "CREATE ROLE tact LOGIN");
    }

    @BeforeEach
    void open() {
        url = SERVER.newDatabase();
        PostgresServer.execute(url, "ALTER DATABASE " + url.replaceFirst(".*/", "") + " OWNER TO tact");
        store = openStore();
        assertThat(get(store.commit(Commits.of("first", write("first", 0, "x")))))
                .isEqualTo(new CommitResult.Committed());
    }

    private PostgresContactStore openStore() {
        return PostgresContactStore.open(new PostgresSettings(url, "tact", "", 4, TIGHT), InstantSource.system());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aStoppedServerIsRefusedAndUsedAgainWhenItIsBack() {
        SERVER.stop();
        try {
            refused(store.commit(Commits.of("d1", write("one", 0, "x")))).contains("cannot be reached");
            refused(store.load(key("first"))).contains("cannot be reached");
            assertThat(store.unhealthy().orElseThrow())
                    .startsWith("PostgreSQL at 127.0.0.1:" + SERVER.port())
                    .contains("Maybe it is down or starting")
                    .doesNotContain("\n");
            for (int i = 0; i < 2_000; i++) {
                refused(store.commit(Commits.of("no-" + i)));
            }
            await().atMost(SOON).until(() -> store.clockOffset().isEmpty());
        } finally {
            SERVER.start();
        }
        recovers("d1", 0);
        assertThat(get(store.load(key("first")))).isPresent();
        assertThat(get(store.decision("no-7"))).isEmpty();
    }

    @Test
    void aServerThatStandsStillIsNotWaitedForForLong() {
        SERVER.pause();
        try {
            List<CompletionStage<CommitResult>> commits = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                commits.add(store.commit(Commits.of("still-" + i)));
            }
            commits.forEach(DatabaseTroubleTest::refused);
            await().atMost(SOON).until(() -> store.unhealthy().isPresent());
        } finally {
            SERVER.resume();
        }
        recovers("d1", 0);
        assertThat(get(store.decision("still-1"))).isEmpty();
    }

    @Test
    void aServerWithoutAConnectionLeftIsRefusedAndUsedAgainWhenItHasOne() {
        PostgresServer.execute(url, "ALTER ROLE tact CONNECTION LIMIT 0");
        try {
            endSessions();
            await().atMost(SOON).untilAsserted(() -> refused(store.commit(Commits.of("d1", write("one", 0, "x"))))
                    .contains("has no connection left. Maybe raise its max_connections"));
            assertThat(store.unhealthy().orElseThrow()).contains("has no connection left");
        } finally {
            PostgresServer.execute(url, "ALTER ROLE tact CONNECTION LIMIT -1");
        }
        recovers("d1", 0);
    }

    @Test
    void aRecordThatSomebodyHoldsKeepsOnlyTheCommitsBackThatNeedIt() throws SQLException {
        long missing = Octets.hash(Octets.of(key("missing").value()));
        try (Connection somebody = PostgresServer.connect(url)) {
            somebody.setAutoCommit(false);
            try (Statement sql = somebody.createStatement()) {
                sql.execute("SELECT * FROM tact.records WHERE key = 'a:first' FOR UPDATE");
                sql.execute("SELECT pg_advisory_xact_lock(" + missing + ")");
            }
            CompletionStage<CommitResult> held = store.commit(Commits.of("held", write("first", 1, "y")));
            CompletionStage<CommitResult> both =
                    store.commit(Commits.of("both", write("third", 0, "y"), write("first", 1, "y")));
            CompletionStage<CommitResult> inserting = store.commit(Commits.of("new", write("missing", 0, "y")));
            CompletionStage<CommitResult> free = store.commit(Commits.of("free", write("second", 0, "y")));
            assertThat(get(free)).isEqualTo(new CommitResult.Committed());
            refused(held).contains("records that another session holds. Maybe a node hangs");
            refused(both).contains("records that another session holds");
            refused(inserting).contains("records that another session holds");
            assertThat(get(store.decision("both"))).isEmpty();
            assertThat(get(store.load(key("third")))).isEmpty();
            somebody.rollback();
        }
        assertThat(get(store.commit(Commits.of("held", write("first", 1, "y")))))
                .isEqualTo(new CommitResult.Committed());
    }

    @Test
    void tablesThatSomebodyHoldsMakeTheStoreUnhealthyUntilTheyAreFree() throws SQLException {
        try (Connection somebody = PostgresServer.connect(url)) {
            somebody.setAutoCommit(false);
            try (Statement sql = somebody.createStatement()) {
                sql.execute("LOCK TABLE tact.records IN ACCESS EXCLUSIVE MODE");
            }
            refused(store.commit(Commits.of("d1", write("one", 0, "x"))))
                    .contains("records that another session holds");
            somebody.rollback();
        }
        recovers("d1", 0);
    }

    @Test
    void aCommitThatNoStandbyHasIsNotAcknowledged() {
        standby("somewhere");
        List<CompletionStage<CommitResult>> commits = new ArrayList<>();
        try {
            // PostgreSQL then says that it committed, with a warning that no standby has it. It reads its new setting
            // in
            // its own time, and commits before that do not wait.
            await().atMost(SOON).until(() -> {
                if (commits.isEmpty()
                        || commits.get(commits.size() - 1).toCompletableFuture().isDone()) {
                    String id = "d" + commits.size();
                    commits.add(store.commit(Commits.of(id, write(id, 0, "x"))));
                }
                return cancelledWhileWaitingForAStandby() > 0;
            });
            assertThat(outcome(commits.get(commits.size() - 1))).isEqualTo(Outcome.UNKNOWN);
            // Nobody cancels this one; it is given up.
            assertThat(outcome(store.commit(Commits.of("given-up", write("two", 0, "x")))))
                    .isEqualTo(Outcome.UNKNOWN);
        } finally {
            standby("");
        }
        recovers("d-after", 0);
        assertThat(get(store.decision("d" + (commits.size() - 1)))).isPresent();
    }

    private long cancelledWhileWaitingForAStandby() {
        return PostgresServer.number(
                url,
                "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event = 'SyncRep'");
    }

    private static void standby(String name) {
        String postgres = SERVER.url("postgres");
        PostgresServer.execute(postgres, "ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
        PostgresServer.execute(postgres, "SELECT pg_reload_conf()");
    }

    @Test
    void whateverBreaksWhatWasAcknowledgedIsThereAndWhatWasRefusedIsNot() throws InterruptedException {
        ConcurrentHashMap<String, Outcome> outcomes = new ConcurrentHashMap<>();
        AtomicBoolean ended = new AtomicBoolean();
        List<Thread> workers = new ArrayList<>();
        try (PostgresContactStore other = openStore()) {
            for (int w = 0; w < 6; w++) {
                PostgresContactStore node = w % 2 == 0 ? store : other;
                int worker = w;
                Thread thread = new Thread(() -> {
                    for (int i = 0; !ended.get(); i++) {
                        String id = "w" + worker + "." + i;
                        Outcome outcome =
                                outcome(node.commit(Commits.of(id, write(id, 0, "x"), write(id + "+", 0, "y"))));
                        outcomes.put(id, outcome);
                        if (outcome == Outcome.REFUSED) {
                            await().atMost(SOON)
                                    .until(() -> ended.get() || node.unhealthy().isEmpty());
                        }
                    }
                });
                thread.start();
                workers.add(thread);
            }
            for (int round = 0; round < 4; round++) {
                int acknowledged = count(outcomes, Outcome.COMMITTED);
                await().atMost(SOON).until(() -> count(outcomes, Outcome.COMMITTED) > acknowledged + 50);
                if (round == 2) {
                    SERVER.kill();
                    SERVER.start();
                } else {
                    endSessions();
                }
            }
            int acknowledged = count(outcomes, Outcome.COMMITTED);
            await().atMost(SOON).until(() -> count(outcomes, Outcome.COMMITTED) > acknowledged + 50);
            ended.set(true);
            for (Thread worker : workers) {
                worker.join();
            }
            assertThat(count(outcomes, Outcome.REFUSED)).isPositive();
        } finally {
            ended.set(true);
        }
        try (PostgresContactStore calm = SharedServer.open(url)) {
            List<Runnable> checks = new ArrayList<>();
            outcomes.forEach((id, outcome) -> {
                checks.add(isAsItWasSaid(calm, id, outcome));
                if (checks.size() == 1_000) {
                    checks.forEach(Runnable::run);
                    checks.clear();
                }
            });
            checks.forEach(Runnable::run);
        }
    }

    /** Asks, and gives what checks the answers. */
    private static Runnable isAsItWasSaid(PostgresContactStore store, String id, Outcome outcome) {
        CompletionStage<Optional<StoredRecord>> one = store.load(key(id));
        CompletionStage<Optional<StoredRecord>> two = store.load(key(id + "+"));
        CompletionStage<Optional<DecisionRow>> decision = store.decision(id);
        return () -> {
            boolean decided = get(decision).isPresent();
            assertThat(get(one).isPresent()).as(id).isEqualTo(decided);
            assertThat(get(two).isPresent()).as(id).isEqualTo(decided);
            if (outcome != Outcome.UNKNOWN) {
                assertThat(decided).as("%s was %s", id, outcome).isEqualTo(outcome == Outcome.COMMITTED);
            }
        };
    }

    private static int count(ConcurrentHashMap<String, Outcome> outcomes, Outcome wanted) {
        return (int) outcomes.values().stream().filter(o -> o == wanted).count();
    }

    private enum Outcome {
        COMMITTED,
        REFUSED,
        UNKNOWN
    }

    private static Outcome outcome(CompletionStage<CommitResult> commit) {
        try {
            assertThat(get(commit)).isEqualTo(new CommitResult.Committed());
            return Outcome.COMMITTED;
        } catch (CompletionException e) {
            return e.getCause() instanceof CouldNotDecideException ? Outcome.REFUSED : Outcome.UNKNOWN;
        }
    }

    private void endSessions() {
        PostgresServer.execute(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'tact' AND datname = current_database()");
    }

    private void recovers(String decision, long from) {
        await().atMost(SOON).until(() -> store.unhealthy().isEmpty());
        await().atMost(SOON)
                .until(() -> outcome(store.commit(Commits.of(decision, write("one", from, "x")))) == Outcome.COMMITTED);
        assertThat(store.unhealthy()).isEmpty();
    }

    private static org.assertj.core.api.AbstractStringAssert<?> refused(CompletionStage<?> asked) {
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(() -> get(asked));
        return assertThat(failure)
                .cause()
                .isInstanceOf(CouldNotDecideException.class)
                .message();
    }
}
