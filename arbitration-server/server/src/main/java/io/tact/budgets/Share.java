package io.tact.budgets;

import io.tact.policy.BudgetPeriod;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What this node holds of one period of a budget: one lease at most, and what is left of it in memory, which is never more
 * than the store would let it draw. Every method is atomic.
 */
final class Share {
    private final BudgetPeriod period;
    private @Nullable String lease;
    private long left;
    private boolean spent;
    private @Nullable CompletableFuture<Void> refill;

    Share(BudgetPeriod period) {
        this.period = period;
    }

    BudgetPeriod period() {
        return period;
    }

    synchronized long left() {
        return left;
    }

    /** The lease that is held, if one is. */
    synchronized @Nullable String lease() {
        return lease;
    }

    /** Takes one unit; the lease it is of, or null if none is left. */
    synchronized @Nullable String take() {
        if (left <= 0) {
            return null;
        }
        left--;
        return lease;
    }

    /** Puts a unit back, unless the lease it was of is not held any more. */
    synchronized void giveBack(String from) {
        if (from.equals(lease)) {
            left++;
        }
    }

    /** Lets go of a lease, if it is held: its store alone knows what it has left. Whether it was. */
    synchronized boolean letGo(String doubtful) {
        if (!doubtful.equals(lease)) {
            return false;
        }
        lease = null;
        left = 0;
        return true;
    }

    /** A refill that is under way, or that the caller is to begin. */
    record Refill(CompletableFuture<Void> done, boolean begins, String lease, boolean fresh, long left) {}

    /**
     * A refill, if there is need: nothing is left, or so little that it soon will be.
     *
     * @param few what is so little
     * @param fresh the id of a new lease, where none is held
     * @return null if there is enough, or the store had nothing when it was asked last
     */
    synchronized @Nullable Refill refill(long few, String fresh) {
        CompletableFuture<Void> underWay = refill;
        if (underWay != null) {
            return new Refill(underWay, false, "", false, left);
        }
        if (left > few || spent) {
            return null;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        refill = done;
        return lease == null ? new Refill(done, true, fresh, true, left) : new Refill(done, true, lease, false, left);
    }

    /**
     * The store has leased more; 0 if it has nothing.
     *
     * @param under the lease that it was asked for
     * @return whether the units are held now; if not, the lease was let go of meanwhile and is to be closed
     */
    synchronized boolean refilled(String under, long units, boolean wasFresh) {
        refill = null;
        if (units == 0) {
            spent = true;
            return true;
        }
        if (wasFresh && lease == null) {
            lease = under;
        }
        if (!under.equals(lease)) {
            return false;
        }
        left += units;
        return true;
    }

    /** It is not known whether the store has leased more: the lease is let go of. */
    synchronized void failed(String under) {
        refill = null;
        letGo(under);
    }

    /** The store may have something again. */
    synchronized void askAgain() {
        spent = false;
    }
}
