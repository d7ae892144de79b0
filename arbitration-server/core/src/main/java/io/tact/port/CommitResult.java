package io.tact.port;

import io.tact.history.LedgerKey;

/** What the store said to a commit. All but {@link Committed} changed nothing. */
public sealed interface CommitResult {

    /** It is durable. */
    record Committed() implements CommitResult {}

    /** A record had moved on: read again and decide again. */
    record Conflict(LedgerKey key) implements CommitResult {}

    /** The same request was decided before: this is what was answered. */
    record Replayed(DecisionRow decision) implements CommitResult {}

    /** Another request was decided under the same id. */
    record KeyReused() implements CommitResult {}

    /** Another ruleset epoch is active: decide again under it. */
    record StaleEpoch(long active) implements CommitResult {}

    /** A reminder it was to settle is no longer there: another has settled it. */
    record Overtaken(Reminder reminder) implements CommitResult {}

    /** A lease of a budget that it was to draw on is closed, or has less left than it was to draw. */
    record LeaseClosed(String lease) implements CommitResult {}
}
