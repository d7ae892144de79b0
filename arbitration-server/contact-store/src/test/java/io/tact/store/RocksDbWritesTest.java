package io.tact.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tact.history.LedgerKey;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.DecisionRow;
import io.tact.port.RecordWrite;
import io.tact.port.RefusedAddress;
import io.tact.port.StoreCommit;
import io.tact.store.GroupCommit.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

class RocksDbWritesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    static {
        RocksDB.loadLibrary();
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();
    private final Durability durability = new Durability(Runnable::run);

    /** Something done with the writes of an open folder. */
    @FunctionalInterface
    private interface Use {
        void with(RocksDbWrites writes, LogWriter log) throws Exception;
    }

    private void open(Use use) throws Exception {
        try (RocksDbFolder opened = RocksDbFolder.open(folder);
                ReadOptions anywhere = new ReadOptions()) {
            LogWriter log = new LogWriter(opened, synced, unsynced, durability);
            use.with(
                    new RocksDbWrites(
                            opened,
                            log,
                            anywhere,
                            new AbsentDecisions(),
                            new RocksDbDecisionLog(opened, synced, unsynced),
                            new RocksDbReminders(opened),
                            new RocksDbFeeds(opened, unsynced),
                            new RocksDbRefused(opened)),
                    log);
        }
    }

    private static StoreCommit decision(String id, long from) {
        byte[] large = new byte[4_096];
        new Random(7).nextBytes(large);
        DecisionRow row = new DecisionRow(id, NOW, new byte[] {1}, "anna", new byte[] {2}, large);
        return new StoreCommit(0, List.of(new RecordWrite(LedgerKey.ofAccount("of-" + id), from, new byte[] {3})), row);
    }

    private static List<Outcome> write(RocksDbWrites writes, StoreCommit... group) throws RocksDBException {
        return writes.write(Stream.of(group).map(writes::prepare).toList());
    }

    @Test
    void whatIsDamagedFailsTheCommitThatNeedsItAndNoOtherOfItsGroup() throws Exception {
        open((writes, log) -> write(writes, decision("d1", 0)));
        open((writes, log) -> {});
        damageTheDecisions();

        open((writes, log) -> {
            List<Outcome> outcomes = write(writes, decision("d2", 0), decision("d1", 0), decision("d3", 0));

            assertThat(outcomes.get(0)).isEqualTo(new Outcome.Said(new CommitResult.Committed()));
            assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.NotTried.class, not -> assertThat(not.why())
                    .startsWith("the store could not be read: "));
            assertThat(outcomes.get(2)).isEqualTo(new Outcome.Said(new CommitResult.Committed()));
            assertThat(write(writes, decision("d2", 0)).get(0))
                    .isInstanceOfSatisfying(Outcome.Said.class, said -> assertThat(said.result())
                            .isInstanceOf(CommitResult.Replayed.class));
        });
    }

    /** The values of decisions lie in files of their own. */
    private void damageTheDecisions() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> blobs =
                    files.filter(file -> file.toString().endsWith(".blob")).toList();
            assertThat(blobs).isNotEmpty();
            for (Path blob : blobs) {
                byte[] bytes = Files.readAllBytes(blob);
                bytes[bytes.length / 2] ^= 0x55;
                Files.write(blob, bytes);
            }
        }
    }

    @Test
    void whatCouldNotBeWrittenIsTriedAgainSoThatItIsKnownWhenItCan() throws Exception {
        open((writes, log) -> {
            refuseWrites(true);
            assertThatExceptionOfType(RocksDBException.class).isThrownBy(() -> write(writes, decision("d1", 0)));
            assertThat(writes.broken().orElseThrow()).startsWith("the store could not be written: ");
            assertThatExceptionOfType(RocksDBException.class).isThrownBy(writes::tryAgain);
            assertThat(writes.broken()).isPresent();
            assertThat(durability.of("read")).isCompletedWithValue("read");

            refuseWrites(false);
            writes.tryAgain();

            assertThat(writes.broken()).isEmpty();
            assertThat(write(writes, decision("d1", 0)))
                    .containsExactly(new Outcome.Said(new CommitResult.Committed()));
        });
    }

    /** A synced write without a log is refused, as a full disk's is. */
    private void refuseWrites(boolean refused) {
        unsynced.setSync(refused).setDisableWAL(refused);
        synced.setDisableWAL(refused);
    }

    @Test
    void aGroupIsJudgedByThoseBeforeItThoughTheyAreNotSynced() throws Exception {
        open((writes, log) -> {
            write(writes, decision("d1", 0));
            CompletionStage<String> reader = durability.of("read");

            assertThat(write(writes, decision("d1", 0)).get(0))
                    .isInstanceOfSatisfying(Outcome.Said.class, said -> assertThat(said.result())
                            .isInstanceOf(CommitResult.Replayed.class));
            assertThat(reader).isNotCompleted();

            log.sync();
            assertThat(reader).isCompletedWithValue("read");
        });
    }

    @Test
    void whatCouldNotBeSyncedIsToldToNobodyUntilAWriteIsSynced() throws Exception {
        open((writes, log) -> {
            write(writes, decision("d1", 0));
            CompletionStage<String> reader = durability.of("read");

            assertThatExceptionOfType(RocksDBException.class)
                    .isThrownBy(() -> log.sync(() -> {
                        throw new RocksDBException("the disk does not answer");
                    }));

            assertThat(writes.broken().orElseThrow())
                    .startsWith("the store could not be synced: the disk does not answer. Maybe ");
            assertThat(reader).isCompletedExceptionally();
            assertThat(durability.of("read")).isCompletedExceptionally();

            writes.tryAgain();

            assertThat(writes.broken()).isEmpty();
            assertThat(durability.of("read")).isCompletedWithValue("read");
        });
    }

    @Test
    void aGroupThatCouldNotBePutTogetherLeavesNoVersionBehind() throws Exception {
        RefusedAddress tooLong = new RefusedAddress("h".repeat(70_000), "all", NOW);
        StoreCommit failing = new StoreCommit(
                0,
                decision("d1", 0).writes(),
                List.of(),
                null,
                new Alongside(List.of(), List.of(), List.of(), List.of(tooLong)));
        open((writes, log) -> {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> write(writes, failing));
            assertThat(write(writes, decision("d1", 0)))
                    .containsExactly(new Outcome.Said(new CommitResult.Committed()));
        });
    }
}
