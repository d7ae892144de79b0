package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.PerfLevel;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Writes batches to a folder and makes its log durable, and knows if that fails. {@link #sync} may run beside the others, which are
 * for one thread at a time.
 */
final class LogWriter {
    private static final byte[] TRIED = "tried".getBytes(UTF_8);

    /** RocksDB tries again once a write buffer has room. */
    private static final String ROOM = "16 MiB";

    private final RocksDbFolder folder;
    private final WriteOptions synced;
    private final WriteOptions unsynced;
    private final Durability durability;
    private volatile @Nullable String unwritable;
    private volatile @Nullable String unsyncable;

    LogWriter(RocksDbFolder folder, WriteOptions synced, WriteOptions unsynced, Durability durability) {
        this.folder = folder;
        this.synced = synced;
        this.unsynced = unsynced;
        this.durability = durability;
    }

    /** Writes what a later {@link #sync} makes durable. */
    void write(WriteBatch batch) throws RocksDBException {
        durability.begin();
        try {
            write(unsynced, batch);
        } catch (RocksDBException e) {
            durability.undone();
            throw e;
        }
        durability.written();
    }

    /** Writes and syncs, which takes along what was written before. */
    void writeSynced(WriteBatch batch) throws RocksDBException {
        write(synced, batch);
        unsyncable = null;
        durability.reached(durability.groups());
    }

    private void write(WriteOptions how, WriteBatch batch) throws RocksDBException {
        try {
            // What RocksDB counts for each thread of its own accord costs some 8 % of a write, and nobody reads it.
            folder.db.setPerfLevel(PerfLevel.DISABLE);
            folder.db.write(how, batch);
            unwritable = null;
        } catch (RocksDBException e) {
            unwritable = "the store could not be written: " + e.getMessage()
                    + ". Maybe its disk is full: with room for " + ROOM + " more it goes on by itself within seconds";
            throw e;
        }
    }

    /** Makes durable what was written before, as {@link GroupCommit.Sync} says. */
    void sync() throws RocksDBException, IOException {
        sync(this::syncLog);
    }

    /** Makes the log durable. */
    @FunctionalInterface
    interface LogSync {
        void sync() throws RocksDBException, IOException;
    }

    private void syncLog() throws RocksDBException, IOException {
        long end = folder.db.getLatestSequenceNumber();
        folder.db.syncWal();
        folder.mark.set(end);
    }

    void sync(LogSync log) throws RocksDBException, IOException {
        if (durability.isComplete()) {
            return;
        }
        long groups = durability.groups();
        try {
            log.sync();
            unsyncable = null;
            durability.reached(groups);
        } catch (RocksDBException | IOException e) {
            String why = "the store could not be synced: " + e.getMessage()
                    + ". Maybe its disk is broken: if it does not go on by itself within seconds, restart the node";
            unsyncable = why;
            durability.doubt(groups, why);
            throw e;
        }
    }

    /** Writes something that means nothing, if the last write or sync failed: so it is known when writing works again. */
    void tryAgain() throws RocksDBException {
        if (broken().isPresent()) {
            try (WriteBatch batch = new WriteBatch()) {
                batch.put(folder.meta, TRIED, new byte[0]);
                writeSynced(batch);
            }
        }
    }

    /** Why the last write or sync failed, if it did. For any thread. */
    Optional<String> broken() {
        String why = unwritable;
        return Optional.ofNullable(why == null ? unsyncable : why);
    }
}
