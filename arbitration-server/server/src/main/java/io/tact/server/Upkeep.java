package io.tact.server;

import io.tact.audit.AuditTrail;
import io.tact.budgets.LeasedBudgets;
import io.tact.decisionlog.DryRunLog;
import io.tact.lifecycle.Sweeper;
import io.tact.metrics.TactMetrics;
import io.tact.port.DecisionLog;
import io.tact.port.Feeds;
import io.tact.server.config.RetentionSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one timer of a node: dry runs go to the log four times a second, what is due is swept every second, leases of
 * budgets are renewed every ten, what is too old is pruned every minute, sums of the audit are written every minute and every ten, all in small steps one after the other on a thread of its own. A step that fails is tried again next
 * time. Every node of a cluster may do the same.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long FLUSH_MILLIS = 250;
    private static final long SWEEP_MILLIS = 1_000;
    private static final long PRUNE_MILLIS = 60_000;
    private static final long RENEW_MILLIS = 10_000;
    private static final long REFUSED_MILLIS = 60_000;
    private static final long SERVED_MILLIS = 600_000;
    private static final int STEP = 256;

    /** So many steps in a row, then others have their turn. */
    private static final int MOST_STEPS = 64;

    /** Some 4,000 dry runs a second at most, so that logging them leaves the processors and the disk to those who ask. */
    private static final int MOST_FLUSHES = 4;

    private static final long PATIENCE_SECONDS = 30;

    /** What is done in steps. */
    private interface Step {
        /** How much was done; less than {@link #STEP} if nothing is left. */
        CompletionStage<Integer> run(Instant now);
    }

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "upkeep");
        thread.setDaemon(true);
        return thread;
    });
    private final DryRunLog dryRuns;
    private final AuditTrail trail;
    private final Clock clock;

    private Upkeep(DryRunLog dryRuns, AuditTrail trail, Clock clock) {
        this.dryRuns = dryRuns;
        this.trail = trail;
        this.clock = clock;
    }

    /** Where everything is kept. */
    record Keepers(
            DryRunLog dryRuns,
            Sweeper sweeper,
            DecisionLog log,
            Feeds feeds,
            LeasedBudgets budgets,
            AuditTrail trail) {}

    /** Starts the timer; what was due while no node ran is swept at once. */
    static Upkeep start(Keepers keepers, RetentionSettings retention, TactMetrics metrics, Clock clock) {
        Upkeep upkeep = new Upkeep(keepers.dryRuns(), keepers.trail(), clock);
        upkeep.every(FLUSH_MILLIS, MOST_FLUSHES, "logging of dry runs", now -> keepers.dryRuns()
                .flush(now, STEP));
        upkeep.every(SWEEP_MILLIS, "sweeping", now -> keepers.sweeper()
                .sweep(now, STEP)
                .thenApply(swept -> {
                    metrics.expired(swept.expired());
                    swept.failures().stream()
                            .findFirst()
                            .ifPresent(failure -> LOG.warn(
                                    "{} of what was due could not be looked at; it is tried again: {}",
                                    swept.failures().size(),
                                    failure.toString()));
                    return swept.looked();
                }));
        upkeep.every(
                PRUNE_MILLIS,
                "pruning of dry runs",
                now -> counted(
                        metrics,
                        "DRY_RUN",
                        keepers.log().prune(DecisionLog.Kind.DRY_RUN, now.minus(retention.dryRuns()), STEP)));
        upkeep.every(
                PRUNE_MILLIS,
                "pruning of decisions",
                now -> counted(
                        metrics,
                        "DECISION",
                        keepers.log().prune(DecisionLog.Kind.RESERVING, now.minus(retention.decisions()), STEP)));
        upkeep.every(
                PRUNE_MILLIS,
                "pruning of events",
                now -> counted(
                        metrics,
                        "EVENT",
                        keepers.feeds().prune(Feeds.Feed.EVENTS, now.minus(retention.events()), STEP)));
        upkeep.keep(keepers.budgets(), metrics);
        upkeep.every(REFUSED_MILLIS, 1, "writing of what was refused", keepers.trail()::writeRefused);
        upkeep.every(SERVED_MILLIS, 1, "writing of what was served", keepers.trail()::writeServed);
        return upkeep;
    }

    private void keep(LeasedBudgets budgets, TactMetrics metrics) {
        every(SWEEP_MILLIS, "tidying of budgets", budgets::tidy);
        every(RENEW_MILLIS, "renewing of leases", now -> budgets.renewAndReclaim(now, STEP)
                .thenApply(leases -> {
                    metrics.reclaimed(leases);
                    return leases;
                }));
        every(PRUNE_MILLIS, "pruning of budgets", now -> counted(metrics, "BUDGET", budgets.prune(now, STEP)));
    }

    private static CompletionStage<Integer> counted(TactMetrics metrics, String kind, CompletionStage<Integer> pruned) {
        return pruned.thenApply(entries -> {
            metrics.pruned(kind, entries);
            return entries;
        });
    }

    private void every(long millis, String what, Step step) {
        every(millis, MOST_STEPS, what, step);
    }

    private void every(long millis, int most, String what, Step step) {
        timer.scheduleWithFixedDelay(() -> run(most, what, step), 0, millis, TimeUnit.MILLISECONDS);
    }

    private void run(int most, String what, Step step) {
        try {
            int done = STEP;
            for (int i = 0; i < most && done >= STEP; i++) {
                done = step.run(clock.instant()).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CompletionException | TimeoutException e) {
            LOG.warn("{} failed; it is tried again", what, e);
        } catch (RuntimeException e) {
            LOG.error("{} failed unexpectedly; it is tried again", what, e);
        }
    }

    /** Ends after the dry runs that wait are logged, and the sums of the audit, if they can be. */
    @Override
    public void close() {
        timer.execute(() -> run(MOST_STEPS, "logging of dry runs", now -> dryRuns.flush(now, STEP)));
        timer.execute(() -> run(1, "writing of what was refused", trail::writeRefused));
        timer.execute(() -> run(1, "writing of what was served", trail::writeServed));
        timer.shutdown();
        try {
            if (!timer.awaitTermination(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
