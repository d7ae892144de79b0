package io.tact.arbitration;

import io.tact.history.ContactHistory;
import io.tact.policy.BudgetsLeft;
import io.tact.policy.RegisterExtract;
import io.tact.ruleset.RulesetVersion;
import java.time.Instant;

/**
 * What a recorded decision was decided from, so that it can be explained in full, or decided again, later.
 *
 * @param at the instant it was decided for
 * @param ruleset the ruleset it was decided with
 * @param epoch the activation of that ruleset
 * @param subscriber the subscriber's id
 * @param history the account's history as it was before the decision
 * @param body the request as it was received
 * @param registers what it could see of lists and suspensions
 * @param budgets what was left of budgets
 * @param mandate who asked, and as whom they could speak
 */
public record DecisionInputs(
        Instant at,
        RulesetVersion ruleset,
        long epoch,
        String subscriber,
        ContactHistory history,
        byte[] body,
        RegisterExtract registers,
        BudgetsLeft budgets,
        Mandate mandate) {

    /** Inputs of a decision for somebody who was not asked who they are, and that no budget could say no to. */
    public DecisionInputs(
            Instant at,
            RulesetVersion ruleset,
            long epoch,
            String subscriber,
            ContactHistory history,
            byte[] body,
            RegisterExtract registers) {
        this(at, ruleset, epoch, subscriber, history, body, registers, BudgetsLeft.ALL, Mandate.NONE);
    }
}
