package io.tact.arbitration;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.history.ContactHistory;
import io.tact.model.Reason;
import io.tact.model.Subscriber;
import io.tact.model.Treatment;
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

    /** A decider to whom no lists and no suspensions are known. */
    public MessageDecider(ActiveRuleset active) {
        this(active, Registers.EMPTY);
    }

    /** @param registers the lists and suspensions of this moment */
    public MessageDecider(ActiveRuleset active, Registers registers) {
        this.active = active;
        this.registers = registers;
    }

    /**
     * @param message the message, as a treatment of its own
     * @param subscriber the subscriber, who is in {@code history}
     * @param now the instant to judge for
     * @return {@link CandidateState#SELECTED}, or {@link CandidateState#WITHHELD} with every reason
     * @throws io.tact.port.CouldNotDecideException if a rule failed; then nothing may be sent
     */
    public CandidateResult judge(Treatment message, Subscriber subscriber, ContactHistory history, Instant now) {
        Facts facts = active.factBuilder()
                .build(
                        message.slot().direction(),
                        List.of(message.slot().channel()),
                        Map.of(),
                        subscriber,
                        active.locate(subscriber, null),
                        history,
                        now);
        TableHits hits = active.evaluator().tables(facts);
        DrlVerdicts drl = new DrlVerdicts(active.evaluator().rules(facts, hits, List.of(message.slot())));
        PolicyCheck check = new PolicyCheck(new Situation(now, facts.where(), subscriber, history, facts, registers));
        SlotPolicy policy = active.policyOf(message.slot(), facts.where());
        String line = subscriber.destination(message.slot().channel());
        List<Reason> reasons = new ArrayList<>(check.reasons(policy, line));
        reasons.addAll(Suspensions.reasons(registers.suspensions(), message.slot(), facts.where(), now));
        reasons.addAll(drl.objections(message.slot(), message.id()));
        if (reasons.isEmpty()) {
            return new CandidateResult(message, CandidateState.SELECTED, null, null, List.of(), null);
        }
        return new CandidateResult(
                message, CandidateState.WITHHELD, null, null, reasons, next(check, policy, line, reasons, now));
    }

    private @Nullable Instant next(
            PolicyCheck check, SlotPolicy policy, @Nullable String line, List<Reason> reasons, Instant now) {
        Optional<Instant> from = NextAllowed.earliest(reasons, now);
        Instant horizon = now.plus(active.ruleset().settings().horizon());
        return from.flatMap(start -> check.nextAllowedAt(policy, line, start, horizon))
                .orElse(null);
    }
}
