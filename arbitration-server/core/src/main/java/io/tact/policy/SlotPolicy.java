package io.tact.policy;

import io.tact.model.Slot;
import java.util.List;

/**
 * The policy rows that may apply to one slot, found once when a ruleset is compiled. Immutable.
 *
 * @param slot the slot
 * @param rules the rows whose scope covers it, by name
 */
public record SlotPolicy(Slot slot, List<PolicyRule> rules) {
    public SlotPolicy {
        rules = List.copyOf(rules);
    }
}
