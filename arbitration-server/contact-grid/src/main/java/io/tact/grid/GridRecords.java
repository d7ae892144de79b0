package io.tact.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import io.tact.history.LedgerKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The committed records in the grid, packed. It never fails and never hangs: what it does not say in time the store knows.
 * Safe for any thread.
 */
final class GridRecords implements SharedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(GridRecords.class);

    /** Far more than another member needs that runs, far less than a client waits. */
    private static final long READ_MILLIS = 500;

    private static final long INSTALL_MILLIS = 1_000;

    private final IMap<String, byte[]> map;
    private final Executor hop;
    private final RareWarning unread = new RareWarning(LOG, "the grid did not answer a read; the store will");
    private final RareWarning untaken = new RareWarning(LOG, "the grid did not take a record; the store has it");

    /** @param hop where to go on after another member answered, so that no caller's code runs on a partition thread */
    GridRecords(IMap<String, byte[]> map, Executor hop) {
        this.map = map;
        this.hop = hop;
    }

    /** Completes on the hop. */
    @Override
    public CompletionStage<byte @Nullable []> find(LedgerKey key, boolean surely) {
        CompletableFuture<byte[]> asked;
        try {
            asked = map.getAsync(key.value()).toCompletableFuture();
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        if (!surely) {
            asked = asked.thenApply(bytes -> bytes).orTimeout(READ_MILLIS, TimeUnit.MILLISECONDS);
        }
        return asked.handleAsync(
                (bytes, failure) -> {
                    if (failure != null) {
                        unread.happened(failure.toString());
                    }
                    return failure == null ? bytes : null;
                },
                hop);
    }

    @Override
    public void tell(LedgerKey key, EntryProcessor<String, byte[], Void> command) {
        try {
            map.submitToKey(key.value(), command);
        } catch (RuntimeException e) {
            untaken.happened(e.toString());
        }
    }

    @Override
    public CompletableFuture<Void> told(LedgerKey key, EntryProcessor<String, byte[], Void> command) {
        try {
            return map.submitToKey(key.value(), command)
                    .thenApply(done -> true)
                    .toCompletableFuture()
                    .completeOnTimeout(false, INSTALL_MILLIS, TimeUnit.MILLISECONDS)
                    .handleAsync(
                            (inTime, failure) -> {
                                if (failure != null || !inTime) {
                                    untaken.happened("its owner did not answer in time");
                                }
                                return null;
                            },
                            hop);
        } catch (RuntimeException e) {
            untaken.happened(e.toString());
            return CompletableFuture.completedFuture(null);
        }
    }
}
