package io.tact.history;

/** The packed, versioned binary form of ledger records. */
public final class RecordCodec {
    private RecordCodec() {}

    /**
     * Packs a record.
     *
     * @param version the version to write into it, whatever the record says
     */
    public static byte[] encode(LedgerRecord record, long version) {
        throw new UnsupportedOperationException("to be written: " + record.key() + version);
    }

    /**
     * Unpacks a record that {@link #encode} packed, in this or any older format version.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    public static LedgerRecord decode(LedgerKey key, byte[] bytes) {
        throw new UnsupportedOperationException("to be written: " + key + bytes.length);
    }
}
