package io.tact.grid;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import java.util.Map;

/** Turns settings into the configuration of a member. */
final class GridConfig {
    static final String RECORDS = "records";

    /** Which of its members take requests, by member, and where. */
    static final String SERVING = "serving";

    /** Short words from one member to all. */
    static final String NEWS = "news";

    /** Where members are told to forget what they hold. */
    static final String FORGETTING = "forgetting";

    /** The attribute of a member that says the newest data format it agrees to. */
    static final String DATA_FORMAT = "tact.data-format";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MERGE_BATCH = 1_000;
    private static final String PARTITIONS_ALONE = "13";

    /**
     * A member that does not answer is out after 8 seconds, 8 missed heartbeats: longer than a bad garbage collection, shorter
     * than the patience of most clients. A connection that is refused counts at once, so a killed process is out in about
     * one. No call waits longer than 5 seconds; a split is looked for every 10.
     *
     * <p>When the oldest member leaves, the next one asks the others to follow it, as many times as its claim may take seconds,
     * with the pause between calls after the first five; who still believes in the oldest says no, and if it says so to the
     * end the two part. So 60 is some six seconds of asking. With 10 they parted where a busy member heard of the leaving
     * half a second late.
     */
    private static final Map<String, String> FAILURES = Map.ofEntries(
            Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
            Map.entry("hazelcast.max.no.heartbeat.seconds", "8"),
            Map.entry("hazelcast.heartbeat.failuredetector.type", "deadline"),
            Map.entry("hazelcast.mastership.claim.timeout.seconds", "60"),
            Map.entry("hazelcast.member.list.publish.interval.seconds", "10"),
            Map.entry("hazelcast.socket.connect.timeout.seconds", "3"),
            Map.entry("hazelcast.connection.monitor.interval", "100"),
            Map.entry("hazelcast.connection.monitor.max.faults", "3"),
            Map.entry("hazelcast.operation.call.timeout.millis", "5000"),
            Map.entry("hazelcast.invocation.retry.pause.millis", "100"),
            Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "10"),
            Map.entry("hazelcast.max.join.seconds", "60"),
            Map.entry("hazelcast.graceful.shutdown.max.wait", "15"));

    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("hazelcast.logging.type", "slf4j"),
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.shutdownhook.enabled", "false"),
            Map.entry("hazelcast.wait.seconds.before.join", "0"),
            Map.entry("hazelcast.max.wait.seconds.before.join", "0"),
            Map.entry("hazelcast.health.monitoring.level", "OFF"),
            Map.entry("hazelcast.operation.thread.count", "2"),
            Map.entry("hazelcast.operation.generic.thread.count", "2"),
            Map.entry("hazelcast.io.thread.count", "1"),
            Map.entry("hazelcast.event.thread.count", "1"),
            Map.entry("hazelcast.operation.responsethread.count", "0"));

    private GridConfig() {}

    static Config of(GridSettings settings) {
        Config config = new Config().setClusterName(settings.name());
        FAILURES.forEach(config::setProperty);
        SMALL.forEach(config::setProperty);
        if (settings.isAlone()) {
            // There is nobody to share them with, and each takes memory and time to start.
            config.setProperty("hazelcast.partition.count", PARTITIONS_ALONE);
        } else {
            // With one thread for all connections, that to a member that is starting holds up those to the others.
            config.setProperty("hazelcast.io.thread.count", "3");
        }
        config.getMemberAttributeConfig().setAttribute(DATA_FORMAT, Integer.toString(settings.dataFormat()));
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        config.getSerializationConfig()
                .addDataSerializableFactory(GridSerialization.FACTORY, new GridSerialization())
                .setJavaSerializationFilterConfig(whatMayBeDeserialised());
        network(config, settings.membership());
        config.addMapConfig(records(settings));
        config.getReplicatedMapConfig(SERVING).setAsyncFillup(true).setStatisticsEnabled(false);
        config.getExecutorConfig(FORGETTING).setPoolSize(1).setStatisticsEnabled(false);
        config.getTopicConfig(NEWS).setStatisticsEnabled(false);
        return config;
    }

    /**
     * The port of members asks nobody who they are. So it builds only what Hazelcast's members say to each other, among it
     * exceptions; our own commands come by number and bring bytes only.
     */
    private static JavaSerializationFilterConfig whatMayBeDeserialised() {
        ClassFilter known = new ClassFilter()
                .addPrefixes("com.hazelcast.", "java.util.Collections$")
                .addPackages("java.lang", "java.util.concurrent")
                .addClasses(
                        "[Ljava.lang.StackTraceElement;",
                        "[Ljava.lang.Throwable;",
                        "java.io.EOFException",
                        "java.io.IOException",
                        "java.util.ArrayList",
                        "java.util.UUID");
        return new JavaSerializationFilterConfig().setDefaultsDisabled(true).setWhitelist(known);
    }

    /**
     * A port for members and nothing else (Hazelcast's advanced network). On a port that also takes clients, Hazelcast 5.7 lets
     * the thread of a connection spin for as long as something waits to be sent and the other side has not said which of the two it
     * is: as one does not that is cut off, or is starting. Each such thread takes a whole processor.
     */
    private static void network(Config config, Membership membership) {
        JoinConfig join = config.getAdvancedNetworkConfig().setEnabled(true).getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(false);
        if (membership instanceof Membership.TcpIp tcpIp) {
            listen(config, tcpIp.bind(), tcpIp.port()).setPublicAddress(tcpIp.advertise());
            join.getTcpIpConfig().setEnabled(true).setMembers(tcpIp.members()).setConnectionTimeoutSeconds(3);
        } else if (membership instanceof Membership.Kubernetes kubernetes) {
            listen(config, kubernetes.bind(), kubernetes.port());
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", kubernetes.service())
                    .setProperty("service-dns-timeout", "5")
                    .setProperty("service-port", Integer.toString(kubernetes.port()));
        } else {
            listen(config, LOOPBACK, 0);
            config.setProperty("hazelcast.discovery.enabled", "false");
        }
    }

    private static ServerSocketEndpointConfig listen(Config config, String bind, int port) {
        config.setProperty("hazelcast.socket.bind.any", "false");
        ServerSocketEndpointConfig members =
                new ServerSocketEndpointConfig().setPort(port).setPortAutoIncrement(false);
        members.getInterfaces().setEnabled(true).addInterface(bind);
        config.getAdvancedNetworkConfig().setMemberEndpointConfig(members);
        return members;
    }

    /**
     * Without backups: what a backup has may be behind, so it could not be trusted when its owner is lost, and the store has
     * it anyway. A member that leaves in order hands its records over.
     */
    private static MapConfig records(GridSettings settings) {
        return new MapConfig(RECORDS)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(0)
                .setReadBackupData(false)
                .setStatisticsEnabled(false)
                .setPerEntryStatsEnabled(false)
                .setMergePolicyConfig(new MergePolicyConfig(NewestVersionWins.class.getName(), MERGE_BATCH))
                .setEvictionConfig(new EvictionConfig()
                        .setEvictionPolicy(EvictionPolicy.LRU)
                        .setMaxSizePolicy(MaxSizePolicy.USED_HEAP_SIZE)
                        .setSize(settings.gridMebibytes()));
    }
}
