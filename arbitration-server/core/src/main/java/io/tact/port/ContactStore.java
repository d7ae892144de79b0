package io.tact.port;

import io.tact.history.LedgerKey;
import io.tact.ruleset.RulesetVersion;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The durable truth. Commits are grouped, and each succeeds or fails alone. Called by many threads at once; futures
 * complete on the store's own threads, which must not be blocked, or on the caller's where the answer is at hand. A
 * commit's future that fails with {@link CouldNotDecideException} changed nothing; any other failure leaves the outcome
 * unknown.
 */
public interface ContactStore extends AutoCloseable {

    /** The record under a key; empty if there never was one. */
    CompletionStage<Optional<StoredRecord>> load(LedgerKey key);

    /** The decision of that id; empty if there is none. */
    CompletionStage<Optional<DecisionRow>> decision(String id);

    /** Makes a commit durable, or says why it could not be. */
    CompletionStage<CommitResult> commit(StoreCommit commit);

    /**
     * Makes a ruleset version the active one. Activating the active version again changes nothing.
     *
     * @return the epoch of the activation, counted from 1
     */
    CompletionStage<Long> activate(RulesetVersion version);

    /** The activation that holds now, whoever made it; empty if there never was one. */
    CompletionStage<Optional<Activation>> active();

    /** Whether the store can take a commit now; why not, otherwise. */
    Optional<String> unhealthy();

    /** Ends after the commits under way are durable. Idempotent. */
    @Override
    void close();
}
