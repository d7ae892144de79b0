package io.tact.server;

import io.tact.arbitration.Accounts;
import io.tact.budgets.LeasedBudgets;
import io.tact.decisionlog.DryRunLog;
import io.tact.http.Lifecycle;
import io.tact.http.Services;
import io.tact.lifecycle.ErasedAddresses;
import io.tact.lifecycle.Erasures;
import io.tact.lifecycle.Sweeper;
import io.tact.metrics.TactMetrics;
import io.tact.policy.BudgetRule;
import io.tact.port.ContactLedger;
import io.tact.port.DurableStore;
import io.tact.port.Formats;
import io.tact.port.OperatorStore;
import io.tact.registers.KeyedHash;
import io.tact.server.config.RetentionSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Wires what is kept, told and erased in the course of time. */
final class LifecycleStart {
    private static final int DRY_RUNS_WAITING = 4_096;

    private LifecycleStart() {}

    /** @throws StartupException if the key of their hashes cannot be read */
    static ErasedAddresses addresses(DurableStore store, OperatorStore keys) throws StartupException {
        return new ErasedAddresses(store::refused, hash(keys));
    }

    /**
     * The hash that only nodes over one store can make.
     *
     * @throws StartupException if its key cannot be read
     */
    static KeyedHash hash(OperatorStore keys) throws StartupException {
        try {
            return KeyedHash.of(keys).toCompletableFuture().join();
        } catch (CompletionException | IllegalArgumentException e) {
            throw new StartupException("the key of erased addresses cannot be read: " + e.getMessage(), e);
        }
    }

    static Lifecycle lifecycle(
            DurableStore store,
            ContactLedger ledger,
            Accounts accounts,
            ErasedAddresses addresses,
            Duration retention,
            Formats formats,
            TactMetrics metrics) {
        DryRunLog dryRuns = new DryRunLog(store, DRY_RUNS_WAITING, formats, metrics::droppedDryRun);
        metrics.watchQueue("dry-runs", dryRuns::size);
        return new Lifecycle(
                store, dryRuns, store, new Erasures(ledger, accounts, store, addresses, retention), addresses);
    }

    /** The part of this run of the node in budgets across subscribers; it is watched. */
    static LeasedBudgets budgets(
            DurableStore store, List<BudgetRule> rules, IntSupplier members, Clock clock, TactMetrics metrics) {
        LeasedBudgets budgets = new LeasedBudgets(store, UUID.randomUUID().toString(), members, clock);
        rules.stream()
                .collect(Collectors.groupingBy(rule -> rule.info().id()))
                .forEach((id, versions) -> metrics.watchBudget(id, () -> {
                    Instant now = clock.instant();
                    return versions.stream()
                            .filter(rule -> rule.isInForce(now))
                            .mapToLong(rule -> budgets.held(rule.periodAt(now)))
                            .sum();
                }));
        return budgets;
    }

    /** Starts the timer. */
    static Upkeep upkeep(Services services, DurableStore store, RetentionSettings retention) {
        Lifecycle lifecycle = services.lifecycle();
        Sweeper sweeper = new Sweeper(store::due, services.ledger(), services.accounts(), lifecycle.erasures());
        return Upkeep.start(
                new Upkeep.Keepers(
                        lifecycle.dryRuns(),
                        sweeper,
                        store,
                        store,
                        services.budgets(),
                        services.guard().trail()),
                retention,
                services.metrics(),
                services.clock());
    }
}
