package io.tact.policy;

import io.tact.model.Slot;
import java.util.List;

/** All policy rows of a ruleset. Immutable; safe for any thread. */
public final class PolicyBook {
    private final List<PolicyRule> rules;

    public PolicyBook(List<PolicyRule> rules) {
        this.rules = List.copyOf(rules);
    }

    public List<PolicyRule> rules() {
        return rules;
    }

    /**
     * A slot without the subject, sender, campaign and offer that no row tests, so that messages which policy cannot tell
     * apart share a slot and are judged once. The other dimensions always stay: DRL may ask for them.
     */
    public Slot project(Slot slot) {
        return slot;
    }

    /** The rows that may apply to a slot. */
    public SlotPolicy policyFor(Slot slot) {
        throw new UnsupportedOperationException("to be written: " + slot);
    }
}
