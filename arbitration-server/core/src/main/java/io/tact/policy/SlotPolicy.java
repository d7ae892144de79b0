package io.tact.policy;

import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The policy rows that may apply to one slot, found once when a ruleset is compiled. Immutable. */
public final class SlotPolicy {
    private final Slot slot;
    private final List<PolicyRule> rules;
    private final List<RuleUnit> all;
    private final RuleUnit[] covering;

    /**
     * A policy of its own, apart from any book.
     *
     * @param slot the slot
     * @param rules the rows; those whose scope does not cover the slot are left out
     */
    public SlotPolicy(Slot slot, List<PolicyRule> rules) {
        this(RuleUnit.of(rules), slot);
    }

    /** @param all the units of a whole book */
    SlotPolicy(List<RuleUnit> all, Slot slot) {
        this.slot = slot;
        this.all = all;
        this.covering = all.stream().filter(unit -> unit.covers(slot)).toArray(RuleUnit[]::new);
        List<PolicyRule> rows = new ArrayList<>();
        for (RuleUnit unit : covering) {
            rows.addAll(unit.rows());
        }
        rows.sort(Comparator.comparing(r -> r.info().name()));
        this.rules = List.copyOf(rows);
    }

    public Slot slot() {
        return slot;
    }

    /** The rows whose scope covers the slot, by name. */
    public List<PolicyRule> rules() {
        return rules;
    }

    /** The units of the book that this policy is part of. */
    List<RuleUnit> all() {
        return all;
    }

    /** Those that may say no; not to be changed. */
    RuleUnit[] covering() {
        return covering;
    }

    @Override
    public String toString() {
        return "policy of " + slot + ": " + rules.size() + " rows";
    }
}
