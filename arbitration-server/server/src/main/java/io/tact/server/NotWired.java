package io.tact.server;

import io.tact.server.config.NodeConfig;
import io.tact.server.config.RetentionSettings;
import io.tact.server.config.StoreSettings;

/** What a configuration may say and this node cannot do: said at the start, instead of ignored. */
final class NotWired {
    private NotWired() {}

    /** @throws StartupException if the configuration asks for what this node cannot do; the message names the keys */
    static void refuse(NodeConfig config) throws StartupException {
        if (config.cluster() != null) {
            throw refused("cluster", "nodes do not form a cluster yet", "leave it out for one node alone");
        }
        if (config.store() instanceof StoreSettings.PostgreSql) {
            throw refused("store.postgresql", "PostgreSQL cannot be used yet", "store.embedded");
        }
        RetentionSettings usual = RetentionSettings.DEFAULT;
        if (!config.retention().decisions().equals(usual.decisions())
                || !config.retention().dryRuns().equals(usual.dryRuns())) {
            throw refused(
                    "retention.decisions and retention.dryRuns",
                    "decisions are not forgotten by age yet",
                    "leave them out");
        }
    }

    /** The store of a configuration that was not refused. */
    static StoreSettings.Embedded embedded(NodeConfig config) {
        return (StoreSettings.Embedded) config.store();
    }

    private static StartupException refused(String keys, String why, String advice) {
        return new StartupException(keys + " of the configuration cannot be followed: " + why + ". Maybe " + advice);
    }
}
