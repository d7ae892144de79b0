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

/**
 * Puts packed bytes in the grid unless as new a version is there, and has the owner forget what it holds of an older one.
 * Doing it twice does no harm.
 */
final class InstallIfNewer
        implements EntryProcessor<String, byte[], Void>, IdentifiedDataSerializable, HazelcastInstanceAware {
    private static final long serialVersionUID = 1L;

    private byte[] bytes;
    private transient boolean ownersOwn;
    private transient @Nullable HazelcastInstance member;

    /** By any member. */
    InstallIfNewer(byte[] bytes) {
        this(bytes, false);
    }

    /** @param ownersOwn whether the owner itself sends it, and has seen to what it holds */
    InstallIfNewer(byte[] bytes, boolean ownersOwn) {
        this.bytes = bytes;
        this.ownersOwn = ownersOwn;
    }

    @Override
    public @Nullable Void process(Map.Entry<String, byte[]> entry) {
        byte[] there = entry.getValue();
        long version = RecordCodec.versionOf(bytes);
        if (there == null || RecordCodec.versionOf(there) < version) {
            entry.setValue(bytes);
        }
        if (!ownersOwn) {
            Held.on(member).overtaken(entry.getKey(), version - 1);
        }
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
