package io.tact.port;

import io.tact.policy.BudgetPeriod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Budgets as rows, out of which units are leased to nodes. What is granted of a period is the units of its open leases and
 * what was drawn on those that are closed, less what was given back; it never passes the most that a lease was asked under.
 *
 * <p>A commit draws on a lease by {@link Alongside#draws}: only while the lease is open and has a unit left, in the same
 * transaction. So a lease that was closed, by whomever, is never drawn on again, and what it had left is free at once.
 * Called by many threads at once; futures complete on threads that must not be blocked. A future that fails leaves the
 * outcome unknown.
 */
public interface BudgetStore {

    /**
     * What a node wants.
     *
     * @param lease the lease's id, unique over all nodes and times; an open one of that id gets more units
     * @param period of which budget
     * @param owner who draws on it, for people
     * @param until when it may be reclaimed unless it was renewed
     */
    record Wanted(String lease, BudgetPeriod period, String owner, Instant until) {}

    /**
     * How much of it.
     *
     * @param max the most that may be granted in the period, over all leases
     * @param most the most units to lease, 1 or more
     * @param shares of what is free the lease gets at most one share of so many, but one unit at least; 1 or more
     */
    record Size(long max, long most, int shares) {
        public Size {
            if (max < 0 || most < 1 || shares < 1) {
                throw new IllegalArgumentException(
                        "max (" + max + "), most (" + most + ") and shares (" + shares + ") are out of range");
            }
        }

        /**
         * How many units to lease.
         *
         * @param granted how much is granted already
         */
        public long units(long granted) {
            long free = Math.max(0, max - granted);
            return Math.min(Math.min(free, most), Math.max(1, free / shares));
        }
    }

    /**
     * What a period has come to.
     *
     * @param granted the units that are leased or drawn
     * @param unspent of these, what open leases have left
     */
    record Use(BudgetPeriod period, long granted, long unspent) {}

    /** Leases units. How many; 0 if none is free. */
    CompletionStage<Long> lease(Wanted wanted, Size size);

    /**
     * Keeps leases from being reclaimed.
     *
     * @return those of them that are open; the others were closed
     */
    CompletionStage<Set<String>> renew(Collection<String> leases, Instant until);

    /** Closes leases; what they have left is free at once. Those that are closed already stay so. */
    CompletionStage<Void> close(Collection<String> leases);

    /**
     * Closes leases that were to be renewed before an instant; at most so many.
     *
     * @return how many
     */
    CompletionStage<Integer> reclaim(Instant before, int most);

    /**
     * Forgets periods that were over before an instant and who drew on them: a release has nothing to give back then. At
     * most so many rows in one step.
     *
     * @return how many
     */
    CompletionStage<Integer> pruneBudgets(Instant before, int most);

    /** What these periods have come to, in any order; those of which nothing was ever leased are left out. */
    CompletionStage<List<Use>> uses(Collection<BudgetPeriod> periods);
}
