package io.tact.grid;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;

/** The ids under which members know the grid's commands: no class name goes over the wire. */
final class GridSerialization implements DataSerializableFactory {
    static final int FACTORY = 7200;
    static final int INSTALL = 1;
    static final int DROP = 2;
    static final int MERGE = 4;
    static final int FORGET = 5;

    @Override
    public IdentifiedDataSerializable create(int classId) {
        return switch (classId) {
            case INSTALL -> new InstallIfNewer(new byte[0]);
            case DROP -> new DropIfNotNewer(0);
            case MERGE -> new NewestVersionWins();
            case FORGET -> new Forget();
            default -> throw new IllegalArgumentException("grid command " + classId + " is not known");
        };
    }

    static byte[] bytes(ObjectDataInput in) throws IOException {
        byte[] bytes = in.readByteArray();
        if (bytes == null) {
            throw new IOException("a grid command came without its bytes");
        }
        return bytes;
    }
}
