package io.tact.load.store;

import io.tact.port.ContactStore;
import io.tact.port.ContactStoreContract;
import java.nio.file.Path;

class SqliteContactStoreContractTest extends ContactStoreContract {
    @Override
    protected ContactStore open(Path folder) {
        return SqliteContactStore.open(folder);
    }
}
