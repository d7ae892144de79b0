package io.tact.http;

import io.tact.decisionlog.DryRunLog;
import io.tact.lifecycle.ErasedAddresses;
import io.tact.lifecycle.Erasures;
import io.tact.port.DecisionLog;
import io.tact.port.Feeds;

/**
 * What is kept, told and erased in the course of time.
 *
 * @param log the log of decisions
 * @param dryRuns dry runs on their way to it
 * @param feeds what happened, and who did what
 * @param erasures who erases
 * @param addresses what is left of erased addresses
 */
public record Lifecycle(
        DecisionLog log, DryRunLog dryRuns, Feeds feeds, Erasures erasures, ErasedAddresses addresses) {}
