package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.LedgerKey;
import io.tact.history.RecordPatch;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import java.util.List;
import java.util.Objects;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/**
 * The records of a folder, as they are written. Where a decision added a contact, what it added is written and not the record anew: a
 * fraction of its bytes, in the log, in the write buffers and in all files that are merged from them. RocksDB puts it behind
 * what it has under the key, and the bytes are made from all that when they are read, which is seldom, since records that are in
 * use are held in memory. When as many bytes were added as the record had, or {@value #MOST_ADDITIONS} times, it is written
 * as a whole again.
 *
 * <p>For one thread at a time.
 */
final class RocksDbRecords {
    /** Each must be found, copied and checked when the record is read. */
    private static final int MOST_ADDITIONS = 16;

    private final RocksDbFolder folder;
    private final ReadOptions anywhere;
    private final RecentRecords recent = new RecentRecords();
    private final byte[] head = new byte[RecordRow.HEAD];

    RocksDbRecords(RocksDbFolder folder, ReadOptions anywhere) {
        this.folder = folder;
        this.anywhere = anywhere;
    }

    /**
     * The version that was written last; 0 if there is none.
     *
     * @throws IllegalArgumentException if what was written is damaged
     */
    long version(LedgerKey key) throws RocksDBException {
        RecentRecords.Known known = recent.of(key);
        if (known != null) {
            return known.version;
        }
        long found = find(key);
        recent.add(key).version = found;
        return found;
    }

    private long find(LedgerKey key) throws RocksDBException {
        byte[] name = key.value().getBytes(UTF_8);
        int length = folder.db.get(folder.records, anywhere, name, head);
        if (length < 0) {
            return 0;
        }
        long version = RecordRow.version(head, length);
        if (version >= 0) {
            return version;
        }
        byte[] row = Objects.requireNonNull(folder.db.get(folder.records, anywhere, name));
        return RecordRow.record(key, row).version();
    }

    /** What commits write of records, for the batch that is written next; if that fails, {@link #forget} must follow. */
    BatchBytes rows(List<StoreCommit> commits) {
        int likely = 1;
        for (StoreCommit commit : commits) {
            for (RecordWrite write : commit.writes()) {
                likely += likely(write);
            }
        }
        BatchBytes rows = new BatchBytes(likely);
        for (StoreCommit commit : commits) {
            for (RecordWrite write : commit.writes()) {
                put(rows, write);
            }
        }
        return rows;
    }

    private static int likely(RecordWrite write) {
        RecordPatch patch = write.patch();
        return RocksDbFolder.OF_A_ROW + (patch == null ? write.bytes().length : patch.bytes().length);
    }

    private void put(BatchBytes batch, RecordWrite write) {
        RecentRecords.Known known = recent.of(write.key());
        if (known == null) {
            known = recent.add(write.key());
        }
        byte[] name = write.key().value().getBytes(UTF_8);
        RecordPatch patch = write.patch();
        if (patch != null && fits(patch, known)) {
            batch.merge(folder.number(folder.records), name, RecordRow.added(patch, write.toVersion()));
            known.room -= RecordRow.lengthOf(patch);
            known.additions++;
            known.sum = patch.to();
        } else {
            batch.put(folder.number(folder.records), name, RecordRow.whole(write));
            known.room = write.bytes().length;
            known.additions = 0;
            known.sum = RecordPatch.sum(write.bytes());
        }
        known.version = write.toVersion();
    }

    private static boolean fits(RecordPatch patch, RecentRecords.Known known) {
        return patch.from() == known.sum && RecordRow.lengthOf(patch) <= known.room && known.additions < MOST_ADDITIONS;
    }

    /** It is not known what was written. */
    void forget() {
        recent.forget();
    }
}
