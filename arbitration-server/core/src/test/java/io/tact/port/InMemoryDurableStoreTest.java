package io.tact.port;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class InMemoryDurableStoreTest extends DurableStoreContract {
    private final Map<Path, InMemoryContactStore.Disk> disks = new HashMap<>();

    @Override
    protected DurableStore open(Path folder) {
        return new InMemoryContactStore(disks.computeIfAbsent(folder, f -> new InMemoryContactStore.Disk()));
    }
}
