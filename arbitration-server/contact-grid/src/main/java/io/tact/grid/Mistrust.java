package io.tact.grid;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.map.IMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a member does not trust what the grid holds. It does only while nothing could have passed it by. After two halves of the
 * cluster have met again all of it is forgotten; what a lost member owned is gone with it; what this member held of a partition
 * that moved is forgotten; and after this process did not run for seconds it asks the store until it knows that it is still a
 * member. Works on threads of its own until it is closed.
 */
final class Mistrust implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mistrust.class);
    private static final int ATTEMPTS = 30;
    private static final int FORGETTING_SECONDS = 5;

    private final Lease lease;
    private final Ownership ownership;
    private final Held held;
    private final IMap<String, byte[]> records;
    private final IExecutorService forgetting;
    // One thread for the lease, one for what may take longer.
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(2, GridNode.daemon("grid-ticks"));

    /**
     * From here on, of a member.
     *
     * @param lease renewed from here on, as long as this process runs
     * @param ownership what is this member's, under the lease
     * @param held what this process holds
     */
    Mistrust(HazelcastInstance member, Lease lease, Ownership ownership, Held held) {
        this.lease = lease;
        this.ownership = ownership;
        this.held = held;
        this.records = member.getMap(GridConfig.RECORDS);
        this.forgetting = member.getExecutorService(GridConfig.FORGETTING);
        held.onForget(this::distrustAll);
        member.getCluster().addMembershipListener(new Departures());
        long every = Lease.RENEWED_EVERY.toMillis();
        ticks.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            if (lease.renew()) {
                LOG.warn("this process did not run for a while; until it knows what it missed, the store is asked");
                distrustAll();
            }
            held.sweep();
        } catch (RuntimeException e) {
            LOG.warn("the grid could not be looked after: {}", e.toString());
        }
    }

    private void distrustAll() {
        ownership.distrustAll();
        held.sweep();
    }

    /** Two halves have met: either may have gone on without the other, so all that the grid holds is read anew. */
    void merged() {
        LOG.warn("this member was cut off and is back; what the grid holds is forgotten");
        distrustAll();
        ticks.execute(() -> forgetEverywhere(ATTEMPTS));
    }

    /** First the grid, then what members hold of it, so that none of it comes back. */
    private void forgetEverywhere(int attempts) {
        try {
            records.clear();
            for (Future<?> done : forgetting.submitToAllMembers(new Forget()).values()) {
                done.get(FORGETTING_SECONDS, TimeUnit.SECONDS);
            }
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            LOG.warn("the grid could not be emptied: {}", e.toString());
            if (attempts > 1 && !ticks.isShutdown()) {
                ticks.schedule(() -> forgetEverywhere(attempts - 1), 1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
    }

    private final class Departures implements MembershipListener {
        @Override
        public void memberAdded(MembershipEvent event) {}

        @Override
        public void memberRemoved(MembershipEvent event) {
            distrustAll();
        }
    }
}
