package io.tact.arbitration;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.history.ContactHistory;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.model.Treatment;
import io.tact.model.Whereabouts;
import io.tact.policy.NamedValues;
import io.tact.policy.PolicyCheck;
import io.tact.policy.Registers;
import io.tact.policy.Situation;
import io.tact.policy.SlotPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells what may still be said to a subscriber: for every outbound channel and purpose that the catalogue or its policy
 * knows, and every sender of the catalogue. Judged are contact policy, suspensions and DRL objections; of messages of no
 * particular category, campaign, offer and amount, so that rows which name such have no say. Pure.
 */
public final class AllowanceTeller {
    private static final Comparator<Sender> BY_NAME =
            Comparator.comparing(Sender::name, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final ActiveRuleset active;
    private final Registers registers;

    /** @param registers the lists and suspensions of this moment */
    public AllowanceTeller(ActiveRuleset active, Registers registers) {
        this.active = active;
        this.registers = registers;
    }

    private record Sender(@Nullable String name, SenderClass senderClass) {}

    /**
     * @param subscriber the subscriber, who is in {@code history}
     * @param now the instant to tell for
     * @return by channel, purpose and sender
     * @throws io.tact.port.CouldNotDecideException if a rule failed
     */
    public List<Allowance> tell(Subscriber subscriber, ContactHistory history, Instant now) {
        Whereabouts where = active.locate(subscriber, null);
        List<Slot> slots = slots(where);
        Set<Channel> channels = new LinkedHashSet<>();
        slots.forEach(slot -> channels.add(slot.channel()));
        Facts facts =
                active.factBuilder().build(Direction.OUTBOUND, channels, Map.of(), subscriber, where, history, now);
        TableHits hits = active.evaluator().tables(facts);
        DrlVerdicts drl = new DrlVerdicts(active.evaluator().rules(facts, hits, slots));
        PolicyCheck check = new PolicyCheck(new Situation(now, where, subscriber, history, facts, registers));
        List<Allowance> all = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            all.add(allowance(slot, check, drl, facts));
        }
        return all;
    }

    private Allowance allowance(Slot slot, PolicyCheck check, DrlVerdicts drl, Facts facts) {
        SlotPolicy policy = active.policyOf(slot, facts.where());
        String line = facts.subscriber().destination(slot.channel());
        List<Reason> reasons = new ArrayList<>(check.reasons(policy, line));
        reasons.addAll(Suspensions.reasons(registers.suspensions(), slot, facts.where(), facts.now()));
        reasons.addAll(drl.objections(slot, null));
        Instant horizon = facts.now().plus(active.ruleset().settings().horizon());
        Instant next = reasons.isEmpty()
                ? null
                : NextAllowed.earliest(reasons, facts.now())
                        .flatMap(from -> check.nextAllowedAt(policy, line, from, horizon))
                        .orElse(null);
        return new Allowance(slot, reasons, next, check.caps(policy, line));
    }

    private List<Slot> slots(Whereabouts where) {
        NamedValues named = NamedValues.of(active.ruleset().policy().in(where).rules());
        SortedSet<Channel> channels = new TreeSet<>(named.channels());
        SortedSet<Purpose> purposes = new TreeSet<>(named.purposes());
        SortedSet<Sender> senders = new TreeSet<>(BY_NAME);
        for (Treatment treatment : active.ruleset().catalogue().treatments()) {
            Slot slot = treatment.slot();
            if (slot.direction() == Direction.OUTBOUND) {
                channels.add(slot.channel());
                purposes.add(slot.purpose());
                senders.add(new Sender(slot.sender(), slot.senderClass()));
            }
        }
        if (senders.isEmpty()) {
            senders.add(new Sender(null, SenderClass.CVM));
        }
        List<Slot> slots = new ArrayList<>();
        for (Channel channel : channels) {
            for (Purpose purpose : purposes) {
                for (Sender sender : senders) {
                    slots.add(new Slot(
                            channel,
                            Direction.OUTBOUND,
                            purpose,
                            null,
                            null,
                            sender.name(),
                            sender.senderClass(),
                            null,
                            null));
                }
            }
        }
        return slots;
    }
}
