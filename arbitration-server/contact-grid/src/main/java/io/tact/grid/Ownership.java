package io.tact.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.partition.ReplicaMigrationEvent;
import io.tact.history.LedgerKey;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntSupplier;

/**
 * Which partitions this member owns, and since when. Each has a stamp that changes when the partition comes, goes, or may
 * have missed something: what is held under an older stamp is not trusted. Safe for any thread.
 */
final class Ownership {
    private static final long NOT_MINE = -1;

    private final PartitionService service;
    private final Partition[] partitions;
    private final AtomicLongArray stamps;
    private final Lease lease;
    private final IntSupplier members;

    /** Where a record belongs and the stamp under which it was looked at. */
    record Place(int partition, long stamp) {}

    private Ownership(PartitionService service, Lease lease, IntSupplier members) {
        this.service = service;
        this.lease = lease;
        this.members = members;
        this.partitions = new Partition[service.getPartitions().size()];
        service.getPartitions().forEach(p -> partitions[p.getPartitionId()] = p);
        this.stamps = new AtomicLongArray(partitions.length);
    }

    /** @param members how many members are seen, this one too */
    static Ownership of(HazelcastInstance member, Lease lease, IntSupplier members) {
        Ownership ownership = new Ownership(member.getPartitionService(), lease, members);
        member.getPartitionService().addMigrationListener(ownership.new Moves());
        return ownership;
    }

    /** Where a record belongs now. To be asked before it is read. */
    Place placeOf(LedgerKey key) {
        int partition = service.getPartition(key.value()).getPartitionId();
        return new Place(partition, stamps.get(partition));
    }

    /** Whether a record of that place belongs to this member. */
    boolean isMine(Place place) {
        Member owner = partitions[place.partition()].getOwner();
        return owner != null && owner.localMember();
    }

    /** Whether there is no other member that could own anything. */
    boolean isAlone() {
        return members.getAsInt() == 1;
    }

    /** Whether what was looked at there still holds: this member owned the partition all the time and was never away. */
    boolean isTrusted(Place place) {
        return stamps.get(place.partition()) == place.stamp() && isMine(place) && lease.isValid();
    }

    /** Whether this member was running lately: if it was away for seconds, others may have gone on without it. */
    boolean isAwake() {
        return lease.isValid();
    }

    /** What trust rests on now. While it stays the same, all that was trusted is. */
    long[] standing() {
        long[] standing = new long[partitions.length + 1];
        for (int i = 0; i < partitions.length; i++) {
            long stamp = stamps.get(i);
            standing[i] = isMine(new Place(i, stamp)) ? stamp : NOT_MINE;
        }
        standing[partitions.length] = isAwake() ? 1 : 0;
        return standing;
    }

    int owned() {
        int owned = 0;
        for (int i = 0; i < partitions.length; i++) {
            owned += isMine(new Place(i, 0)) ? 1 : 0;
        }
        return owned;
    }

    void distrust(int partition) {
        stamps.incrementAndGet(partition);
    }

    void distrustAll() {
        for (int i = 0; i < partitions.length; i++) {
            distrust(i);
        }
    }

    private final class Moves implements MigrationListener {
        @Override
        public void migrationStarted(MigrationState state) {}

        @Override
        public void migrationFinished(MigrationState state) {}

        @Override
        public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
            if (event.getReplicaIndex() == 0) {
                distrust(event.getPartitionId());
            }
        }

        @Override
        public void replicaMigrationFailed(ReplicaMigrationEvent event) {
            replicaMigrationCompleted(event);
        }
    }
}
