package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.arbitration.DecisionInputsCodec;
import io.tact.port.DecisionLog.Kind;
import io.tact.port.DecisionRow;
import io.tact.port.LogPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The decisions of a folder with their two indexes, by time and by subscriber, which are written in the same batch as the
 * decision. The steps block and are for one thread.
 */
final class RocksDbDecisionLog {
    private static final byte[] INDEXED = "decisions-indexed".getBytes(UTF_8);
    private static final byte[] YES = {1};
    private static final int INDEXED_AT_ONCE = 4_096;

    private final RocksDbFolder folder;
    private final WriteOptions synced;
    private final WriteOptions unsynced;
    private final byte[] nothing = new byte[0];
    private final RocksDbDecisionTimes times;

    RocksDbDecisionLog(RocksDbFolder folder, WriteOptions synced, WriteOptions unsynced) {
        this.folder = folder;
        this.synced = synced;
        this.unsynced = unsynced;
        this.times = new RocksDbDecisionTimes(folder, unsynced);
    }

    static byte octet(Kind kind) {
        return (byte)
                switch (kind) {
                    case RESERVING -> 1;
                    case DRY_RUN -> 2;
                };
    }

    static ColumnFamilyHandle family(RocksDbFolder folder, Kind kind) {
        return switch (kind) {
            case RESERVING -> folder.decisions;
            case DRY_RUN -> folder.dryRuns;
        };
    }

    /** Adds a decision and its place under the subscriber to a batch, which must list it too. For any thread. */
    void put(BatchBytes batch, Kind kind, DecisionRow row) {
        batch.put(folder.number(family(folder, kind)), row.id().getBytes(UTF_8), StoredBytes.packed(row));
        batch.put(folder.number(folder.decisionSubjects), subject(row.subscriber(), row.at(), row.id()), new byte[] {
            octet(kind)
        });
    }

    /** About how many bytes a decision adds to a batch. */
    static int likely(DecisionRow row) {
        return StoredBytes.likely(row) + 2 * RocksDbFolder.OF_A_ROW;
    }

    /** Lists the decisions of a batch by time. */
    void list(WriteBatch batch, Kind kind, List<DecisionRow> rows) throws RocksDBException {
        times.put(batch, kind, rows);
    }

    static byte[] subject(String subscriber, Instant at, String id) {
        return StoredKeys.of(StoredKeys.led(subscriber), at, id);
    }

    void record(List<DecisionRow> dryRuns) throws RocksDBException {
        Set<String> taken = new HashSet<>();
        List<DecisionRow> rows = new ArrayList<>();
        for (DecisionRow row : dryRuns) {
            byte[] id = row.id().getBytes(UTF_8);
            if (taken.add(row.id()) && !isIn(folder.decisions, id) && !isIn(folder.dryRuns, id)) {
                rows.add(row);
            }
        }
        write(Kind.DRY_RUN, rows);
    }

    private void write(Kind kind, List<DecisionRow> rows) throws RocksDBException {
        BatchBytes bytes = new BatchBytes(
                rows.stream().mapToInt(RocksDbDecisionLog::likely).sum());
        rows.forEach(row -> put(bytes, kind, row));
        try (WriteBatch batch = new WriteBatch(BatchBytes.join(List.of(bytes)))) {
            list(batch, kind, rows);
            if (batch.count() > 0) {
                folder.db.write(unsynced, batch);
            }
        }
    }

    private boolean isIn(ColumnFamilyHandle family, byte[] id) throws RocksDBException {
        return folder.db.get(family, id, nothing) != RocksDB.NOT_FOUND;
    }

    private byte @Nullable [] find(byte[] id) throws RocksDBException {
        byte[] reserving = folder.db.get(folder.decisions, id);
        return reserving == null ? folder.db.get(folder.dryRuns, id) : reserving;
    }

    List<DecisionRow> of(String subscriber, LogPlace after, int most) throws RocksDBException {
        byte[] prefix = StoredKeys.led(subscriber);
        byte[] from = StoredKeys.of(prefix, after.at(), after.id());
        List<DecisionRow> rows = new ArrayList<>();
        try (RocksIterator at = folder.db.newIterator(folder.decisionSubjects)) {
            for (at.seek(from); at.isValid() && rows.size() < most; at.next()) {
                byte[] key = at.key();
                if (!StoredKeys.startsWith(key, prefix)) {
                    break;
                }
                String id = StoredKeys.text(key, prefix.length + StoredKeys.TIME);
                byte[] stored = Arrays.equals(key, from) ? null : find(id.getBytes(UTF_8));
                if (stored != null) {
                    rows.add(StoredBytes.decision(id, stored));
                }
            }
            at.status();
        }
        return rows;
    }

    int erase(String subscriber, Instant upTo, int most) throws RocksDBException {
        byte[] prefix = StoredKeys.led(subscriber);
        int erased = 0;
        try (WriteBatch batch = new WriteBatch();
                RocksIterator at = folder.db.newIterator(folder.decisionSubjects)) {
            for (at.seek(prefix); at.isValid() && erased < most; at.next()) {
                byte[] key = at.key();
                if (!StoredKeys.startsWith(key, prefix)
                        || StoredKeys.instantAt(key, prefix.length).isAfter(upTo)) {
                    break;
                }
                byte[] id = Arrays.copyOfRange(key, prefix.length + StoredKeys.TIME, key.length);
                byte[] time = Arrays.copyOfRange(key, prefix.length - 1, key.length);
                time[0] = at.value()[0];
                delete(batch, id, time, key);
                erased++;
            }
            at.status();
            if (erased > 0) {
                folder.db.write(synced, batch);
            }
        }
        return erased;
    }

    private void delete(WriteBatch batch, byte[] id, byte[] time, byte[] subject) throws RocksDBException {
        batch.delete(folder.decisions, id);
        batch.delete(folder.dryRuns, id);
        batch.delete(folder.decisionTimes, time);
        batch.delete(folder.decisionSubjects, subject);
    }

    void dropInputs(Set<String> ids) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            for (String id : ids) {
                dropInputs(batch, folder.decisions, id);
                dropInputs(batch, folder.dryRuns, id);
            }
            if (batch.count() > 0) {
                folder.db.write(synced, batch);
            }
        }
    }

    private void dropInputs(WriteBatch batch, ColumnFamilyHandle family, String id) throws RocksDBException {
        byte[] stored = folder.db.get(family, id.getBytes(UTF_8));
        if (stored != null) {
            DecisionRow row = StoredBytes.decision(id, stored).withoutInputs();
            batch.put(family, id.getBytes(UTF_8), StoredBytes.of(row));
        }
    }

    int prune(Kind kind, Instant before, int most) throws RocksDBException {
        return times.prune(kind, before, most);
    }

    /** Indexes the decisions of a folder that was written without indexes. Done once; may be done again. */
    void indexOnce() throws RocksDBException {
        if (folder.db.get(folder.meta, INDEXED) != null) {
            return;
        }
        try (RocksIterator at = folder.db.newIterator(folder.decisions)) {
            List<DecisionRow> rows = new ArrayList<>();
            for (at.seekToFirst(); at.isValid(); at.next()) {
                rows.add(dated(StoredBytes.decision(StoredKeys.text(at.key(), 0), at.value())));
                if (rows.size() >= INDEXED_AT_ONCE) {
                    write(Kind.RESERVING, rows);
                    rows.clear();
                }
            }
            at.status();
            write(Kind.RESERVING, rows);
        }
        folder.db.put(folder.meta, synced, INDEXED, YES);
    }

    /** The oldest rows do not say when they were made, but what they were made from does. */
    private static DecisionRow dated(DecisionRow row) {
        if (!row.at().equals(Instant.EPOCH)) {
            return row;
        }
        try {
            Instant at = DecisionInputsCodec.decode(row.inputs()).at();
            return new DecisionRow(row.id(), at, row.fingerprint(), row.subscriber(), row.answer(), row.inputs());
        } catch (IllegalArgumentException e) {
            return row;
        }
    }
}
