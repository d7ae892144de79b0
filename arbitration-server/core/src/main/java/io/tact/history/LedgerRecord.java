package io.tact.history;

/** What the ledger keeps under one key: an account's history, or a pointer to it. */
public sealed interface LedgerRecord permits ContactHistory, Redirect {
    LedgerKey key();

    /** How often the record was written: 0 for one that was never stored; it never falls. */
    long version();
}
