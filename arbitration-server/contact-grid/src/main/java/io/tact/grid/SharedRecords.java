package io.tact.grid;

import com.hazelcast.map.EntryProcessor;
import io.tact.history.LedgerKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The committed records that the members of a cluster share, packed. What they do not say, or not in time, the store knows. Safe
 * for any thread.
 */
interface SharedRecords {
    /** Those of a node that will never have another beside it: whatever it holds itself is all that could be shared. */
    SharedRecords NONE = new SharedRecords() {
        @Override
        public CompletionStage<byte @Nullable []> find(LedgerKey key, boolean surely) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void tell(LedgerKey key, EntryProcessor<String, byte[], Void> command) {}

        @Override
        public CompletableFuture<Void> told(LedgerKey key, EntryProcessor<String, byte[], Void> command) {
            return CompletableFuture.completedFuture(null);
        }
    };

    /**
     * The packed record; null if it is not there or nobody answers.
     *
     * @param surely whether nobody else can own it: only then is there nothing to wait for. One that is this member's may be
     *     on its way to another, and what is asked of it meanwhile waits until it is there
     */
    CompletionStage<byte @Nullable []> find(LedgerKey key, boolean surely);

    /** Sends the owner a command and does not wait. */
    void tell(LedgerKey key, EntryProcessor<String, byte[], Void> command);

    /** Sends the owner a command and completes when it was done, or after a second at most. */
    CompletableFuture<Void> told(LedgerKey key, EntryProcessor<String, byte[], Void> command);
}
