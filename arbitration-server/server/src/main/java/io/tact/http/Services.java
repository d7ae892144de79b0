package io.tact.http;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Arbiter;
import io.tact.budgets.LeasedBudgets;
import io.tact.metrics.TactMetrics;
import io.tact.port.ContactLedger;
import io.tact.port.Owners;
import io.tact.registers.OperatorRegisters;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What the handlers call.
 *
 * @param ledger where decisions are recorded
 * @param owners which node is best asked about whom
 * @param accounts where subscribers are found and changed
 * @param arbiter who decides
 * @param active the ruleset that is active
 * @param budgets this node's part in budgets across subscribers
 * @param registers the lists and suspensions
 * @param rulesWorkers where rules run; may reject
 * @param guard who may ask, and how it is told of
 * @param lifecycle what is kept, told and erased in the course of time
 * @param metrics what is counted
 * @param readiness whether requests can be served
 * @param retention how long contacts are remembered
 * @param clock read once per request
 */
public record Services(
        ContactLedger ledger,
        Owners owners,
        Accounts accounts,
        Arbiter arbiter,
        Supplier<ActiveRuleset> active,
        LeasedBudgets budgets,
        OperatorRegisters registers,
        Executor rulesWorkers,
        Guard guard,
        Lifecycle lifecycle,
        TactMetrics metrics,
        Readiness readiness,
        Duration retention,
        Clock clock) {}
