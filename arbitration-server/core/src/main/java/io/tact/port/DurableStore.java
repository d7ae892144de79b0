package io.tact.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The durable truth in full: records, the log of decisions, feeds, reminders, budgets, and what is left of refused
 * addresses. What {@link StoreCommit#alongside} says is kept by it.
 */
public interface DurableStore extends ContactStore, DecisionLog, Feeds, BudgetStore {
    @Override
    CompletionStage<Optional<DecisionRow>> decision(String id);

    /** Reminders that are due at {@code now} or before and not settled yet, the earliest first; at most so many. */
    CompletionStage<List<Reminder>> due(Instant now, int most);

    /** What is kept of refused addresses with these hashes, in any order. */
    CompletionStage<List<RefusedAddress>> refused(Set<String> hashes);
}
