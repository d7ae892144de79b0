package io.tact.store.postgres;

import io.tact.port.BudgetStoreContract;
import io.tact.port.DurableStore;
import java.nio.file.Path;

class PostgresBudgetStoreContractTest extends BudgetStoreContract {
    private final SharedServer.Databases databases = new SharedServer.Databases();

    @Override
    protected DurableStore open(Path folder) {
        return databases.open(folder);
    }
}
