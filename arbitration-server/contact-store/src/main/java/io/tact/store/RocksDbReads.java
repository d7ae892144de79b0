package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.port.CouldNotDecideException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * How the store is read. What memory has is answered on the caller's thread, in a few microseconds and without touching the
 * disk, also that a key is not there; the rest on two threads of the store, and what takes many keys on one of its own. What is
 * not durable yet is not told: a read that may have found it is answered after the sync. Safe for any thread; closed after the
 * store's threads.
 */
final class RocksDbReads implements AutoCloseable {
    private final ReadOptions anywhere = new ReadOptions();
    private final ReadOptions memoryOnly = new ReadOptions().setReadTier(ReadTier.BLOCK_CACHE_TIER);
    private final RocksDB db;
    private final StoreThreads threads;
    private final Durability durability;

    RocksDbReads(RocksDB db, StoreThreads threads, Durability durability) {
        this.db = db;
        this.threads = threads;
        this.durability = durability;
    }

    /** How whoever may wait for the disk reads. */
    ReadOptions anywhere() {
        return anywhere;
    }

    /** The value of a key. */
    CompletionStage<Optional<byte[]>> one(ColumnFamilyHandle family, String key) {
        byte[] bytes = key.getBytes(UTF_8);
        try {
            Optional<byte[]> found = get(family, memoryOnly, bytes);
            return found.isEmpty() ? CompletableFuture.completedFuture(found) : durability.of(found);
        } catch (RocksDBException e) {
            boolean onDisk = e.getStatus() != null && e.getStatus().getCode() == Status.Code.Incomplete;
            return onDisk ? few(() -> get(family, anywhere, bytes)) : CompletableFuture.failedFuture(e);
        } catch (CouldNotDecideException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<byte[]> get(ColumnFamilyHandle family, ReadOptions how, byte[] key) throws RocksDBException {
        return threads.here(() -> Optional.ofNullable(db.get(family, how, key)));
    }

    /** What takes a few keys, which may be on the disk. */
    <T> CompletionStage<T> few(StoreThreads.Step<T> step) {
        return threads.onReader(() -> StoreThreads.run(step)).thenCompose(durability::of);
    }

    /** What takes many keys. */
    <T> CompletionStage<T> many(StoreThreads.Step<T> step) {
        return threads.inSteps(step).thenCompose(durability::of);
    }

    @Override
    public void close() {
        anywhere.close();
        memoryOnly.close();
    }
}
