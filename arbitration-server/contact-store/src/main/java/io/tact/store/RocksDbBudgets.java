package io.tact.store;

import io.tact.policy.BudgetPeriod;
import io.tact.port.Alongside;
import io.tact.port.BudgetStore.Size;
import io.tact.port.BudgetStore.Use;
import io.tact.port.BudgetStore.Wanted;
import io.tact.port.Draw;
import io.tact.store.RocksDbBudgetRows.Lease;
import io.tact.store.RocksDbBudgetRows.Of;
import io.tact.store.RocksDbBudgetRows.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The budgets of a folder: how its rows change. Not for two threads at once: every call stands between {@link #begin} and
 * {@link #end}, which writes what changed in between.
 */
final class RocksDbBudgets {
    private static final long NEVER = Long.MAX_VALUE;

    /** A change of budgets. */
    @FunctionalInterface
    interface Change<T> {
        T make(RocksDbBudgets budgets, WriteBatch batch) throws RocksDBException;
    }

    private final RocksDbBudgetRows rows;

    RocksDbBudgets(RocksDbFolder folder) {
        this.rows = new RocksDbBudgetRows(folder);
    }

    /** What changed before and was not written, since writing failed, never was. */
    void begin() {
        rows.begin();
    }

    /** Puts what changed in a batch. */
    void end(WriteBatch batch) throws RocksDBException {
        rows.end(batch);
    }

    /** How much a lease has left; negative if it is not open. */
    long left(String id) throws RocksDBException {
        Lease lease = rows.lease(id);
        return lease == null ? -1 : lease.unspent();
    }

    void put(WriteBatch batch, Alongside alongside) throws RocksDBException {
        for (Draw draw : alongside.draws()) {
            Lease lease = rows.lease(draw.lease());
            if (lease == null) {
                throw new IllegalStateException("lease " + draw.lease() + " is not open");
            }
            rows.put(draw.lease(), new Lease(lease.of(), lease.units(), lease.used() + 1, lease.until()));
            rows.putDrawn(batch, lease.of(), draw.reservation());
        }
        for (String released : alongside.released()) {
            for (Of of : rows.deleteDrawn(batch, released)) {
                grant(of, -1);
            }
        }
    }

    long lease(Wanted wanted, Size size) throws RocksDBException {
        Of of = Of.of(wanted.period());
        Period stored = rows.period(of);
        Period period = stored == null ? new Period(ends(wanted.period().ends()), 0) : stored;
        long units = size.units(period.granted());
        if (units > 0) {
            Lease before = rows.lease(wanted.lease());
            long had = before == null ? 0 : before.units();
            long used = before == null ? 0 : before.used();
            rows.put(of, period.granting(units));
            rows.put(
                    wanted.lease(),
                    new Lease(of, had + units, used, wanted.until().toEpochMilli()));
        }
        return units;
    }

    private static long ends(@Nullable Instant ends) {
        return ends == null ? NEVER : ends.toEpochMilli();
    }

    Set<String> renew(Collection<String> ids, Instant until) throws RocksDBException {
        Set<String> open = new HashSet<>();
        for (String id : ids) {
            Lease lease = rows.lease(id);
            if (lease != null) {
                rows.put(id, new Lease(lease.of(), lease.units(), lease.used(), until.toEpochMilli()));
                open.add(id);
            }
        }
        return open;
    }

    /** How many were open. */
    int close(Collection<String> ids) throws RocksDBException {
        int closed = 0;
        for (String id : ids) {
            Lease lease = rows.lease(id);
            if (lease != null) {
                grant(lease.of(), -lease.unspent());
                rows.put(id, lease.closed());
                closed++;
            }
        }
        return closed;
    }

    int reclaim(Instant before, int most) throws RocksDBException {
        List<String> old = new ArrayList<>();
        rows.eachLease((id, lease) -> {
            if (lease.until() < before.toEpochMilli() && old.size() < most) {
                old.add(id);
            }
        });
        return close(old);
    }

    /** Forgets periods, each once nobody is left who drew on it. */
    int prune(WriteBatch batch, Instant before, int most) throws RocksDBException {
        int pruned = 0;
        for (Of of : rows.over(before.toEpochMilli())) {
            if (pruned >= most) {
                return pruned;
            }
            pruned += rows.delete(batch, of, most - pruned);
        }
        return pruned;
    }

    List<Use> uses(Collection<BudgetPeriod> wanted) throws RocksDBException {
        Map<Of, Long> unspent = new HashMap<>();
        rows.eachLease((id, lease) -> unspent.merge(lease.of(), lease.unspent(), Long::sum));
        List<Use> uses = new ArrayList<>();
        for (BudgetPeriod period : wanted) {
            Of of = Of.of(period);
            Period stored = rows.period(of);
            if (stored != null) {
                uses.add(new Use(period, stored.granted(), unspent.getOrDefault(of, 0L)));
            }
        }
        return uses;
    }

    /** A period that was forgotten stays so. */
    private void grant(Of of, long more) throws RocksDBException {
        Period period = rows.period(of);
        if (period != null) {
            rows.put(of, period.granting(more));
        }
    }
}
