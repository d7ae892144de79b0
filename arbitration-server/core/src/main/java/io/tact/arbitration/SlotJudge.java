package io.tact.arbitration;

import io.tact.facts.Facts;
import io.tact.model.Channel;
import io.tact.model.Contact;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.policy.PolicyCheck;
import io.tact.policy.Registers;
import io.tact.policy.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contact policy for the slots of one decision: each slot is judged once, when first asked for. */
final class SlotJudge {
    private final ActiveRuleset active;
    private final Subscriber subscriber;
    private final @Nullable String namedLine;
    private final LocalPolicies policies;
    private final PolicyCheck check;
    private final Instant now;
    private final Instant horizon;
    private final @Nullable List<Reason>[] reasons;
    private final Map<Asked, Optional<Instant>> nextAllowed = new HashMap<>();

    /** From when a slot was asked to be allowed. */
    private record Asked(int slot, Instant from) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists cannot be made otherwise
    SlotJudge(ActiveRuleset active, Registers registers, ArbitrationRequest request, Facts facts) {
        this.active = active;
        this.subscriber = facts.subscriber();
        this.namedLine = request.subscriber().line();
        this.policies = active.policies(facts.where());
        this.check = new PolicyCheck(
                new Situation(facts.now(), facts.where(), facts.subscriber(), facts.history(), facts, registers));
        this.now = facts.now();
        this.horizon = facts.now().plus(active.ruleset().settings().horizon());
        this.reasons = new List[active.slotCount()];
    }

    /** The distinct slots of some treatments. */
    Collection<Slot> slotsOf(BitSet treatments) {
        BitSet seen = new BitSet(active.slotCount());
        List<Slot> slots = new ArrayList<>();
        for (int i = treatments.nextSetBit(0); i >= 0; i = treatments.nextSetBit(i + 1)) {
            int slot = active.slotOf(i);
            if (!seen.get(slot)) {
                seen.set(slot);
                slots.add(active.slot(slot));
            }
        }
        return slots;
    }

    /** Every policy rule that says no to a slot, nothing being picked yet. */
    List<Reason> reasons(int slot) {
        List<Reason> known = reasons[slot];
        if (known == null) {
            known = reasonsNow(slot);
            reasons[slot] = known;
        }
        return known;
    }

    /** Every policy rule that says no to a slot, with the picks so far counted. */
    List<Reason> reasonsNow(int slot) {
        return check.reasons(policies.of(slot), destination(slot));
    }

    /** When every policy rule would agree, not before {@code from}; null if there is no such instant. */
    @Nullable Instant nextAllowedAt(int slot, Instant from) {
        return nextAllowed
                .computeIfAbsent(
                        new Asked(slot, from),
                        asked -> check.nextAllowedAt(policies.of(slot), destination(slot), from, horizon))
                .orElse(null);
    }

    /** When the hours that are open now close, if they do. */
    Optional<Instant> closesAt(int slot) {
        return check.closesAt(
                policies.of(slot), now.plus(active.ruleset().settings().reservationTtl()));
    }

    void pick(Contact contact) {
        check.pick(contact);
    }

    Instant horizon() {
        return horizon;
    }

    /** Where a message of a slot would go: the line that the request named, else the subscriber's usual one. */
    @Nullable String destination(int slot) {
        Channel channel = active.slot(slot).channel();
        boolean byLine = !channel.name().equals("EMAIL") && !channel.name().equals("PUSH");
        return namedLine != null && byLine ? namedLine : subscriber.destination(channel);
    }
}
