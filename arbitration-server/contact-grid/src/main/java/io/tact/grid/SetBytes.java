package io.tact.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a backup is told: the bytes that are now there, or that there are none. */
final class SetBytes implements EntryProcessor<String, byte[], Void>, IdentifiedDataSerializable {
    private static final long serialVersionUID = 1L;

    private byte @Nullable [] bytes;

    SetBytes(byte @Nullable [] bytes) {
        this.bytes = bytes;
    }

    @Override
    @SuppressWarnings("NullAway") // setting null is Hazelcast's way to remove
    public @Nullable Void process(Map.Entry<String, byte[]> entry) {
        entry.setValue(bytes);
        return null;
    }

    @Override
    public @Nullable EntryProcessor<String, byte[], Void> getBackupProcessor() {
        return null;
    }

    @Override
    public int getFactoryId() {
        return GridSerialization.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridSerialization.SET;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByteArray(bytes);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        bytes = in.readByteArray();
    }
}
