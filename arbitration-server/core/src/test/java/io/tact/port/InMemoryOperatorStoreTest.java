package io.tact.port;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class InMemoryOperatorStoreTest extends OperatorStoreContract {
    private final Map<Path, InMemoryOperatorStore.Disk> disks = new HashMap<>();

    @Override
    protected OperatorStore open(Path folder) {
        return new InMemoryOperatorStore(disks.computeIfAbsent(folder, f -> new InMemoryOperatorStore.Disk()));
    }
}
