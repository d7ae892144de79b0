package io.tact.port;

import io.tact.history.LedgerKey;

/**
 * A record at the version at which it was read.
 *
 * @param key its key
 * @param version the version it had, 1 or more; 0 if there was none
 */
public record RecordVersion(LedgerKey key, long version) {}
