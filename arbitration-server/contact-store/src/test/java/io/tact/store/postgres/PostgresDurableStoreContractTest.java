package io.tact.store.postgres;

import io.tact.port.DurableStore;
import io.tact.port.DurableStoreContract;
import java.nio.file.Path;

class PostgresDurableStoreContractTest extends DurableStoreContract {
    private final SharedServer.Databases databases = new SharedServer.Databases();

    @Override
    protected DurableStore open(Path folder) {
        return databases.open(folder);
    }
}
