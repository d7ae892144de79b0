package io.tact.budgets;

import io.tact.policy.BudgetPeriod;
import io.tact.policy.BudgetRule;
import io.tact.policy.BudgetsLeft;
import io.tact.port.BudgetStore;
import io.tact.port.Budgets;
import io.tact.port.CouldNotDecideException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Budgets out of leases: one lease for each period that decisions ask for, which gets more units before it runs dry. Where a
 * commit fails in doubt, its lease is closed and another begun, so that what the store counted is what counts.
 */
public final class LeasedBudgets implements Budgets, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedBudgets.class);

    /** A lease that was not renewed for so long may be reclaimed, once {@link #SLACK} has passed too. */
    public static final Duration LEASE_TIME = Duration.ofSeconds(60);

    /** How far clocks of nodes may be apart before a living node's lease is reclaimed, which costs it a decision's retry. */
    public static final Duration SLACK = Duration.ofSeconds(15);

    /** Periods are forgotten when they have been over for so long. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final int CLOSE_SECONDS = 10;

    private final BudgetStore store;
    private final Leases leases;
    private final Clock clock;
    private final ConcurrentHashMap<BudgetPeriod, Share> shares = new ConcurrentHashMap<>();

    /**
     * @param session the id of this run of this node, unique over all nodes and times
     * @param members how many members the cluster has, 1 or more
     * @param clock for when leases end
     */
    public LeasedBudgets(BudgetStore store, String session, IntSupplier members, Clock clock) {
        this.store = store;
        this.leases = new Leases(store, session, members, clock);
        this.clock = clock;
    }

    @Override
    public CompletionStage<BudgetsLeft> left(List<BudgetRule> rules, Instant now, boolean reserves) {
        Instant clocked = clock.instant();
        Map<String, BudgetRule> inForce = new HashMap<>();
        CompletionStage<Void> ready = CompletableFuture.completedFuture(null);
        for (BudgetRule rule : rules) {
            if (rule.isInForce(now)) {
                inForce.put(rule.info().id(), rule);
                if (reserves || isCurrent(rule, now, clocked)) {
                    ready = ready.thenCombine(ready(rule, now), (none, nothing) -> none);
                }
            }
        }
        return ready.handle((none, failure) -> {
            if (failure != null) {
                throw new CouldNotDecideException("the store did not lease a budget: " + failure.getMessage(), failure);
            }
            Map<String, BudgetsLeft.Left> left = new HashMap<>();
            inForce.forEach((id, rule) -> left.put(id, left(rule, now, reserves || isCurrent(rule, now, clocked))));
            return new BudgetsLeft(left);
        });
    }

    /** A dry run may ask for any instant: only of what is granted now anything is leased for it. */
    private static boolean isCurrent(BudgetRule rule, Instant now, Instant clocked) {
        return rule.periodAt(now).equals(rule.periodAt(clocked));
    }

    private BudgetsLeft.Left left(BudgetRule rule, Instant now, boolean leased) {
        BudgetPeriod period = rule.periodAt(now);
        return new BudgetsLeft.Left(leased ? held(period) : rule.max(), period.ends());
    }

    /** How much of a budget this node may grant now without asking the store. */
    public long held(BudgetPeriod period) {
        Share share = shares.get(period);
        return share == null ? 0 : share.left();
    }

    /** Completes when something is left or the store has nothing; asks the store in time for more. */
    private CompletionStage<Void> ready(BudgetRule rule, Instant now) {
        Share share = shares.computeIfAbsent(rule.periodAt(now), Share::new);
        long most = leases.most(rule);
        Share.Refill refill = share.refill(most / 4, leases.next());
        if (refill == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (refill.begins()) {
            leases.refill(share, rule, refill, most - refill.left());
        }
        return refill.left() > 0 ? CompletableFuture.completedFuture(null) : refill.done();
    }

    @Override
    public Optional<Taken> take(List<Unit> units) {
        List<HeldUnits.Held> held = new ArrayList<>();
        for (Unit unit : units) {
            Share share = shares.get(unit.period());
            String lease = share == null ? null : share.take();
            if (share == null || lease == null) {
                held.forEach(HeldUnits.Held::giveBack);
                return Optional.empty();
            }
            held.add(new HeldUnits.Held(share, lease, unit.reservation()));
        }
        return Optional.of(new HeldUnits(leases, held));
    }

    /**
     * What is to be done every second: the store is asked again for what it had not, and leases of periods that are over are
     * closed.
     */
    public CompletionStage<Integer> tidy(Instant now) {
        for (Share share : shares.values()) {
            share.askAgain();
            if (share.period().isOver(now) && shares.remove(share.period(), share)) {
                String lease = share.lease();
                if (lease != null) {
                    leases.letGo(share, lease);
                }
            }
        }
        return leases.closeDoubtful().thenApply(closed -> 0);
    }

    /**
     * What is to be done every few seconds: this node's leases are renewed, and those that no living node renews are closed.
     *
     * @param most how many at once
     * @return how many were closed
     */
    public CompletionStage<Integer> renewAndReclaim(Instant now, int most) {
        return leases.renew(shares.values(), now).thenCompose(none -> store.reclaim(now.minus(SLACK), most));
    }

    /** Forgets periods that have long been over; at most so many rows. How many. */
    public CompletionStage<Integer> prune(Instant now, int most) {
        return store.pruneBudgets(now.minus(KEPT), most);
    }

    /** What the periods that budgets are in now have come to, over all nodes. */
    public CompletionStage<List<BudgetStore.Use>> uses(Collection<BudgetPeriod> periods) {
        return store.uses(periods);
    }

    /** Returns every lease. What cannot be returned is reclaimed by another node, or by this one when it starts again. */
    @Override
    public void close() {
        for (Share share : shares.values()) {
            String lease = share.lease();
            if (lease != null) {
                leases.letGo(share, lease);
            }
        }
        try {
            leases.closeDoubtful().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("leases of budgets were not returned; they are reclaimed later", e);
        }
    }
}
