package io.tact.grid;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.replicatedmap.ReplicatedMap;
import io.tact.history.LedgerKey;
import io.tact.port.DataFormat;
import io.tact.port.Owners;
import io.tact.port.Peer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members of the cluster as this one sees them: how many, who owns what, and who of them takes requests, where. Safe
 * for any thread.
 */
final class Members implements Owners {
    private static final Logger LOG = LoggerFactory.getLogger(Members.class);

    private final Cluster cluster;
    private final PartitionService partitions;
    private final ReplicatedMap<UUID, String> serving;
    private final int minimum;
    private volatile int seen;
    private volatile @Nullable Peer announced;

    Members(HazelcastInstance member, int minimum) {
        this.cluster = member.getCluster();
        this.partitions = member.getPartitionService();
        this.serving = member.getReplicatedMap(GridConfig.SERVING);
        this.minimum = minimum;
        cluster.addMembershipListener(new Changes());
        count();
    }

    private void count() {
        seen = cluster.getMembers().size();
    }

    int seen() {
        return seen;
    }

    /** The newest data format that each member agrees to, this one included. It comes with a member, so none is seen without. */
    List<Integer> dataFormats() {
        return cluster.getMembers().stream()
                .map(member -> member.getAttribute(GridConfig.DATA_FORMAT))
                .map(said -> said == null ? DataFormat.UNSAID : Integer.parseInt(said))
                .toList();
    }

    /** Why this member may not decide, if it sees too few. */
    Optional<String> tooFew() {
        int now = seen;
        return now >= minimum
                ? Optional.empty()
                : Optional.of("this node sees " + now + " of at least " + minimum
                        + " members. Maybe the others are down, or it is cut off from them");
    }

    @Override
    public boolean areMany() {
        return seen > 1;
    }

    @Override
    public Optional<Peer> ownerOf(LedgerKey key) {
        if (seen <= 1) {
            return Optional.empty();
        }
        Member owner = partitions.getPartition(key.value()).getOwner();
        if (owner == null || owner.localMember()) {
            return Optional.empty();
        }
        String address = serving.get(owner.getUuid());
        return address == null ? Optional.empty() : Optional.of(Peer.parse(address));
    }

    /** Tells the others where this member takes requests; null: nowhere any more. */
    void announce(@Nullable Peer here) {
        announced = here;
        UUID me = cluster.getLocalMember().getUuid();
        if (here == null) {
            serving.remove(me);
        } else if (!here.toString().equals(serving.get(me))) {
            serving.put(me, here.toString());
        }
    }

    /** After a merge this member goes by another id. */
    void announceAgain() {
        count();
        announce(announced);
    }

    private final class Changes implements MembershipListener {
        @Override
        public void memberAdded(MembershipEvent event) {
            count();
            LOG.info("a member joined; {} are seen", seen);
        }

        @Override
        public void memberRemoved(MembershipEvent event) {
            count();
            LOG.warn("a member left; {} are seen", seen);
            serving.remove(event.getMember().getUuid());
        }
    }
}
