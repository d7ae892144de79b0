package io.tact.grid;

import io.tact.port.CommitResult;
import io.tact.port.ContactStore;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A commit that ended without an answer: nobody knows whether it is durable. */
final class UnknownCommit {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownCommit.class);

    private UnknownCommit() {}

    /** What became of it: the store is asked for the decision, and otherwise nothing may be sent. */
    static CompletionStage<CommitResult> settled(ContactStore store, @Nullable DecisionRow decision, Throwable cause) {
        LOG.warn("a commit ended without an answer; asking the store what became of it", cause);
        CouldNotDecideException open = new CouldNotDecideException("the store did not say whether it committed", cause);
        return decision == null
                ? CompletableFuture.failedFuture(open)
                : store.decision(decision.id()).thenApply(stored -> settled(decision, stored.orElseThrow(() -> open)));
    }

    private static CommitResult settled(DecisionRow mine, DecisionRow stored) {
        if (!Arrays.equals(mine.fingerprint(), stored.fingerprint())) {
            return new CommitResult.KeyReused();
        }
        return Arrays.equals(mine.answer(), stored.answer())
                ? new CommitResult.Committed()
                : new CommitResult.Replayed(stored);
    }
}
