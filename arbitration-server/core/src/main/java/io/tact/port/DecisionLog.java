package io.tact.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The durable log of decisions: those that reserve are written by {@link ContactStore#commit}, dry runs in batches by
 * {@link #record}. Every row is found by its id and by its subscriber, and forgotten by age. Steps are bounded by
 * {@code most}, 1 or more, so that none of them holds up commits; whoever wants it all asks again until a step did less.
 * Futures fail with {@link CouldNotDecideException} where the log cannot be reached.
 */
public interface DecisionLog {

    /** What a row is kept for. */
    enum Kind {
        /** It reserved, or might have: its id is an idempotency key. */
        RESERVING,
        /** It was only asked. */
        DRY_RUN
    }

    /** The decision of that id, a dry run too; empty if there is none. */
    CompletionStage<Optional<DecisionRow>> decision(String id);

    /**
     * Writes dry runs. A row whose id is there already stays as it was. What is written outlives the process; it may not
     * outlive the machine's crash, unlike a commit.
     */
    CompletionStage<Void> record(List<DecisionRow> dryRuns);

    /** The decisions of a subscriber in the order of {@link LogPlace}, those after a place; at most so many. */
    CompletionStage<List<DecisionRow>> decisionsOf(String subscriber, LogPlace after, int most);

    /**
     * Erases decisions of a subscriber made up to an instant, that one included. What is answered is durable.
     *
     * @return how many were erased; less than {@code most} if none is left
     */
    CompletionStage<Integer> erase(String subscriber, Instant upTo, int most);

    /**
     * Drops what decisions were decided from, so that only the answer is left: {@link DecisionRow#inputs} becomes empty.
     * Ids that are not known are passed over. What is answered is durable.
     */
    CompletionStage<Void> dropInputs(Set<String> ids);

    /**
     * Forgets decisions of a kind made before an instant, the oldest first.
     *
     * @return how many were forgotten; those that were erased before may count too; less than {@code most} if none is left
     */
    CompletionStage<Integer> prune(Kind kind, Instant before, int most);
}
