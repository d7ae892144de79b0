package io.tact.store;

import io.tact.port.DurableStore;
import io.tact.port.DurableStoreContract;
import java.nio.file.Path;

class RocksDbDurableStoreContractTest extends DurableStoreContract {
    @Override
    protected DurableStore open(Path folder) {
        return RocksDbContactStore.open(folder);
    }
}
