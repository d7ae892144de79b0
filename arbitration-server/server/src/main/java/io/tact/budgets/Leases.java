package io.tact.budgets;

import io.tact.policy.BudgetRule;
import io.tact.port.BudgetStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * The leases of this run of a node in the store: they are made larger, renewed, and closed where it is in doubt what they still
 * have. Safe for any thread.
 */
final class Leases {
    /** The most units of one lease that are not spent yet. */
    private static final long LARGEST = 1_000;

    /** Of what is free a node leases at most one of so many shares for every member. */
    private static final int SHARES_OF_A_MEMBER = 4;

    private final BudgetStore store;
    private final String session;
    private final IntSupplier members;
    private final Clock clock;
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();

    /**
     * @param session the id of this run of this node, unique over all nodes and times
     * @param members how many members the cluster has, 1 or more
     * @param clock for when leases end
     */
    Leases(BudgetStore store, String session, IntSupplier members, Clock clock) {
        this.store = store;
        this.session = session;
        this.members = members;
        this.clock = clock;
    }

    /** An id that no lease has. */
    String next() {
        return session + "-" + numbers.incrementAndGet();
    }

    /** How many units a lease has at most that are not spent yet. */
    long most(BudgetRule rule) {
        return Math.max(1, Math.min(LARGEST, rule.max() / (10L * members.getAsInt())));
    }

    /** Asks for more units of a share; whoever waits for the refill is told. */
    void refill(Share share, BudgetRule rule, Share.Refill refill, long wanted) {
        String lease = refill.lease();
        CompletionStage<Long> asked;
        try {
            asked = store.lease(
                    new BudgetStore.Wanted(
                            lease, share.period(), session, clock.instant().plus(LeasedBudgets.LEASE_TIME)),
                    new BudgetStore.Size(rule.max(), Math.max(1, wanted), SHARES_OF_A_MEMBER * members.getAsInt()));
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        asked.whenComplete((units, failure) -> {
            if (failure != null) {
                share.failed(lease);
                doubtful.add(lease);
                refill.done().completeExceptionally(failure);
            } else {
                if (!share.refilled(lease, units, refill.fresh())) {
                    doubtful.add(lease);
                    closeDoubtful();
                }
                refill.done().complete(null);
            }
        });
    }

    /** Lets go of a lease, if the share still has it: only the store can say what is left of it. */
    void letGo(Share share, String lease) {
        if (share.letGo(lease)) {
            doubtful.add(lease);
        }
    }

    /** Tries to close what is in doubt; what cannot be closed is tried again, and at last reclaimed. */
    CompletionStage<Void> closeDoubtful() {
        Set<String> closing = new HashSet<>(doubtful);
        return closing.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : store.close(closing).thenAccept(closed -> doubtful.removeAll(closing));
    }

    /** Makes the leases of shares last; one that the store had closed is let go of. */
    CompletionStage<Void> renew(Collection<Share> shares, Instant now) {
        Map<String, Share> held = new HashMap<>();
        for (Share share : shares) {
            String lease = share.lease();
            if (lease != null) {
                held.put(lease, share);
            }
        }
        return held.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : store.renew(held.keySet(), now.plus(LeasedBudgets.LEASE_TIME)).thenAccept(open -> {
                    held.keySet().removeAll(open);
                    held.forEach((lease, share) -> share.letGo(lease));
                });
    }
}
