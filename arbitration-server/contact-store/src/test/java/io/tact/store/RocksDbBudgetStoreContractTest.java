package io.tact.store;

import io.tact.port.BudgetStoreContract;
import io.tact.port.DurableStore;
import java.nio.file.Path;

class RocksDbBudgetStoreContractTest extends BudgetStoreContract {
    @Override
    protected DurableStore open(Path folder) {
        return RocksDbContactStore.open(folder);
    }
}
