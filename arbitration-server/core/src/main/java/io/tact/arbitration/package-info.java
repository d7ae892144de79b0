/**
 * The pipeline: a request becomes candidates, slots, verdicts, a ranking, a selection, a commit and a decision.
 *
 * <p>{@link io.tact.arbitration.Decider} is pure: same ruleset, request, history and instant, same decision, on every node
 * and on replay. {@link io.tact.arbitration.Arbiter} is the only asynchronous class: it reads, decides, commits, and
 * decides again if the record moved.
 */
@NullMarked
package io.tact.arbitration;

import org.jspecify.annotations.NullMarked;
