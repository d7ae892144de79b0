package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.PackedRecord;
import io.tact.history.RecordCodec;
import io.tact.history.RecordPatch;
import io.tact.history.TypicalHistory;
import io.tact.port.CommitResult;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import io.tact.port.StoredRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

class RocksDbRecordsTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final LedgerKey KEY = TypicalHistory.of("S-1", 10).key();

    static {
        RocksDB.loadLibrary();
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Something done with the records of an open folder. */
    @FunctionalInterface
    private interface Use {
        void with(RocksDbRecords records, RocksDbFolder opened) throws RocksDBException;
    }

    private void open(Use use) throws RocksDBException {
        try (RocksDbFolder opened = RocksDbFolder.open(folder);
                ReadOptions anywhere = new ReadOptions()) {
            use.with(new RocksDbRecords(opened, anywhere), opened);
        }
    }

    private static void write(RocksDbRecords records, RocksDbFolder opened, RecordWrite... writes)
            throws RocksDBException {
        List<StoreCommit> commits = Stream.of(writes)
                .map(write -> new StoreCommit(0, List.of(write), null))
                .toList();
        try (WriteBatch batch = new WriteBatch(BatchBytes.join(List.of(records.rows(commits))));
                WriteOptions options = new WriteOptions()) {
            opened.db.write(options, batch);
        }
    }

    private static byte[] row(RocksDbFolder opened) throws RocksDBException {
        return Objects.requireNonNull(opened.db.get(opened.records, KEY.value().getBytes(UTF_8)));
    }

    private static byte[] stored(RocksDbFolder opened) throws RocksDBException {
        return RecordRow.record(KEY, row(opened)).bytes();
    }

    private static boolean isWhole(RocksDbFolder opened) throws RocksDBException {
        return row(opened).length == RecordRow.HEAD + stored(opened).length;
    }

    private static RecordWrite first() {
        return new RecordWrite(KEY, 0, RecordCodec.encode(TypicalHistory.of("S-1", 10), 1));
    }

    /** The same record with one contact more. */
    private static RecordWrite after(RecordWrite before) {
        ContactHistory read = (ContactHistory) RecordCodec.decode(KEY, before.bytes());
        ContactHistory changed = TypicalHistory.reserving(read, "d" + before.toVersion() + "-1");
        PackedRecord packed = RecordCodec.packed(changed, read.version() + 1, RecordCodec.FORMAT);
        return new RecordWrite(KEY, before.toVersion(), packed.bytes(), Objects.requireNonNull(packed.patch()));
    }

    private static List<RecordWrite> history(int versions) {
        List<RecordWrite> history = new ArrayList<>(List.of(first()));
        while (history.size() < versions) {
            history.add(after(history.get(history.size() - 1)));
        }
        return history;
    }

    @Test
    void whatADecisionAddsIsWrittenAloneUntilItIsAsMuchAsTheRecord() throws RocksDBException {
        int added = 0;
        int whole = 0;
        List<RecordWrite> history = history(60);
        for (int from = 0; from < history.size(); from += 20) {
            List<RecordWrite> part = history.subList(from, from + 20);
            boolean[] wholes = new boolean[part.size()];
            open((records, opened) -> {
                for (int i = 0; i < part.size(); i++) {
                    assertThat(records.version(KEY)).isEqualTo(part.get(i).fromVersion());
                    write(records, opened, part.get(i));
                    assertThat(stored(opened)).isEqualTo(part.get(i).bytes());
                    assertThat(row(opened).length).isLessThan(2 * part.get(i).bytes().length + RecordRow.HEAD);
                    wholes[i] = isWhole(opened);
                    if (i % 3 == 0) {
                        flush(opened);
                    }
                }
            });
            assertThat(wholes[0])
                    .as("of what another process wrote, it is not known how it is kept")
                    .isTrue();
            for (boolean one : wholes) {
                whole += one ? 1 : 0;
                added += one ? 0 : 1;
            }
        }
        assertThat(added).isGreaterThan(3 * whole);
        open((records, opened) -> {
            assertThat(records.version(KEY)).isEqualTo(60);
            opened.db.compactRange(opened.records);
            assertThat(stored(opened)).isEqualTo(history.get(59).bytes());
        });
    }

    private static void flush(RocksDbFolder opened) throws RocksDBException {
        try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
            opened.db.flush(waiting, opened.records);
        }
    }

    @Test
    void whereMemoryDoesNotHaveAllOfItItHasNothing() throws RocksDBException {
        List<RecordWrite> history = history(2);
        open((records, opened) -> {
            write(records, opened, history.get(0));
            flush(opened);
            write(records, opened, history.get(1));
            try (ReadOptions memoryOnly = new ReadOptions().setReadTier(ReadTier.BLOCK_CACHE_TIER)) {
                assertThatThrownBy(() -> opened.db.get(
                                opened.records, memoryOnly, KEY.value().getBytes(UTF_8)))
                        .isInstanceOfSatisfying(
                                RocksDBException.class,
                                e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.Incomplete));
                assertThat(stored(opened)).isEqualTo(history.get(1).bytes());
                byte[] now =
                        opened.db.get(opened.records, memoryOnly, KEY.value().getBytes(UTF_8));
                assertThat(RecordRow.record(KEY, now).bytes())
                        .isEqualTo(history.get(1).bytes());
            }
        });
    }

    @Test
    void severalVersionsInOneBatchAreOneAfterTheOther() throws RocksDBException {
        List<RecordWrite> history = history(4);
        open((records, opened) -> {
            write(records, opened, history.toArray(RecordWrite[]::new));
            assertThat(records.version(KEY)).isEqualTo(4);
            assertThat(stored(opened)).isEqualTo(history.get(3).bytes());
            assertThat(isWhole(opened)).isFalse();
        });
    }

    @Test
    void whatWasMadeFromOtherBytesIsWrittenAsAWhole() throws RocksDBException {
        List<RecordWrite> history = history(2);
        RecordPatch patch = Objects.requireNonNull(history.get(1).patch());
        RecordWrite strange = new RecordWrite(
                KEY, 1, history.get(1).bytes(), new RecordPatch(patch.bytes(), patch.from() + 1, patch.to()));
        open((records, opened) -> {
            write(records, opened, history.get(0), strange);
            assertThat(isWhole(opened)).isTrue();
            assertThat(stored(opened)).isEqualTo(history.get(1).bytes());
        });
    }

    @Test
    void whereItIsNotKnownWhatWasWrittenItIsWrittenAsAWhole() throws RocksDBException {
        List<RecordWrite> history = history(3);
        open((records, opened) -> {
            write(records, opened, history.get(0), history.get(1));
            records.forget();
            assertThat(records.version(KEY)).isEqualTo(2);
            write(records, opened, history.get(2));
            assertThat(isWhole(opened)).isTrue();
            assertThat(stored(opened)).isEqualTo(history.get(2).bytes());
        });
    }

    @Test
    void aRowOfAnEarlierFolderIsFollowedByAWholeOne() throws RocksDBException {
        List<RecordWrite> history = history(3);
        byte[] bytes = history.get(0).bytes();
        byte[] earlier = new byte[Long.BYTES + bytes.length];
        earlier[Long.BYTES - 1] = 1;
        System.arraycopy(bytes, 0, earlier, Long.BYTES, bytes.length);
        open((records, opened) -> {
            opened.db.put(opened.records, KEY.value().getBytes(UTF_8), earlier);
            assertThat(records.version(KEY)).isEqualTo(1);
            write(records, opened, history.get(1));
            assertThat(isWhole(opened)).isTrue();
            write(records, opened, history.get(2));
            assertThat(isWhole(opened)).isFalse();
            assertThat(stored(opened)).isEqualTo(history.get(2).bytes());
        });
    }

    @Test
    void whatWasAddedOutlivesTheStore() {
        List<RecordWrite> history = history(3);
        try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
            for (RecordWrite write : history) {
                assertThat(store.commit(new StoreCommit(0, List.of(write), null)))
                        .succeedsWithin(TEN_SECONDS)
                        .isEqualTo(new CommitResult.Committed());
            }
        }
        try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
            assertThat(store.load(KEY))
                    .succeedsWithin(TEN_SECONDS)
                    .usingRecursiveComparison()
                    .isEqualTo(
                            Optional.of(new StoredRecord(KEY, 3, history.get(2).bytes())));
        }
    }
}
