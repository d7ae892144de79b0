package io.tact.store.postgres;

import static io.tact.store.postgres.Commits.get;
import static io.tact.store.postgres.SharedServer.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tact.port.CommitResult;
import io.tact.store.CannotOpenStoreException;
import io.tact.store.StoreAwayException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresContactStoreOpeningTest {

    @Test
    void anyNumberOfNodesMayStartAtOnceOnAnEmptyDatabase() throws Exception {
        String url = SERVER.newDatabase();
        int nodes = 4;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        List<Future<PostgresContactStore>> opening = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            opening.add(threads.submit(() -> {
                start.await();
                return SharedServer.open(url);
            }));
        }
        start.countDown();
        for (int i = 0; i < nodes; i++) {
            try (PostgresContactStore store = opening.get(i).get(60, TimeUnit.SECONDS)) {
                assertThat(get(store.commit(Commits.of("d" + i, Commits.write("one", i, "x")))))
                        .isEqualTo(new CommitResult.Committed());
            }
        }
        threads.shutdown();
        assertThat(PostgresServer.number(url, "SELECT count(*) FROM tact.schema_history WHERE version = '1'"))
                .isEqualTo(1);
    }

    @Test
    void refusesTablesOfANewerVersion() {
        String url = SERVER.newDatabase();
        SharedServer.open(url).close();
        migrated(url, 98, "compatible things", true);
        migrated(url, 99, "things to come", true);
        refused(SharedServer.settings(url))
                .contains("has tables of version 99, which this version of Tact does not know. Maybe start the newer");
    }

    @Test
    void startsOnTablesOfANewerVersionThatOlderNodesMayUse() {
        String url = SERVER.newDatabase();
        SharedServer.open(url).close();
        migrated(url, 98, "compatible things", true);
        try (PostgresContactStore store = SharedServer.open(url)) {
            assertThat(get(store.commit(Commits.of("d", Commits.write("one", 0, "x")))))
                    .isEqualTo(new CommitResult.Committed());
        }
        migrated(url, 99, "compatible things that failed", false);
        refused(SharedServer.settings(url)).contains("has tables of version 99");
    }

    private static void migrated(String url, int version, String what, boolean success) {
        PostgresServer.execute(
                url,
                "INSERT INTO tact.schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) VALUES (" + version + ", '" + version + "', '" + what
                        + "', 'SQL', 'V" + version + "__x.sql', 'x', 1, " + success + ")");
    }

    @Test
    void refusesTablesThatAreNotAsItMadeThem() {
        String url = SERVER.newDatabase();
        SharedServer.open(url).close();
        PostgresServer.execute(url, "UPDATE tact.schema_history SET checksum = 1 WHERE version = '1'");
        refused(SharedServer.settings(url)).contains("does not have the tables of Tact as Tact made them");
    }

    @Test
    void saysThatNobodyListens() {
        refused(SharedServer.settings("jdbc:postgresql://127.0.0.1:1/tact"))
                .startsWith("PostgreSQL at 127.0.0.1:1/tact cannot be reached (Connection to 127.0.0.1:1 refused")
                .endsWith("Maybe it is down or starting, or the url is wrong");
    }

    @Test
    void tellsADatabaseThatIsAwayFromOneThatWillNeverDo() {
        PostgresSettings nobody = SharedServer.settings("jdbc:postgresql://127.0.0.1:1/tact");
        assertThatExceptionOfType(StoreAwayException.class)
                .isThrownBy(() -> PostgresContactStore.open(nobody, InstantSource.system()));
        PostgresSettings missing = SharedServer.settings(SERVER.url("nowhere"));
        assertThatExceptionOfType(CannotOpenStoreException.class)
                .isThrownBy(() -> PostgresContactStore.open(missing, InstantSource.system()))
                .isNotInstanceOf(StoreAwayException.class);
    }

    @Test
    void saysThatThereIsNoSuchDatabase() {
        refused(SharedServer.settings(SERVER.url("nowhere")))
                .isEqualTo("PostgreSQL at 127.0.0.1:" + SERVER.port()
                        + "/nowhere does not exist. Maybe create it: CREATE DATABASE … OWNER postgres");
    }

    @Test
    void saysThatThePasswordIsWrongAndNotWhatItIs() {
        String url = SERVER.newDatabase();
        PostgresServer.execute(url, "CREATE ROLE careful LOGIN PASSWORD 'right'");
        PostgresServer.execute(url, "GRANT CREATE ON DATABASE " + url.replaceFirst(".*/", "") + " TO careful");
        SERVER.demandPassword("careful");
        refused(PostgresSettings.of(url, "careful", "hunter2"))
                .contains("does not let careful in (FATAL: password authentication failed")
                .contains("Maybe the password is wrong")
                .doesNotContain("hunter2");
        PostgresContactStore.open(PostgresSettings.of(url, "careful", "right"), InstantSource.system())
                .close();
    }

    @Test
    void saysThatItMayNotMakeTables() {
        String url = SERVER.newDatabase();
        PostgresServer.execute(url, "CREATE ROLE visitor LOGIN");
        refused(PostgresSettings.of(url, "visitor", ""))
                .contains("does not let visitor make tables (ERROR: permission denied for database")
                .contains("Maybe GRANT CREATE ON DATABASE");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> refused(PostgresSettings settings) {
        CannotOpenStoreException refusal = org.assertj.core.api.Assertions.catchThrowableOfType(
                CannotOpenStoreException.class, () -> PostgresContactStore.open(settings, InstantSource.system())
                        .close());
        assertThatExceptionOfType(CannotOpenStoreException.class).isThrownBy(() -> {
            throw refusal;
        });
        return assertThat(refusal.getMessage()).doesNotContain("\n");
    }
}
