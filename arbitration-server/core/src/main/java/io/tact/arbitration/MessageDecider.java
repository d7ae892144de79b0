package io.tact.arbitration;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.history.ContactHistory;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.model.Treatment;
import io.tact.policy.BudgetsLeft;
import io.tact.policy.PolicyCheck;
import io.tact.policy.Registers;
import io.tact.policy.Situation;
import io.tact.policy.SlotPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * May this one message be sent? Judges a message that a sender brings along, which need not be in the catalogue: contact
 * policy and DRL objections, without eligibility, control groups, scores or competition. Pure.
 */
public final class MessageDecider {
    private final ActiveRuleset active;
    private final Registers registers;
    private final BudgetsLeft budgets;

    /** A decider to whom no lists and no suspensions are known. */
    public MessageDecider(ActiveRuleset active) {
        this(active, Registers.EMPTY);
    }

    /** @param registers the lists and suspensions of this moment */
    public MessageDecider(ActiveRuleset active, Registers registers) {
        this(active, registers, BudgetsLeft.ALL);
    }

    /**
     * @param registers the lists and suspensions of this moment
     * @param budgets what is left of budgets
     */
    public MessageDecider(ActiveRuleset active, Registers registers, BudgetsLeft budgets) {
        this.active = active;
        this.registers = registers;
        this.budgets = budgets;
    }

    /**
     * What is said of a message.
     *
     * @param reasons every rule that says no; empty if it may be sent
     * @param nextAllowedAt when every rule would agree; null if it may be sent now, or time alone will not cure it
     */
    public record Answer(List<Reason> reasons, @Nullable Instant nextAllowedAt) {
        public Answer {
            reasons = List.copyOf(reasons);
        }

        public boolean isYes() {
            return reasons.isEmpty();
        }
    }

    /**
     * @param message the message, as a treatment of its own
     * @param subscriber the subscriber, who is in {@code history}
     * @param now the instant to judge for
     * @return {@link CandidateState#SELECTED}, or {@link CandidateState#WITHHELD} with every reason
     * @throws io.tact.port.CouldNotDecideException if a rule failed; then nothing may be sent
     */
    public CandidateResult judge(Treatment message, Subscriber subscriber, ContactHistory history, Instant now) {
        Answer answer = judge(message.slot(), message.id(), subscriber, history, now);
        return new CandidateResult(
                message,
                answer.isYes() ? CandidateState.SELECTED : CandidateState.WITHHELD,
                null,
                null,
                answer.reasons(),
                answer.nextAllowedAt());
    }

    /**
     * The same of a message that need not belong to a campaign.
     *
     * @param message its dimensions
     * @param id what rules may call it
     * @throws io.tact.port.CouldNotDecideException if a rule failed; then nothing may be sent
     */
    public Answer judge(Slot message, String id, Subscriber subscriber, ContactHistory history, Instant now) {
        Facts facts = active.factBuilder()
                .build(
                        message.direction(),
                        List.of(message.channel()),
                        Map.of(),
                        subscriber,
                        active.locate(subscriber, null),
                        history,
                        now);
        TableHits hits = active.evaluator().tables(facts);
        DrlVerdicts drl = new DrlVerdicts(active.evaluator().rules(facts, hits, List.of(message)));
        PolicyCheck check = new PolicyCheck(new Situation(now, facts.where(), subscriber, history, facts, registers));
        SlotPolicy policy = active.policyOf(message, facts.where());
        String line = subscriber.destination(message.channel());
        List<Reason> reasons = new ArrayList<>(check.reasons(policy, line));
        reasons.addAll(Suspensions.reasons(registers.suspensions(), message, facts.where(), now));
        reasons.addAll(budgets.objections(active.budgetsOf(message), message, now, List.of()));
        reasons.addAll(drl.objections(message, id));
        return new Answer(reasons, reasons.isEmpty() ? null : next(check, policy, line, reasons, now));
    }

    private @Nullable Instant next(
            PolicyCheck check, SlotPolicy policy, @Nullable String line, List<Reason> reasons, Instant now) {
        Optional<Instant> from = NextAllowed.earliest(reasons, now);
        Instant horizon = now.plus(active.ruleset().settings().horizon());
        return from.flatMap(start -> check.nextAllowedAt(policy, line, start, horizon))
                .orElse(null);
    }
}
