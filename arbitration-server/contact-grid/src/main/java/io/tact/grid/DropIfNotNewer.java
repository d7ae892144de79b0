package io.tact.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.tact.history.RecordCodec;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a record out of the grid, and of what its owner holds, if its version is not above a given one. */
final class DropIfNotNewer
        implements EntryProcessor<String, byte[], Void>, IdentifiedDataSerializable, HazelcastInstanceAware {
    private static final long serialVersionUID = 1L;

    private long version;
    private transient @Nullable HazelcastInstance member;

    DropIfNotNewer(long version) {
        this.version = version;
    }

    @Override
    @SuppressWarnings("NullAway") // setting null is Hazelcast's way to remove
    public @Nullable Void process(Map.Entry<String, byte[]> entry) {
        byte[] there = entry.getValue();
        if (there != null && RecordCodec.versionOf(there) <= version) {
            entry.setValue(null);
        }
        Held.on(member).overtaken(entry.getKey(), version);
        return null;
    }

    @Override
    public @Nullable EntryProcessor<String, byte[], Void> getBackupProcessor() {
        return null;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        member = instance;
    }

    @Override
    public int getFactoryId() {
        return GridSerialization.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridSerialization.DROP;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeLong(version);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        version = in.readLong();
    }
}
