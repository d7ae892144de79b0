package io.tact.history;

import org.jspecify.annotations.Nullable;

/**
 * A record, packed.
 *
 * @param bytes not to be changed: the record that was packed may remember them
 * @param patch what makes them of the bytes that the record was unpacked from; null where they were packed anew
 */
public record PackedRecord(byte[] bytes, @Nullable RecordPatch patch) {}
