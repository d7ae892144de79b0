package io.tact.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes true together, or not at all.
 *
 * @param epoch the ruleset epoch it was decided under; 0 if no ruleset was asked
 * @param writes the records to write; may be empty
 * @param unmoved records that are not written and must still be at the version that was read, or nothing holds
 * @param decision the decision to record, if it is one
 * @param alongside what else becomes true, in a {@link DurableStore}
 */
public record StoreCommit(
        long epoch,
        List<RecordWrite> writes,
        List<RecordVersion> unmoved,
        @Nullable DecisionRow decision,
        Alongside alongside) {
    public StoreCommit {
        writes = List.copyOf(writes);
        unmoved = List.copyOf(unmoved);
    }

    /** One that depends on nothing but what it writes. */
    public StoreCommit(long epoch, List<RecordWrite> writes, @Nullable DecisionRow decision) {
        this(epoch, writes, List.of(), decision);
    }

    /** One with nothing alongside. */
    public StoreCommit(
            long epoch, List<RecordWrite> writes, List<RecordVersion> unmoved, @Nullable DecisionRow decision) {
        this(epoch, writes, unmoved, decision, Alongside.NOTHING);
    }

    /** One that changes no record. */
    public static StoreCommit of(Alongside alongside) {
        return new StoreCommit(0, List.of(), List.of(), null, alongside);
    }
}
