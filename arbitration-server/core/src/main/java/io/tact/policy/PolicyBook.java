package io.tact.policy;

import io.tact.model.Slot;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All policy rows of a ruleset. Immutable to its callers; safe for any thread. */
public final class PolicyBook {
    /** How many slots' policies are remembered; when full it starts over. */
    private static final int REMEMBERED_SLOTS = 4096;

    private final List<PolicyRule> rules;
    private final List<RuleUnit> units;
    private final TestedValues tested;
    private final ConcurrentHashMap<Slot, SlotPolicy> policies = new ConcurrentHashMap<>();

    public PolicyBook(List<PolicyRule> rules) {
        this.rules = List.copyOf(rules);
        this.units = RuleUnit.of(this.rules);
        this.tested = new TestedValues(this.rules);
    }

    public List<PolicyRule> rules() {
        return rules;
    }

    /** The names of the channels that rows name, in their scopes or their selectors. */
    public Set<String> channels() {
        return tested.channels();
    }

    /**
     * A slot without the subject, sender, campaign and offer that no row tests, so that messages which policy cannot tell
     * apart share a slot and are judged once. The other dimensions always stay: DRL may ask for them.
     */
    public Slot project(Slot slot) {
        return tested.project(slot);
    }

    /** The rows that may apply to a slot. Cheap when asked again. */
    public SlotPolicy policyFor(Slot slot) {
        SlotPolicy known = policies.get(slot);
        if (known != null) {
            return known;
        }
        SlotPolicy made = new SlotPolicy(units, slot);
        if (policies.size() >= REMEMBERED_SLOTS) {
            policies.clear();
        }
        policies.put(slot, made);
        return made;
    }
}
