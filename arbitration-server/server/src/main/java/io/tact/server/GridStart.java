package io.tact.server;

import io.tact.grid.CannotJoinException;
import io.tact.grid.GridNode;
import io.tact.grid.GridSettings;
import io.tact.grid.Membership;
import io.tact.server.config.Address;
import io.tact.server.config.ClusterSettings;
import io.tact.server.config.MembershipSettings;
import io.tact.server.config.MemorySettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grid as the configuration wants it. */
final class GridStart {
    private static final long MEBIBYTE = 1 << 20;

    private GridStart() {}

    /** @throws StartupException if the member cannot start; the message says why */
    static GridNode start(GridSettings settings) throws StartupException {
        try {
            return GridNode.start(settings);
        } catch (CannotJoinException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * @param cluster null for a node alone
     * @throws StartupException if the heap has no room for it; the message says how large both are
     */
    static GridSettings settings(MemorySettings memory, @Nullable ClusterSettings cluster) throws StartupException {
        return settings(memory, cluster, Runtime.getRuntime().maxMemory());
    }

    /** @param heap the most bytes that the heap may take */
    static GridSettings settings(MemorySettings memory, @Nullable ClusterSettings cluster, long heap)
            throws StartupException {
        GridSettings shares = cluster == null
                ? GridSettings.forHeap(heap)
                : GridSettings.forHeap(heap, cluster.name(), membership(cluster));
        int grid = memory.gridMebibytes() == null ? shares.gridMebibytes() : memory.gridMebibytes();
        int local = memory.localMebibytes() == null ? shares.localMebibytes() : memory.localMebibytes();
        if ((long) grid + local >= heap / MEBIBYTE) {
            throw new StartupException("memory.gridMebibytes (" + grid + ") and memory.localMebibytes (" + local
                    + ") leave nothing of the heap of " + heap / MEBIBYTE
                    + " MiB. Maybe a larger one: TACT_JVM_OPTS=-Xmx" + 3L * (grid + local) + "m");
        }
        return new GridSettings(shares.name(), grid, local, shares.membership());
    }

    private static Membership membership(ClusterSettings cluster) {
        if (cluster.membership() instanceof MembershipSettings.Kubernetes kubernetes) {
            return new Membership.Kubernetes(cluster.bind(), cluster.port(), kubernetes.service(), cluster.quorum());
        }
        List<String> members = ((MembershipSettings.Named) cluster.membership())
                .members().stream().map(Address::toString).toList();
        Address advertise = cluster.advertise();
        return new Membership.TcpIp(
                cluster.bind(),
                cluster.port(),
                advertise == null ? null : advertise.toString(),
                members,
                cluster.quorum());
    }
}
