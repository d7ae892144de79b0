package io.tact.port;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class InMemoryContactStoreTest extends ContactStoreContract {
    private final Map<Path, InMemoryContactStore.Disk> disks = new HashMap<>();

    @Override
    protected ContactStore open(Path folder) {
        return new InMemoryContactStore(disks.computeIfAbsent(folder, f -> new InMemoryContactStore.Disk()));
    }
}
