package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.PackedWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

class BatchBytesTest {
    private static final byte[] KEY = "S-1".getBytes(UTF_8);
    private static final byte[] LONG_KEY = new byte[300];
    private static final byte[] NOTHING = {};
    private static final byte[] LARGE = new byte[200_000];

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static PackedWriter packed() {
        PackedWriter packed = new PackedWriter();
        packed.text("packed");
        return packed;
    }

    @Test
    void isWhatRocksDbMakesOfTheSameChanges() throws RocksDBException {
        try (RocksDbFolder opened = RocksDbFolder.open(folder);
                WriteBatch theirs = new WriteBatch()) {
            theirs.put(opened.records, KEY, LARGE);
            theirs.put(opened.budgets, LONG_KEY, NOTHING);
            theirs.delete(opened.reminders, KEY);
            theirs.put(opened.reminders, KEY, KEY);
            theirs.merge(opened.records, KEY, LARGE);
            theirs.put(opened.decisions, LONG_KEY, packed().toByteArray());
            BatchBytes one = new BatchBytes(1);
            one.put(opened.number(opened.records), KEY, LARGE);
            one.put(opened.number(opened.budgets), LONG_KEY, NOTHING);
            BatchBytes other = new BatchBytes(1);
            other.delete(opened.number(opened.reminders), KEY);
            other.put(opened.number(opened.reminders), KEY, KEY);
            other.merge(opened.number(opened.records), KEY, LARGE);
            other.put(opened.number(opened.decisions), LONG_KEY, packed());
            assertThat(BatchBytes.join(List.of(one, other))).isEqualTo(theirs.data());
        }
    }

    @Test
    void canBeAddedToAndWritten() throws RocksDBException {
        BatchBytes bytes = new BatchBytes(1);
        try (RocksDbFolder opened = RocksDbFolder.open(folder);
                WriteOptions synced = new WriteOptions().setSync(true)) {
            bytes.put(opened.number(opened.records), KEY, LARGE);
            bytes.put(opened.number(opened.reminders), KEY, KEY);
            bytes.delete(opened.number(opened.reminders), KEY);
            try (WriteBatch batch = new WriteBatch(BatchBytes.join(List.of(bytes)))) {
                batch.put(opened.feeds, LONG_KEY, KEY);
                assertThat(batch.count()).isEqualTo(4);
                opened.db.write(synced, batch);
            }
            assertThat(opened.db.get(opened.records, KEY)).isEqualTo(LARGE);
            assertThat(opened.db.get(opened.reminders, KEY)).isNull();
            assertThat(opened.db.get(opened.feeds, LONG_KEY)).isEqualTo(KEY);
        }
    }

    @Test
    void nothingIsABatchOfNothing() throws RocksDBException {
        try (WriteBatch theirs = new WriteBatch()) {
            assertThat(BatchBytes.join(List.of())).isEqualTo(theirs.data());
        }
    }
}
