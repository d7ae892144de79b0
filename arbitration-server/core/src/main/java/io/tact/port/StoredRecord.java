package io.tact.port;

import io.tact.history.LedgerKey;

/**
 * One record as the store keeps it.
 *
 * @param key its key
 * @param version how often it was written, 1 or more
 * @param bytes the packed record; not to be changed
 */
public record StoredRecord(LedgerKey key, long version, byte[] bytes) {}
