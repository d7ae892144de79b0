package io.tact.port;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class InMemoryBudgetStoreTest extends BudgetStoreContract {
    private final Map<Path, InMemoryContactStore.Disk> disks = new HashMap<>();

    @Override
    protected DurableStore open(Path folder) {
        return new InMemoryContactStore(disks.computeIfAbsent(folder, f -> new InMemoryContactStore.Disk()));
    }
}
