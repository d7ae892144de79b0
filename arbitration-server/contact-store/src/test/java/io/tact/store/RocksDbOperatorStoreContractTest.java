package io.tact.store;

import io.tact.port.OperatorStore;
import io.tact.port.OperatorStoreContract;
import java.nio.file.Path;

class RocksDbOperatorStoreContractTest extends OperatorStoreContract {
    @Override
    protected OperatorStore open(Path folder) {
        return RocksDbContactStore.open(folder);
    }
}
