package io.tact.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.tact.history.RecordCodec;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts packed bytes in the grid unless as new a version is there. Backups are given the bytes and compare nothing. Doing
 * it twice does no harm.
 */
final class InstallIfNewer implements EntryProcessor<String, byte[], Void>, IdentifiedDataSerializable {
    private static final long serialVersionUID = 1L;

    private byte[] bytes;
    private transient boolean installed;

    InstallIfNewer(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public @Nullable Void process(Map.Entry<String, byte[]> entry) {
        byte[] there = entry.getValue();
        installed = there == null || RecordCodec.versionOf(there) < RecordCodec.versionOf(bytes);
        if (installed) {
            entry.setValue(bytes);
        }
        return null;
    }

    @Override
    public @Nullable EntryProcessor<String, byte[], Void> getBackupProcessor() {
        return installed ? new SetBytes(bytes) : null;
    }

    @Override
    public int getFactoryId() {
        return GridSerialization.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridSerialization.INSTALL;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByteArray(bytes);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        bytes = GridSerialization.bytes(in);
    }
}
