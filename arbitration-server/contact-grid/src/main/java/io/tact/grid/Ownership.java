package io.tact.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.partition.ReplicaMigrationEvent;
import io.tact.history.LedgerKey;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntSupplier;

/**
 * Which partitions this member owns, and since when. Each has a stamp that changes when the partition comes, goes, or may
 * have missed something: what is held under an older stamp is not trusted. Safe for any thread.
 */
final class Ownership {
    private static final long NOT_MINE = -1;

    private final PartitionService service;
    private final Partition[] partitions;

    /** Each partition as it stands: one object for all records there, until its stamp changes. */
    private final AtomicReferenceArray<Place> places;

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
        this.places = new AtomicReferenceArray<>(partitions.length);
        for (int i = 0; i < partitions.length; i++) {
            places.set(i, new Place(i, 0));
        }
    }

    /** @param members how many members are seen, this one too */
    static Ownership of(HazelcastInstance member, Lease lease, IntSupplier members) {
        Ownership ownership = new Ownership(member.getPartitionService(), lease, members);
        member.getPartitionService().addMigrationListener(ownership.new Moves());
        return ownership;
    }

    /** Where a record belongs now. To be asked before it is read. */
    Place placeOf(LedgerKey key) {
        return places.get(service.getPartition(key.value()).getPartitionId());
    }

    /** Where a record belongs now that once belonged there: the partition is the same for good. */
    Place now(Place before) {
        return places.get(before.partition());
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
        return now(place).equals(place) && isMine(place) && lease.isValid();
    }

    /** Whether this member was running lately: if it was away for seconds, others may have gone on without it. */
    boolean isAwake() {
        return lease.isValid();
    }

    /** What trust rests on now. While it stays the same, all that was trusted is. */
    long[] standing() {
        long[] standing = new long[partitions.length + 1];
        for (int i = 0; i < partitions.length; i++) {
            Place place = places.get(i);
            standing[i] = isMine(place) ? place.stamp() : NOT_MINE;
        }
        standing[partitions.length] = isAwake() ? 1 : 0;
        return standing;
    }

    int owned() {
        int owned = 0;
        for (int i = 0; i < partitions.length; i++) {
            owned += isMine(places.get(i)) ? 1 : 0;
        }
        return owned;
    }

    void distrust(int partition) {
        places.updateAndGet(partition, place -> new Place(partition, place.stamp() + 1));
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
