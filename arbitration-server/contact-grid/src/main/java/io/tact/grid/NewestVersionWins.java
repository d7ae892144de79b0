package io.tact.grid;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.merge.MergingEntry;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import io.tact.history.RecordCodec;
import org.jspecify.annotations.Nullable;

/** When two halves of a cluster meet again, of two records under one key the one with the higher version stays. */
final class NewestVersionWins
        implements SplitBrainMergePolicy<byte[], MergingEntry<Object, byte[]>, Object>, IdentifiedDataSerializable {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object merge(
            @Nullable MergingEntry<Object, byte[]> merging, @Nullable MergingEntry<Object, byte[]> existing) {
        if (merging == null) {
            return existing == null ? null : existing.getRawValue();
        }
        if (existing == null) {
            return merging.getRawValue();
        }
        return version(existing) >= version(merging) ? existing.getRawValue() : merging.getRawValue();
    }

    private static long version(MergingEntry<Object, byte[]> value) {
        return RecordCodec.versionOf(value.getDeserializedValue());
    }

    @Override
    public int getFactoryId() {
        return GridSerialization.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridSerialization.MERGE;
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
