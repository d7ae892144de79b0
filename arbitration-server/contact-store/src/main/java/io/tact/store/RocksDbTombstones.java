package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.LedgerKey;
import io.tact.history.RecordCodec;
import io.tact.history.Redirect;
import io.tact.port.StoredRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Removes what erasures left under ids and numbers from an embedded store that no process uses: then no cache holds a version of
 * them, and versions may begin at 1 again. Stateless; blocks for as long as reading all records takes.
 */
public final class RocksDbTombstones {
    private static final int STEP = 1_000;

    private RocksDbTombstones() {}

    /**
     * Removes them, also from the files.
     *
     * @return how many there were
     * @throws CannotOpenStoreException if there is no store in the folder, another process has it, or it is damaged: then some may
     *     have been removed
     */
    public static long remove(Path folder) {
        if (!Files.exists(folder.resolve("CURRENT"))) {
            throw new CannotOpenStoreException(
                    "there is no store in " + folder + ". Maybe name the folder that the node's --data names",
                    new IllegalStateException("no CURRENT"));
        }
        try (RocksDbFolder opened = RocksDbFolder.open(folder)) {
            long removed = remove(opened);
            leaveTheFiles(opened);
            return removed;
        } catch (RocksDBException | IllegalArgumentException e) {
            throw new CannotOpenStoreException(
                    "store " + folder + " is damaged (" + e.getMessage() + "). Maybe restore the folder from a backup",
                    e);
        }
    }

    private static long remove(RocksDbFolder opened) throws RocksDBException {
        long removed = 0;
        try (RocksIterator at = opened.db.newIterator(opened.records);
                WriteOptions synced = new WriteOptions().setSync(true);
                WriteBatch batch = new WriteBatch()) {
            for (at.seekToFirst(); at.isValid(); at.next()) {
                if (isTombstone(at.key(), at.value())) {
                    batch.delete(opened.records, at.key());
                    removed++;
                }
                if (batch.count() >= STEP) {
                    opened.db.write(synced, batch);
                    batch.clear();
                }
            }
            at.status();
            opened.db.write(synced, batch);
        }
        return removed;
    }

    private static boolean isTombstone(byte[] key, byte[] value) {
        LedgerKey of = new LedgerKey(new String(key, UTF_8));
        StoredRecord stored = RecordRow.record(of, value);
        return RecordCodec.isRedirect(stored.bytes())
                && RecordCodec.decode(of, stored.bytes()) instanceof Redirect redirect
                && redirect.leadsNowhere();
    }

    /** What is deleted stays in the files until they are merged. */
    private static void leaveTheFiles(RocksDbFolder opened) throws RocksDBException {
        try (CompactRangeOptions all = new CompactRangeOptions()
                .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce)) {
            opened.db.compactRange(opened.records, null, null, all);
        }
    }
}
