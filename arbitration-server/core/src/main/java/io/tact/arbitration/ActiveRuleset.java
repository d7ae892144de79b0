package io.tact.arbitration;

import io.tact.facts.FactBuilder;
import io.tact.model.Catalogue;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import io.tact.policy.BudgetRule;
import io.tact.policy.PolicyBook;
import io.tact.policy.SlotPolicy;
import io.tact.port.CompiledRuleset;
import io.tact.port.RulesetEvaluator;
import io.tact.ruleset.Ruleset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A compiled ruleset together with the epoch of its activation and what can be worked out once for all its decisions.
 * Immutable; safe for any thread.
 */
public final class ActiveRuleset {
    /** For how many sets of jurisdictions policies are remembered; when full it starts over. */
    private static final int REMEMBERED_PLACES = 1024;

    /** For how many limits of credentials it is remembered what they cover; when full it starts over. */
    private static final int REMEMBERED_LIMITS = 1024;

    private final CompiledRuleset compiled;
    private final long epoch;
    private final FactBuilder factBuilder;
    private final ControlGroups controlGroups;
    private final Locator locator;
    private final int[] slotOf;
    private final List<Slot> slots = new ArrayList<>();
    private final ConcurrentHashMap<PolicyBook, LocalPolicies> policies = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Mandate.Limits, BitSet> covered = new ConcurrentHashMap<>();
    private volatile @Nullable MessageNames names;
    private final BitSet emergencies = new BitSet();
    private final List<List<BudgetRule>> budgets = new ArrayList<>();

    /** An activation that believes what subscribers declare of where they are. */
    public ActiveRuleset(CompiledRuleset compiled, long epoch) {
        this(compiled, epoch, Locator.WITHOUT_MAPS);
    }

    /**
     * @param epoch the number of the activation, counted from 1
     * @param locator finds where subscribers may be
     */
    public ActiveRuleset(CompiledRuleset compiled, long epoch, Locator locator) {
        this.compiled = compiled;
        this.locator = locator;
        this.epoch = epoch;
        Ruleset ruleset = compiled.ruleset();
        factBuilder = new FactBuilder(ruleset.dictionary(), ruleset.settings().zone());
        controlGroups = new ControlGroups(ruleset.settings());
        Catalogue catalogue = ruleset.catalogue();
        slotOf = new int[catalogue.size()];
        Map<Slot, Integer> ordinals = new HashMap<>();
        for (int i = 0; i < slotOf.length; i++) {
            Slot full = catalogue.get(i).slot();
            emergencies.set(i, isEmergency(full));
            Slot slot = ruleset.policy().project(full);
            Integer known = ordinals.putIfAbsent(slot, slots.size());
            if (known == null) {
                slots.add(slot);
            }
            slotOf[i] = known == null ? slots.size() - 1 : known;
            budgets.add(budgetsOf(full));
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

    /** The treatments that somebody with such limits may have decided, by ordinal; not to be changed. */
    public BitSet covered(Mandate.Limits limits) {
        BitSet known = covered.get(limits);
        if (known != null) {
            return known;
        }
        if (covered.size() >= REMEMBERED_LIMITS) {
            covered.clear();
        }
        BitSet found = new BitSet();
        Catalogue catalogue = ruleset().catalogue();
        for (int i = 0; i < catalogue.size(); i++) {
            found.set(i, limits.cover(catalogue.get(i).slot()));
        }
        covered.put(limits, found);
        return found;
    }

    /** What the catalogue's messages are called; gathered when it is first asked for. */
    public MessageNames names() {
        MessageNames known = names;
        if (known == null) {
            known = new MessageNames(ruleset().catalogue());
            names = known;
        }
        return known;
    }

    /** The budgets that a treatment may draw on, by its ordinal. */
    List<BudgetRule> budgets(int treatment) {
        return budgets.get(treatment);
    }

    /** The budgets that such a message may draw on. None withholds an emergency message of a government. */
    public List<BudgetRule> budgetsOf(Slot slot) {
        List<BudgetRule> all = ruleset().budgets();
        return all.isEmpty() || isEmergency(slot)
                ? List.of()
                : all.stream().filter(budget -> budget.scope().covers(slot)).toList();
    }

    private static boolean isEmergency(Slot slot) {
        return slot.purpose() == Purpose.EMERGENCY && slot.senderClass() == SenderClass.GOVERNMENT;
    }

    /** Where a subscriber may be. */
    Whereabouts locate(Subscriber subscriber, @Nullable String line) {
        return locator.find(subscriber, line, ruleset().settings());
    }

    /** The policy, for subscribers there, of a slot that need not be in the catalogue. */
    SlotPolicy policyOf(Slot slot, Whereabouts where) {
        return ruleset().policy().in(where).policyFor(slot);
    }

    /** The policies of the catalogue's slots for subscribers there. */
    LocalPolicies policies(Whereabouts where) {
        PolicyBook book = ruleset().policy().in(where);
        LocalPolicies known = policies.get(book);
        if (known != null) {
            return known;
        }
        if (policies.size() >= REMEMBERED_PLACES) {
            policies.clear();
        }
        return policies.computeIfAbsent(book, b -> new LocalPolicies(b, slots));
    }

    /** The ordinal of a treatment's slot. */
    int slotOf(int treatment) {
        return slotOf[treatment];
    }

    /** A slot, by its ordinal. */
    Slot slot(int ordinal) {
        return slots.get(ordinal);
    }

    int slotCount() {
        return slots.size();
    }
}
