package io.tact.store;

import io.tact.port.ContactStore;
import io.tact.port.ContactStoreContract;
import java.nio.file.Path;

class RocksDbContactStoreContractTest extends ContactStoreContract {
    @Override
    protected ContactStore open(Path folder) {
        return RocksDbContactStore.open(folder);
    }
}
