package io.tact.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one node needs to know.
 *
 * @param ruleset the folder of the ruleset to activate
 * @param http where it listens
 * @param store where the truth is kept
 * @param cluster the cluster it belongs to; null for one node alone
 * @param memory how much of the heap accounts may take
 * @param retention how long things are remembered
 * @param identities who may ask; null if nobody is asked who they are
 * @param drain how long it stays up, not ready, before connections end; 0 to 10 minutes
 */
public record NodeConfig(
        @Setting(meaning = "The folder of the ruleset to activate", example = "rules/rulesets/telco") Path ruleset,
        @Setting(meaning = "Where the HTTP interface is", otherwise = "all defaults", example = "{port: 8080}")
                HttpSettings http,
        @Setting(
                        meaning = "Where the truth is kept: one of embedded and postgresql",
                        example = "{embedded: {folder: /var/lib/tact}}")
                StoreSettings store,
        @Setting(
                        meaning =
                                "The cluster that the node belongs to, with one of members and kubernetes. Needs store.postgresql",
                        otherwise = "one node alone",
                        example = "{members: [\"10.0.0.11:5701\", \"10.0.0.12:5701\", \"10.0.0.13:5701\"]}")
                @Nullable ClusterSettings cluster,
        @Setting(
                        meaning = "How much of the heap accounts may take",
                        otherwise = "all defaults",
                        example = "{gridMebibytes: 512}")
                MemorySettings memory,
        @Setting(meaning = "How long things are remembered", otherwise = "all defaults", example = "{contacts: P400D}")
                RetentionSettings retention,
        @Setting(
                        meaning =
                                "Who may ask. Without, the node listens on this machine only and asks nobody who they are",
                        otherwise = "nobody is asked",
                        example = "{keys: [{id: ops, hash: \"sha256:…\", roles: [sre]}]}")
                @Nullable IdentitySettings identities,
        @Setting(
                        meaning =
                                "How long a node that was told to stop stays up and says that it is not ready, before connections"
                                        + " end: as long as whoever sends it requests takes to notice",
                        fallback = "PT0S",
                        min = "PT0S",
                        max = "PT10M",
                        example = "PT15S")
                Duration drain) {
    public static final String LOOPBACK = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;

    /** @throws IllegalArgumentException if a value is out of range, or two do not go together; the message names it */
    public NodeConfig {
        Range.require(NodeConfig.class, "drain", drain);
        Optional<String> why = whyNotTogether(store, cluster)
                .or(() -> whyUnreachable(http, cluster))
                .or(() -> whyExposed(http, identities));
        if (why.isPresent()) {
            throw new IllegalArgumentException(why.get());
        }
    }

    /** One alone on an embedded store, that listens on the loopback address only; the rest is as by default. */
    public static NodeConfig local(int port, Path data, Path ruleset) {
        return alone(LOOPBACK, port, data, ruleset);
    }

    /** One alone on an embedded store; the rest is as by default. */
    public static NodeConfig alone(String host, int port, Path data, Path ruleset) {
        return new NodeConfig(
                ruleset,
                new HttpSettings(host, port, null),
                new StoreSettings.Embedded(data),
                null,
                MemorySettings.SHARES,
                RetentionSettings.DEFAULT,
                null,
                Duration.ZERO);
    }

    /** The same, with the HTTP interface elsewhere. */
    public NodeConfig listening(String host, int port) {
        return new NodeConfig(
                ruleset,
                new HttpSettings(host, port, http.advertise(), http.tls()),
                store,
                cluster,
                memory,
                retention,
                identities,
                drain);
    }

    /** The same for others. */
    public NodeConfig asking(@Nullable IdentitySettings who) {
        return new NodeConfig(ruleset, http, store, cluster, memory, retention, who, drain);
    }

    /** The same with the HTTP interface in another way. */
    public NodeConfig over(HttpSettings other) {
        return new NodeConfig(ruleset, other, store, cluster, memory, retention, identities, drain);
    }

    /** Why everybody could do everything; nothing if they cannot. */
    static Optional<String> whyExposed(HttpSettings http, @Nullable IdentitySettings identities) {
        return identities == null && !HttpSettings.isThisMachine(http.host())
                ? Optional.of("http.host (" + http.host() + ") is reached from beyond this machine, and there are no"
                        + " identities: everybody could read and change everything. Maybe add identities (./tact key makes a"
                        + " key), or keep to " + LOOPBACK)
                : Optional.empty();
    }

    /** Why a store cannot be with a cluster; nothing if it can. */
    static Optional<String> whyNotTogether(StoreSettings store, @Nullable ClusterSettings cluster) {
        return store instanceof StoreSettings.Embedded && areSeveral(cluster)
                ? Optional.of("store.embedded cannot be with a cluster of more than one: the embedded store serves one"
                        + " process; several nodes need PostgreSQL. Maybe store.postgresql")
                : Optional.empty();
    }

    /** Why the other nodes of a cluster do not know where to go; nothing if they do. */
    static Optional<String> whyUnreachable(HttpSettings http, @Nullable ClusterSettings cluster) {
        return areSeveral(cluster) && !http.isReachable()
                ? Optional.of("http.advertise must say where other nodes reach this one: " + http.host()
                        + " is every address. Maybe 10.0.0.11:" + http.port())
                : Optional.empty();
    }

    private static boolean areSeveral(@Nullable ClusterSettings cluster) {
        return cluster != null && cluster.membership().mayBeSeveral();
    }
}
