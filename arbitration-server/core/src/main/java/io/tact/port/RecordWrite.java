package io.tact.port;

import io.tact.history.LedgerKey;
import io.tact.history.RecordPatch;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written if it is still at the version that was read.
 *
 * @param key its key
 * @param fromVersion the version it must have; 0 for one that must not exist
 * @param bytes the packed record, which carries {@code fromVersion + 1}
 * @param patch what makes these of the bytes of {@code fromVersion}, for a store that can keep that instead; null if nobody knows
 */
public record RecordWrite(LedgerKey key, long fromVersion, byte[] bytes, @Nullable RecordPatch patch) {

    /** One that is written as a whole. */
    public RecordWrite(LedgerKey key, long fromVersion, byte[] bytes) {
        this(key, fromVersion, bytes, null);
    }

    public long toVersion() {
        return fromVersion + 1;
    }
}
