package io.tact.server;

import io.tact.port.ContactStore;
import io.tact.port.CouldNotDecideException;
import io.tact.port.OperatorStore;
import io.tact.registers.OperatorRegisters;
import io.tact.ruleset.RulesetVersion;
import io.tact.server.config.NodeConfig;
import io.tact.server.config.StoreSettings;
import io.tact.store.CannotOpenStoreException;
import io.tact.store.RocksDbContactStore;
import io.tact.store.postgres.ClockOffset;
import io.tact.store.postgres.PostgresContactStore;
import io.tact.store.postgres.PostgresSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Opens the durable store and what operators set in it. */
final class StoreStart {
    /** Do-not-call lists may fill a third of the heap. */
    private static final int LIST_SHARE_OF_HEAP = 3;

    private StoreStart() {}

    /** @throws StartupException if the store cannot be opened; the message names it */
    static OpenStore open(NodeConfig config, Clock clock) throws StartupException {
        try {
            return config.store() instanceof StoreSettings.PostgreSql shared
                    ? connect(shared, clock)
                    : open((StoreSettings.Embedded) config.store());
        } catch (CannotOpenStoreException | IllegalArgumentException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    /** How long a start waits for a store that is not there: not at all for one in a folder. */
    static StoreWait wait(StoreSettings settings) {
        return new StoreWait(settings instanceof StoreSettings.PostgreSql shared ? shared.patience() : Duration.ZERO);
    }

    /**
     * Makes a version of the ruleset the active one.
     *
     * @return its epoch
     * @throws StartupException if the store does not say that it is
     */
    static long activate(ContactStore store, RulesetVersion version) throws StartupException {
        try {
            return store.activate(version).toCompletableFuture().join();
        } catch (CompletionException | CouldNotDecideException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartupException(
                    "ruleset " + version.name() + " version " + version.hash() + " cannot be activated: "
                            + cause.getMessage(),
                    e);
        }
    }

    private static OpenStore open(StoreSettings.Embedded settings) {
        RocksDbContactStore store = RocksDbContactStore.open(settings.folder());
        return new OpenStore(store, store);
    }

    /** @throws IllegalArgumentException if they cannot be those of a database; the message names what is wrong */
    static PostgresSettings settings(StoreSettings.PostgreSql settings) {
        String password = settings.password() == null ? "" : settings.password().text();
        return new PostgresSettings(
                settings.url(), settings.user(), password, settings.poolSize(), PostgresSettings.Timeouts.USUAL);
    }

    private static OpenStore connect(StoreSettings.PostgreSql settings, Clock clock) {
        PostgresContactStore store = PostgresContactStore.open(settings(settings), clock);
        return new OpenStore(store, store, () -> store.clockOffset().map(ClockOffset::ahead));
    }

    /**
     * @param changed told when an operator has changed something here
     * @throws StartupException if what operators set cannot be read; the message names the store
     */
    static OperatorRegisters registers(OperatorStore store, StoreSettings settings, Clock clock, Runnable changed)
            throws StartupException {
        try {
            long entries = Runtime.getRuntime().maxMemory() / LIST_SHARE_OF_HEAP / Long.BYTES;
            return OperatorRegisters.open(store, entries, clock, changed);
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
