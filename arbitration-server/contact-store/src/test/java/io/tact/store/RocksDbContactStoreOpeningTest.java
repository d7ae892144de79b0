package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tact.history.LedgerKey;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void dropsAHalfWrittenLastGroupAndKeepsTheRest() throws IOException {
        commitThree();
        Path log = log();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(file.length() - 5);
        }
        assertThat(present()).containsExactly("k0", "k1");
    }

    @Test
    void refusesALogThatIsDamagedInTheMiddle() throws IOException {
        commitThree();
        byte[] bytes = Files.readAllBytes(log());
        int second = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("value-of-k1");
        assertThat(second).isPositive();
        bytes[second] ^= 0x55;
        Files.write(log(), bytes);
        assertThatExceptionOfType(CannotOpenStoreException.class)
                .isThrownBy(() -> RocksDbContactStore.open(folder))
                .withMessageContaining("store " + folder + " is damaged");
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
                RecordWrite write =
                        new RecordWrite(LedgerKey.ofAccount("k" + i), 0, ("value-of-k" + i).getBytes(UTF_8));
                store.commit(new StoreCommit(0, List.of(write), null))
                        .toCompletableFuture()
                        .join();
            }
        }
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
