package io.tact.port;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The port through which contact histories are read and changed. What one caller has committed, every later read on the
 * same node sees. Called by many threads at once; futures complete on threads that must not be blocked.
 */
public interface ContactLedger {

    /** The record under a key: from the grid, or on a miss from the store. Empty if there never was one. */
    CompletionStage<Optional<LedgerRecord>> read(LedgerKey key);

    /**
     * Commits changed records, and a decision if there is one. Each record carries the version it was read at; it is
     * stored with the next one.
     *
     * @param epoch the ruleset epoch decided under; 0 if none was asked
     * @param unmoved records that do not change and must still be at the version they were read at, or it is a conflict
     * @param alongside what else becomes true
     */
    CompletionStage<CommitResult> commit(
            long epoch,
            List<LedgerRecord> changed,
            List<LedgerRecord> unmoved,
            @Nullable DecisionRow decision,
            Alongside alongside);

    /** As above, with nothing alongside. */
    default CompletionStage<CommitResult> commit(
            long epoch, List<LedgerRecord> changed, List<LedgerRecord> unmoved, @Nullable DecisionRow decision) {
        return commit(epoch, changed, unmoved, decision, Alongside.NOTHING);
    }

    /** As above, depending on nothing but what it changes. */
    default CompletionStage<CommitResult> commit(
            long epoch, List<LedgerRecord> changed, @Nullable DecisionRow decision) {
        return commit(epoch, changed, List.of(), decision);
    }

    /** The decision of that id; empty if there is none. */
    CompletionStage<Optional<DecisionRow>> decision(String id);
}
