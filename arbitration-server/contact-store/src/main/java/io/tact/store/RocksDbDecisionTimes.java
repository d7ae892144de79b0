package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import io.tact.port.DecisionLog.Kind;
import io.tact.port.DecisionRow;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which decisions are how old. Those that are written together are listed together, under the oldest of them: a list costs a
 * commit next to nothing, and only pruning reads it. A list may name what is there no more, and says of nobody whom a decision was
 * about. Folders written earlier have an entry for each decision, with its subscriber.
 */
final class RocksDbDecisionTimes {
    private static final Logger LOG = LoggerFactory.getLogger(RocksDbDecisionTimes.class);
    private static final int AFTER_TIME = 1 + StoredKeys.TIME;

    /** Decisions further apart, in milliseconds, are listed apart, so that each list is forgotten at about one time. */
    private static final long SPAN = 60_000;

    /** What one in a list takes, more or less. */
    private static final int BYTES_OF_ONE = 32;

    private final RocksDbFolder folder;
    private final WriteOptions unsynced;

    /** Where the next pruning of entries of an octet begins, so that it does not pass over what was deleted before. */
    private final Map<Byte, byte[]> oldest = new HashMap<>();

    RocksDbDecisionTimes(RocksDbFolder folder, WriteOptions unsynced) {
        this.folder = folder;
        this.unsynced = unsynced;
    }

    private record Listed(Instant at, String id) {}

    private static byte singles(Kind kind) {
        return RocksDbDecisionLog.octet(kind);
    }

    private static byte lists(Kind kind) {
        return (byte)
                switch (kind) {
                    case RESERVING -> 3;
                    case DRY_RUN -> 4;
                };
    }

    /** Lists decisions of a batch, which is about to be written. Batches of one kind are written one after the other. */
    void put(WriteBatch batch, Kind kind, List<DecisionRow> rows) throws RocksDBException {
        if (!rows.isEmpty()) {
            List<Listed> listed = new ArrayList<>(rows.size());
            rows.forEach(row -> listed.add(new Listed(row.at(), row.id())));
            // It grows with every batch, so that no list takes the place of another.
            put(batch, kind, folder.db.getLatestSequenceNumber(), listed);
        }
    }

    private void put(WriteBatch batch, Kind kind, long sequence, List<Listed> listed) throws RocksDBException {
        listed.sort(Comparator.comparing(Listed::at));
        int end;
        for (int from = 0; from < listed.size(); from = end) {
            Instant first = listed.get(from).at();
            end = from + 1;
            while (end < listed.size() && listed.get(end).at().toEpochMilli() - first.toEpochMilli() <= SPAN) {
                end++;
            }
            byte[] key = ByteBuffer.allocate(AFTER_TIME + Long.BYTES)
                    .put(lists(kind))
                    .putLong(StoredKeys.ordered(first))
                    .putLong(sequence)
                    .array();
            batch.put(folder.decisionTimes, key, value(listed.subList(from, end), first));
        }
    }

    private static byte[] value(List<Listed> listed, Instant first) {
        PackedWriter out = new PackedWriter(1 + BYTES_OF_ONE * listed.size(), 2);
        out.unsigned(listed.size());
        for (Listed one : listed) {
            out.time(one.at(), first);
            out.blob(one.id().getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static List<Listed> listed(byte[] key, byte[] value) {
        Instant first = StoredKeys.instantAt(key, 1);
        PackedReader in = new PackedReader(value);
        List<Listed> listed = new ArrayList<>();
        try {
            for (int left = in.count(); left > 0; left--) {
                listed.add(new Listed(in.time(first), new String(in.blob(), UTF_8)));
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            LOG.warn("a list of decisions of {} is damaged: some are kept longer than they should be", first, e);
        }
        return listed;
    }

    /** A pruning that a crash undoes is done again: it is not synced. */
    int prune(Kind kind, Instant before, int most) throws RocksDBException {
        int singles = prune(singles(kind), before, most, this::forgetSingle);
        int listed = prune(
                lists(kind),
                before,
                most - singles,
                (batch, key, value, still) -> forgetListed(batch, kind, key, value, before, still));
        return singles + listed;
    }

    /** Takes an entry out of the index, and what it names out of the log. */
    @FunctionalInterface
    private interface Forgetting {
        /**
         * @param most how many decisions to forget at most; the entry stays for the others
         * @return how many were forgotten; those that were erased before count too, so that a step ends
         */
        int forget(WriteBatch batch, byte[] key, byte[] value, int most) throws RocksDBException;
    }

    private int prune(byte octet, Instant before, int most, Forgetting forgetting) throws RocksDBException {
        byte[] start = {octet};
        byte[] from = oldest.getOrDefault(octet, start);
        int pruned = 0;
        try (WriteBatch batch = new WriteBatch();
                RocksIterator at = folder.db.newIterator(folder.decisionTimes)) {
            for (at.seek(from); at.isValid() && pruned < most; at.next()) {
                byte[] key = at.key();
                if (key[0] != octet || !StoredKeys.instantAt(key, 1).isBefore(before)) {
                    break;
                }
                from = key;
                pruned += forgetting.forget(batch, key, at.value(), most - pruned);
            }
            at.status();
            if (batch.count() > 0) {
                folder.db.write(unsynced, batch);
            }
        }
        // What comes in behind it is found from the beginning again after less than a full step.
        oldest.put(octet, pruned < most ? start : from);
        return pruned;
    }

    private int forgetSingle(WriteBatch batch, byte[] key, byte[] subscriber, int most) throws RocksDBException {
        String id = StoredKeys.text(key, AFTER_TIME);
        batch.delete(folder.decisions, id.getBytes(UTF_8));
        batch.delete(folder.dryRuns, id.getBytes(UTF_8));
        batch.delete(folder.decisionTimes, key);
        batch.delete(
                folder.decisionSubjects,
                RocksDbDecisionLog.subject(new String(subscriber, UTF_8), StoredKeys.instantAt(key, 1), id));
        return 1;
    }

    private int forgetListed(WriteBatch batch, Kind kind, byte[] key, byte[] value, Instant before, int most)
            throws RocksDBException {
        List<Listed> kept = new ArrayList<>();
        int forgotten = 0;
        for (Listed one : listed(key, value)) {
            if (forgotten == most || !one.at().isBefore(before)) {
                kept.add(one);
            } else {
                forget(batch, kind, one);
                forgotten++;
            }
        }
        batch.delete(folder.decisionTimes, key);
        if (!kept.isEmpty()) {
            put(batch, kind, ByteBuffer.wrap(key).getLong(AFTER_TIME), kept);
        }
        return forgotten;
    }

    /** Forgets a decision unless it was erased, and perhaps decided anew, since it was listed. */
    private void forget(WriteBatch batch, Kind kind, Listed one) throws RocksDBException {
        ColumnFamilyHandle family = RocksDbDecisionLog.family(folder, kind);
        byte[] id = one.id().getBytes(UTF_8);
        try {
            byte[] stored = folder.db.get(family, id);
            if (stored == null) {
                return;
            }
            DecisionRow row = StoredBytes.decision(one.id(), stored);
            if (!row.at().equals(one.at())) {
                return;
            }
            batch.delete(folder.decisionSubjects, RocksDbDecisionLog.subject(row.subscriber(), one.at(), one.id()));
        } catch (RocksDBException e) {
            requireDamaged(e);
        } catch (IllegalArgumentException damaged) {
            // Whom it was about cannot be told. Its place under the subscriber stays until they are erased, and leads
            // nowhere.
        }
        batch.delete(family, id);
    }

    private static void requireDamaged(RocksDBException e) throws RocksDBException {
        Status status = e.getStatus();
        if (status == null || status.getCode() != Status.Code.Corruption) {
            throw e;
        }
    }
}
