package io.tact.arbitration;

import io.tact.facts.FactBuilder;
import io.tact.model.Catalogue;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.policy.SlotPolicy;
import io.tact.port.CompiledRuleset;
import io.tact.port.RulesetEvaluator;
import io.tact.ruleset.Ruleset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A compiled ruleset together with the epoch of its activation and what can be worked out once for all its decisions.
 * Immutable; safe for any thread.
 */
public final class ActiveRuleset {
    private final CompiledRuleset compiled;
    private final long epoch;
    private final FactBuilder factBuilder;
    private final ControlGroups controlGroups;
    private final int[] slotOf;
    private final List<SlotPolicy> slots = new ArrayList<>();
    private final BitSet emergencies = new BitSet();

    /** @param epoch the number of the activation, counted from 1 */
    public ActiveRuleset(CompiledRuleset compiled, long epoch) {
        this.compiled = compiled;
        this.epoch = epoch;
        Ruleset ruleset = compiled.ruleset();
        factBuilder = new FactBuilder(ruleset.dictionary(), ruleset.settings().zone());
        controlGroups = new ControlGroups(ruleset.settings());
        Catalogue catalogue = ruleset.catalogue();
        slotOf = new int[catalogue.size()];
        Map<Slot, Integer> ordinals = new HashMap<>();
        for (int i = 0; i < slotOf.length; i++) {
            Slot full = catalogue.get(i).slot();
            emergencies.set(i, full.purpose() == Purpose.EMERGENCY && full.senderClass() == SenderClass.GOVERNMENT);
            Slot slot = ruleset.policy().project(full);
            Integer known = ordinals.putIfAbsent(slot, slots.size());
            if (known == null) {
                slots.add(ruleset.policy().policyFor(slot));
            }
            slotOf[i] = known == null ? slots.size() - 1 : known;
        }
    }

    public Ruleset ruleset() {
        return compiled.ruleset();
    }

    public RulesetEvaluator evaluator() {
        return compiled.evaluator();
    }

    public long epoch() {
        return epoch;
    }

    FactBuilder factBuilder() {
        return factBuilder;
    }

    ControlGroups controlGroups() {
        return controlGroups;
    }

    /** The emergency messages of a government, by ordinal; not to be changed. */
    BitSet emergencies() {
        return emergencies;
    }

    /** The policy of a slot that need not be in the catalogue. */
    SlotPolicy policyOf(Slot slot) {
        return ruleset().policy().policyFor(slot);
    }

    /** The ordinal of a treatment's slot. */
    int slotOf(int treatment) {
        return slotOf[treatment];
    }

    /** The policy of a slot, by its ordinal. */
    SlotPolicy slot(int ordinal) {
        return slots.get(ordinal);
    }

    int slotCount() {
        return slots.size();
    }
}
