package io.tact.port;

import io.tact.policy.BudgetPeriod;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Budgets in memory; the caller holds the disk. */
final class InMemoryBudgets {
    private record Key(String budget, String period) {
        static Key of(BudgetPeriod period) {
            return new Key(period.budget(), period.name());
        }
    }

    private record Lease(Key key, long units, long used, Instant until) {
        long unspent() {
            return units - used;
        }
    }

    private final Map<Key, BudgetPeriod> periods = new HashMap<>();
    private final Map<Key, Long> granted = new HashMap<>();
    private final Map<String, Lease> leases = new TreeMap<>();
    private final Map<String, Set<Key>> drawn = new HashMap<>();

    long lease(BudgetStore.Wanted wanted, BudgetStore.Size size) {
        Key key = Key.of(wanted.period());
        long units = size.units(granted.getOrDefault(key, 0L));
        if (units > 0) {
            periods.putIfAbsent(key, wanted.period());
            granted.merge(key, units, Long::sum);
            Lease before = leases.getOrDefault(wanted.lease(), new Lease(key, 0, 0, wanted.until()));
            leases.put(wanted.lease(), new Lease(key, before.units() + units, before.used(), wanted.until()));
        }
        return units;
    }

    Set<String> renew(Collection<String> ids, Instant until) {
        Set<String> open = new HashSet<>(ids);
        open.retainAll(leases.keySet());
        open.forEach(id -> leases.computeIfPresent(
                id, (same, lease) -> new Lease(lease.key(), lease.units(), lease.used(), until)));
        return open;
    }

    void close(Collection<String> ids) {
        for (String id : ids) {
            Lease lease = leases.remove(id);
            if (lease != null) {
                granted.merge(lease.key(), -lease.unspent(), Long::sum);
            }
        }
    }

    int reclaim(Instant before, int most) {
        List<String> old = leases.entrySet().stream()
                .filter(entry -> entry.getValue().until().isBefore(before))
                .map(Map.Entry::getKey)
                .limit(most)
                .toList();
        close(old);
        return old.size();
    }

    int prune(Instant before, int most) {
        Set<Key> over = new HashSet<>();
        periods.forEach((key, period) -> {
            if (period.ends() != null && period.ends().isBefore(before) && over.size() < most) {
                over.add(key);
            }
        });
        over.forEach(periods::remove);
        over.forEach(granted::remove);
        leases.values().removeIf(lease -> over.contains(lease.key()));
        drawn.values().forEach(keys -> keys.removeAll(over));
        return over.size();
    }

    List<BudgetStore.Use> uses(Collection<BudgetPeriod> wanted) {
        return wanted.stream()
                .filter(period -> granted.containsKey(Key.of(period)))
                .map(period -> new BudgetStore.Use(
                        period,
                        granted.getOrDefault(Key.of(period), 0L),
                        leases.values().stream()
                                .filter(lease -> lease.key().equals(Key.of(period)))
                                .mapToLong(Lease::unspent)
                                .sum()))
                .toList();
    }

    @Nullable CommitResult refusal(List<Draw> draws) {
        Map<String, Long> wanted = new TreeMap<>();
        draws.forEach(draw -> wanted.merge(draw.lease(), 1L, Long::sum));
        for (Map.Entry<String, Long> entry : wanted.entrySet()) {
            Lease lease = leases.get(entry.getKey());
            if (lease == null || lease.unspent() < entry.getValue()) {
                return new CommitResult.LeaseClosed(entry.getKey());
            }
        }
        return null;
    }

    void keep(Alongside alongside) {
        for (Draw draw : alongside.draws()) {
            leases.computeIfPresent(draw.lease(), (id, lease) -> {
                drawn.computeIfAbsent(draw.reservation(), r -> new HashSet<>()).add(lease.key());
                return new Lease(lease.key(), lease.units(), lease.used() + 1, lease.until());
            });
        }
        for (String released : alongside.released()) {
            Set<Key> keys = drawn.remove(released);
            if (keys != null) {
                keys.forEach(key -> granted.merge(key, -1L, Long::sum));
            }
        }
    }
}
