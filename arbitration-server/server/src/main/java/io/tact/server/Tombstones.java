package io.tact.server;

import io.tact.server.config.StoreSettings;
import io.tact.store.CannotOpenStoreException;
import io.tact.store.RocksDbTombstones;
import io.tact.store.postgres.PostgresTombstones;

/** What erasures left under ids and numbers, in a store that no node uses. Stateless. */
public final class Tombstones {
    private Tombstones() {}

    /**
     * Removes them. Blocks for as long as reading all records takes.
     *
     * @return how many there were
     * @throws StartupException if a node uses the store, or it cannot be used; the message names it
     */
    public static long remove(StoreSettings settings) throws StartupException {
        try {
            return settings instanceof StoreSettings.PostgreSql shared
                    ? PostgresTombstones.remove(StoreStart.settings(shared))
                    : RocksDbTombstones.remove(((StoreSettings.Embedded) settings).folder());
        } catch (CannotOpenStoreException | IllegalArgumentException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }
}
