package io.tact.port;

import io.tact.history.LedgerKey;

/**
 * A record to be written if it is still at the version that was read.
 *
 * @param key its key
 * @param fromVersion the version it must have; 0 for one that must not exist
 * @param bytes the packed record, which carries {@code fromVersion + 1}
 */
public record RecordWrite(LedgerKey key, long fromVersion, byte[] bytes) {
    public long toVersion() {
        return fromVersion + 1;
    }
}
