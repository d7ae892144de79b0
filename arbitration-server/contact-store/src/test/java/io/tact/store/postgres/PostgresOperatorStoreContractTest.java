package io.tact.store.postgres;

import io.tact.port.OperatorStore;
import io.tact.port.OperatorStoreContract;
import java.nio.file.Path;

class PostgresOperatorStoreContractTest extends OperatorStoreContract {
    private final SharedServer.Databases databases = new SharedServer.Databases();

    @Override
    protected OperatorStore open(Path folder) {
        return databases.open(folder);
    }
}
