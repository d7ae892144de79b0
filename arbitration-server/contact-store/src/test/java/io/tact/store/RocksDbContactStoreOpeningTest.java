package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tact.arbitration.DecisionInputs;
import io.tact.arbitration.DecisionInputsCodec;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.PackedWriter;
import io.tact.policy.RegisterExtract;
import io.tact.port.Alongside;
import io.tact.port.DecisionLog;
import io.tact.port.DecisionRow;
import io.tact.port.LogPlace;
import io.tact.port.RecordWrite;
import io.tact.port.Reminder;
import io.tact.port.StoreCommit;
import io.tact.ruleset.RulesetVersion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksDbContactStoreOpeningTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void refusesAFolderThatIsInUse() {
        RocksDbContactStore first = RocksDbContactStore.open(folder);
        try {
            assertThatExceptionOfType(CannotOpenStoreException.class)
                    .isThrownBy(() -> RocksDbContactStore.open(folder))
                    .withMessageContaining("store " + folder + " is in use by another process. Maybe stop that one")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        } finally {
            first.close();
        }
        RocksDbContactStore.open(folder).close();
    }

    @Test
    void refusesAPlaceThatIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatExceptionOfType(CannotOpenStoreException.class)
                .isThrownBy(() -> RocksDbContactStore.open(file))
                .withMessageStartingWith(
                        "store folder " + file + " cannot be written (there is a file of that name). Maybe ");
        assertThatExceptionOfType(CannotOpenStoreException.class)
                .isThrownBy(() -> RocksDbContactStore.open(file.resolve("below")))
                .withMessageStartingWith("store folder " + file.resolve("below") + " cannot be written (")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Exception"));
    }

    @Test
    void aFolderIsNotInUseBecauseOfItsName() throws IOException {
        Path locks = folder.resolve("lock");
        RocksDbContactStore.open(locks).close();
        Files.writeString(locks.resolve("CURRENT"), "MANIFEST-999999\n");
        assertThatExceptionOfType(CannotOpenStoreException.class)
                .isThrownBy(() -> RocksDbContactStore.open(locks))
                .withMessageContaining("Maybe restore the folder from a backup");
    }

    @Test
    void refusesADamagedFolderByName() throws IOException {
        RocksDbContactStore.open(folder).close();
        Files.writeString(folder.resolve("CURRENT"), "MANIFEST-999999\n");
        assertThatExceptionOfType(CannotOpenStoreException.class)
                .isThrownBy(() -> RocksDbContactStore.open(folder))
                .withMessageContaining(folder.toString())
                .withMessageContaining("Maybe restore the folder from a backup");
    }

    @Test
    void dropsAHalfWrittenLastGroupThatNobodyWasToldOfAndKeepsTheRest() throws IOException {
        commitTwoAndOneUnacknowledged();
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
            file.setLength(file.length() - 5);
        }
        assertThat(present()).containsExactly("k0", "k1");
    }

    @Test
    void dropsALastGroupOfWhichAPowerCutLeftGarbage() throws IOException {
        commitTwoAndOneUnacknowledged();
        damageTheValueOf("k2");
        assertThat(present()).containsExactly("k0", "k1");
    }

    @Test
    void refusesALogWhoseAcknowledgedEndIsMissingAndDropsNothing() throws IOException {
        commitThree();
        byte[] whole = Files.readAllBytes(log());
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
            file.setLength(file.length() - 5);
        }
        refusesAsDamaged("its log can be read up to change ");

        Files.write(log(), whole);
        assertThat(present()).containsExactly("k0", "k1", "k2");
    }

    @Test
    void refusesALogThatIsDamagedInTheMiddleAndDropsNothing() throws IOException {
        commitThree();
        byte[] whole = Files.readAllBytes(log());
        damageTheValueOf("k1");
        refusesAsDamaged("its log can be read up to change ");

        Files.write(log(), whole);
        assertThat(present()).containsExactly("k0", "k1", "k2");
    }

    @Test
    void refusesAMarkThatIsNotWhatWasWritten() throws IOException {
        commitThree();
        byte[] mark = Files.readAllBytes(mark());
        mark[3] ^= 0x55;
        Files.write(mark(), mark);
        refusesAsDamaged("its file SYNCED is not what was written");

        Files.delete(mark());
        assertThat(present()).containsExactly("k0", "k1", "k2");
    }

    private void refusesAsDamaged(String how) {
        assertThatExceptionOfType(CannotOpenStoreException.class)
                .isThrownBy(() -> RocksDbContactStore.open(folder))
                .withMessageContaining("store " + folder + " is damaged (" + how);
    }

    private void damageTheValueOf(String key) throws IOException {
        byte[] bytes = Files.readAllBytes(log());
        int value = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("value-of-" + key);
        assertThat(value).isPositive();
        bytes[value] ^= 0x55;
        Files.write(log(), bytes);
    }

    private void commitTwoAndOneUnacknowledged() throws IOException {
        byte[] mark;
        try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
            commit(store, 0);
            commit(store, 1);
            mark = Files.readAllBytes(mark());
            commit(store, 2);
        }
        Files.write(mark(), mark);
    }

    @Test
    void opensAFolderFromBeforeDecisionsWereIndexedAndIndexesThem() throws Exception {
        Instant made = Instant.parse("2026-11-20T10:00:00Z");
        writeTheOldLayout(made);
        for (int opening = 0; opening < 2; opening++) {
            try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
                List<DecisionRow> rows = store.decisionsOf("anna", LogPlace.START, 10)
                        .toCompletableFuture()
                        .join();
                assertThat(rows).extracting(DecisionRow::id).containsExactly("format-1", "format-2");
                assertThat(rows).extracting(DecisionRow::at).containsExactly(made, made.plusSeconds(1));
                assertThat(rows.get(0).answer()).containsExactly(4);
            }
        }
        try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
            assertThat(store.prune(DecisionLog.Kind.RESERVING, made.plusSeconds(1), 10)
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(1);
            assertThat(store.decision("format-1").toCompletableFuture().join()).isEmpty();
            store.commit(StoreCommit.of(
                            Alongside.reminding(List.of(new Reminder(made, Reminder.Kind.EXPIRY, "r", "anna")))))
                    .toCompletableFuture()
                    .join();
            assertThat(store.due(made, 10).toCompletableFuture().join()).hasSize(1);
        }
        assertThat(present()).containsExactly("k0");
    }

    /** A folder as it was before indexes, reminders, feeds and refused addresses: four families and their contents. */
    private void writeTheOldLayout(Instant made) throws RocksDBException {
        RocksDB.loadLibrary();
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        for (String name : List.of("default", "records", "decisions", "meta", "operator")) {
            families.add(new ColumnFamilyDescriptor(name.getBytes(UTF_8)));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
                RocksDB db = RocksDB.open(options, folder.toString(), families, handles)) {
            db.put(handles.get(3), "format".getBytes(UTF_8), new byte[] {1});
            db.put(handles.get(1), "a:k0".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 1});
            db.put(handles.get(2), "format-1".getBytes(UTF_8), formatOne(made));
            db.put(
                    handles.get(2),
                    "format-2".getBytes(UTF_8),
                    StoredBytes.of(new DecisionRow(
                            "format-2", made.plusSeconds(1), new byte[] {3}, "anna", new byte[] {4}, new byte[] {5})));
            handles.forEach(ColumnFamilyHandle::close);
        }
    }

    /** A decision that does not say when it was made, but for what it was made from. */
    private static byte[] formatOne(Instant made) {
        DecisionInputs inputs = new DecisionInputs(
                made,
                new RulesetVersion("r", "00"),
                1,
                "anna",
                ContactHistory.empty(LedgerKey.ofSubscriber("anna")),
                new byte[0],
                RegisterExtract.NONE);
        PackedWriter out = new PackedWriter();
        out.octet(1);
        out.blob(new byte[] {3});
        out.text("anna");
        out.blob(new byte[] {4});
        out.blob(DecisionInputsCodec.encode(inputs));
        return out.toByteArray();
    }

    @Test
    void whatIndexesAddToACommitIsSmall() {
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        String id = "0f3k9m2n4p6q8r0s1t3v5w7x9y";
        int subject = StoredKeys.of(StoredKeys.led("S-1001"), at, id).length + 1;
        int reminder = StoredKeys.of(1, at, id + "-1").length + "S-1001".length();
        assertThat(subject).isEqualTo(43);
        assertThat(reminder).isEqualTo(43);
    }

    @Test
    void opensAStoreFromBeforeOperatorsKeptAnything() throws Exception {
        commitThree();
        dropTheOperatorsFamily();
        try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
            store.put("fruit", "apple", new byte[] {1}).toCompletableFuture().join();
            assertThat(store.ids("fruit").toCompletableFuture().join()).containsExactly("apple");
        }
        assertThat(present()).containsExactly("k0", "k1", "k2");
    }

    private void dropTheOperatorsFamily() throws RocksDBException {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        try (Options options = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
                families.add(new ColumnFamilyDescriptor(name));
            }
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = new DBOptions();
                RocksDB db = RocksDB.open(options, folder.toString(), families, handles)) {
            for (ColumnFamilyHandle handle : handles) {
                if (new String(handle.getName(), UTF_8).equals("operator")) {
                    db.dropColumnFamily(handle);
                }
                handle.close();
            }
        }
    }

    private void commitThree() {
        try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
            for (int i = 0; i < 3; i++) {
                commit(store, i);
            }
        }
    }

    private static void commit(RocksDbContactStore store, int i) {
        RecordWrite write = new RecordWrite(LedgerKey.ofAccount("k" + i), 0, ("value-of-k" + i).getBytes(UTF_8));
        store.commit(new StoreCommit(0, List.of(write), null))
                .toCompletableFuture()
                .join();
    }

    private Path mark() {
        return folder.resolve("SYNCED");
    }

    private List<String> present() {
        try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
            return Stream.of("k0", "k1", "k2")
                    .filter(k -> store.load(LedgerKey.ofAccount(k))
                            .toCompletableFuture()
                            .join()
                            .isPresent())
                    .toList();
        }
    }

    private Path log() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".log") && f.toFile().length() > 0)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
