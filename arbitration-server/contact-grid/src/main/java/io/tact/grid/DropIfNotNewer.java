package io.tact.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.tact.history.RecordCodec;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a record out of the grid if its version is not above a given one. */
final class DropIfNotNewer implements EntryProcessor<String, byte[], Void>, IdentifiedDataSerializable {
    private static final long serialVersionUID = 1L;

    private long version;
    private transient boolean dropped;

    DropIfNotNewer(long version) {
        this.version = version;
    }

    @Override
    @SuppressWarnings("NullAway") // setting null is Hazelcast's way to remove
    public @Nullable Void process(Map.Entry<String, byte[]> entry) {
        byte[] there = entry.getValue();
        dropped = there != null && RecordCodec.versionOf(there) <= version;
        if (dropped) {
            entry.setValue(null);
        }
        return null;
    }

    @Override
    public @Nullable EntryProcessor<String, byte[], Void> getBackupProcessor() {
        return dropped ? new SetBytes(null) : null;
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
