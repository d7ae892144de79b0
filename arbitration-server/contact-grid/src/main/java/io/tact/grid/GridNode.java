package io.tact.grid;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.util.ConcurrencyUtil;
import com.hazelcast.map.IMap;
import io.tact.port.ContactLedger;
import io.tact.port.ContactStore;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * This node's member of the grid: alone, found by nobody, listening on an ephemeral port of the loopback interface only.
 *
 * <p>Hazelcast completes futures on an executor that starts a thread for each where the common pool has no parallelism, as
 * on two cores. So the whole process is told to complete them on the thread that has the answer; code that must not run on
 * a partition thread hops off by itself.
 */
public final class GridNode implements AutoCloseable {
    private static final String RECORDS = "records";
    private static final String LOOPBACK = "127.0.0.1";

    private final HazelcastInstance member;
    private final GridSettings settings;
    private final ExecutorService hop;

    private GridNode(HazelcastInstance member, GridSettings settings, ExecutorService hop) {
        this.member = member;
        this.settings = settings;
        this.hop = hop;
    }

    /** Starts a member. Takes a second or two; not for an event loop. */
    public static GridNode start(GridSettings settings) {
        ConcurrencyUtil.setDefaultAsyncExecutor(ConcurrencyUtil.CALLER_RUNS);
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config(settings));
        ExecutorService hop = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "grid-read");
            thread.setDaemon(true);
            return thread;
        });
        return new GridNode(member, settings, hop);
    }

    private static Config config(GridSettings settings) {
        Config config = new Config()
                .setClusterName(settings.name())
                .setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.discovery.enabled", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.max.wait.seconds.before.join", "0")
                .setProperty("hazelcast.health.monitoring.level", "OFF")
                .setProperty("hazelcast.operation.thread.count", "2")
                .setProperty("hazelcast.operation.generic.thread.count", "2")
                .setProperty("hazelcast.io.thread.count", "1")
                .setProperty("hazelcast.event.thread.count", "1")
                .setProperty("hazelcast.operation.responsethread.count", "0");
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        config.getSerializationConfig().addDataSerializableFactory(GridSerialization.FACTORY, new GridSerialization());
        alone(config.getNetworkConfig());
        config.addMapConfig(records(settings));
        return config;
    }

    private static void alone(NetworkConfig network) {
        network.setPort(0).setPortAutoIncrement(false).setPublicAddress(null);
        network.getInterfaces().setEnabled(true).addInterface(LOOPBACK);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(false);
    }

    private static MapConfig records(GridSettings settings) {
        return new MapConfig(RECORDS)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(1)
                .setReadBackupData(false)
                .setStatisticsEnabled(false)
                .setPerEntryStatsEnabled(false)
                .setEvictionConfig(new EvictionConfig()
                        .setEvictionPolicy(EvictionPolicy.LRU)
                        .setMaxSizePolicy(MaxSizePolicy.USED_HEAP_SIZE)
                        .setSize(settings.gridMebibytes()));
    }

    /** The ledger of this node over a store. */
    public ContactLedger ledger(ContactStore store) {
        return new HazelcastContactLedger(records(), store, hop, (long) settings.localMebibytes() << 20);
    }

    /** Whether the member can be used; why not, otherwise. */
    public Optional<String> unhealthy() {
        return member.getLifecycleService().isRunning()
                ? Optional.empty()
                : Optional.of("the grid's member has stopped");
    }

    IMap<String, byte[]> records() {
        return member.getMap(RECORDS);
    }

    HazelcastInstance member() {
        return member;
    }

    /** Leaves the grid. Close what uses its ledgers first. Idempotent. */
    @Override
    public void close() {
        member.shutdown();
        hop.shutdown();
    }
}
