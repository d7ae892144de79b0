package io.tact.store.postgres;

import io.tact.port.ContactStore;
import io.tact.port.ContactStoreContract;
import java.nio.file.Path;

class PostgresContactStoreContractTest extends ContactStoreContract {
    private final SharedServer.Databases databases = new SharedServer.Databases();

    @Override
    protected ContactStore open(Path folder) {
        return databases.open(folder);
    }
}
