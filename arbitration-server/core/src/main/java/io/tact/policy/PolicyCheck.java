package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.Reason;
import io.tact.model.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Contact policy for one decision: judges slots against a situation, and counts what the decision has picked so far.
 *
 * <p>What does not depend on the slot is worked out once. Belongs to one thread.
 */
public final class PolicyCheck {
    /** Far more than the instants at which rules can disagree in turn within any horizon of use. */
    private static final int MOST_ROUNDS = 10_000;

    private static final Comparator<Reason> BY_RULE = Comparator.comparing(Reason::rule);

    private final Present present;
    private final List<Judge> builtIn;
    private @Nullable List<RuleUnit> book;
    private @Nullable Judge[] judges = new Judge[0];
    /** By the ordinal of a unit: whether it is known to agree to all messages now. */
    private boolean[] agreed = new boolean[0];

    public PolicyCheck(Situation situation) {
        this.present = new Present(situation);
        this.builtIn = BuiltInRules.of(present);
    }

    /**
     * Every rule that says no, by name; empty if the message is allowed now. Picked contacts count.
     *
     * @param policy the rows of the message's slot
     * @param line where it would go, if known
     */
    public List<Reason> reasons(SlotPolicy policy, @Nullable String line) {
        @Nullable List<Reason> reasons = null;
        boolean confirmation = policy.slot().confirmsOptOut();
        Slot slot = policy.slot();
        turnTo(policy);
        for (RuleUnit unit : policy.covering()) {
            if (!agreed[unit.ordinal()] && (!confirmation || !BuiltInRules.passes(unit.kind()))) {
                Judge judge = judge(unit);
                agreed[unit.ordinal()] = judge.agreesToAll();
                reasons = agreed[unit.ordinal()] ? reasons : added(reasons, judge.objection(slot, line));
            }
        }
        for (Judge judge : builtIn) {
            reasons = added(reasons, judge.objection(slot, line));
        }
        if (reasons == null) {
            return List.of();
        }
        reasons.sort(BY_RULE);
        return List.copyOf(reasons);
    }

    /**
     * What is left of every cap that binds a message now, by name. Picked contacts count.
     *
     * @param policy the rows of the message's slot
     * @param line where it would go, if known
     */
    public List<CapAllowance> caps(SlotPolicy policy, @Nullable String line) {
        List<CapAllowance> caps = new ArrayList<>();
        for (RuleUnit unit : policy.covering()) {
            CapAllowance allowance = judge(policy, unit).allowance(policy.slot(), line);
            if (allowance != null) {
                caps.add(allowance);
            }
        }
        caps.sort(Comparator.comparing(CapAllowance::rule));
        return caps;
    }

    private static @Nullable List<Reason> added(@Nullable List<Reason> reasons, @Nullable Reason reason) {
        if (reason == null) {
            return reasons;
        }
        List<Reason> all = reasons == null ? new ArrayList<>(4) : reasons;
        all.add(reason);
        return all;
    }

    /**
     * The first instant at or after {@code from} at which every rule would agree. An instant before now is taken for now;
     * conditions are asked of the attributes as they are now.
     *
     * @param horizon the last instant to look at
     * @return empty if there is none up to the horizon, or time alone will not cure it
     */
    public Optional<Instant> nextAllowedAt(SlotPolicy policy, @Nullable String line, Instant from, Instant horizon) {
        long last = LocalClock.millis(horizon);
        long at = Math.max(present.now(), ceilingMillis(from));
        for (int round = 0; round < MOST_ROUNDS && at <= last; round++) {
            long next = latestNext(policy, line, at);
            if (next == at) {
                return Optional.of(Instant.ofEpochMilli(at));
            }
            at = next;
        }
        return Optional.empty();
    }

    /** Each rule in turn moves the instant on, none past one at which all could agree. */
    private long latestNext(SlotPolicy policy, @Nullable String line, long from) {
        Slot slot = policy.slot();
        long at = from;
        boolean confirmation = slot.confirmsOptOut();
        for (RuleUnit unit : policy.covering()) {
            if (at != Judge.NEVER && !(confirmation && BuiltInRules.passes(unit.kind()))) {
                at = judge(policy, unit).next(slot, line, at);
            }
        }
        for (Judge judge : builtIn) {
            at = at == Judge.NEVER ? at : judge.next(slot, line, at);
        }
        return at;
    }

    /** The first instant after now at which the hours that are open now close; empty if they do not up to the horizon. */
    public Optional<Instant> closesAt(SlotPolicy policy, Instant horizon) {
        long first = Judge.NEVER;
        long last = LocalClock.millis(horizon);
        for (RuleUnit unit : policy.covering()) {
            first = Math.min(first, judge(policy, unit).closes(policy.slot(), last));
        }
        for (Judge judge : builtIn) {
            first = Math.min(first, judge.closes(policy.slot(), last));
        }
        return first == Judge.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
    }

    /** Counts a contact that the decision picked, from now on. */
    public void pick(Contact contact) {
        present.pick(contact);
        Arrays.fill(agreed, false);
        for (Judge judge : judges) {
            if (judge != null) {
                judge.contactsChanged();
            }
        }
        builtIn.forEach(Judge::contactsChanged);
    }

    private Judge judge(SlotPolicy policy, RuleUnit unit) {
        turnTo(policy);
        return judge(unit);
    }

    /** Drops what is known of another book than that of the policy. */
    private void turnTo(SlotPolicy policy) {
        if (book != policy.all()) {
            book = policy.all();
            judges = new Judge[policy.all().size()];
            agreed = new boolean[judges.length];
        }
    }

    private Judge judge(RuleUnit unit) {
        Judge judge = judges[unit.ordinal()];
        if (judge == null) {
            judge = unit.judge(present);
            judges[unit.ordinal()] = judge;
        }
        return judge;
    }

    private static long ceilingMillis(Instant instant) {
        long millis = LocalClock.millis(instant);
        return millis == Judge.NEVER || instant.getNano() % 1_000_000 == 0 ? millis : millis + 1;
    }
}
