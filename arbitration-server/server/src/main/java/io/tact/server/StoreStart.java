package io.tact.server;

import io.tact.port.CouldNotDecideException;
import io.tact.port.OperatorStore;
import io.tact.registers.OperatorRegisters;
import io.tact.server.config.NodeConfig;
import io.tact.server.config.StoreSettings;
import io.tact.store.CannotOpenStoreException;
import io.tact.store.RocksDbContactStore;

/** Opens the durable store and what operators set in it. */
final class StoreStart {
    /** Do-not-call lists may fill a third of the heap. */
    private static final int LIST_SHARE_OF_HEAP = 3;

    private StoreStart() {}

    /** @throws StartupException if the store cannot be opened; the message names it */
    static RocksDbContactStore open(NodeConfig config) throws StartupException {
        try {
            return RocksDbContactStore.open(NotWired.embedded(config).folder());
        } catch (CannotOpenStoreException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws StartupException if what operators set cannot be read; the message names the store */
    static OperatorRegisters registers(OperatorStore store, StoreSettings settings) throws StartupException {
        try {
            long entries = Runtime.getRuntime().maxMemory() / LIST_SHARE_OF_HEAP / Long.BYTES;
            return OperatorRegisters.open(store, entries);
        } catch (IllegalArgumentException | CouldNotDecideException e) {
            throw new StartupException(
                    "the operator's lists and suspensions in " + name(settings) + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static String name(StoreSettings settings) {
        return settings instanceof StoreSettings.Embedded embedded
                ? embedded.folder().toString()
                : ((StoreSettings.PostgreSql) settings).url();
    }
}
