package io.tact.policy;

import io.tact.model.Slot;
import io.tact.model.Whereabouts;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All policy rows of a ruleset. Immutable to its callers; safe for any thread. */
public final class PolicyBook {
    /** How many slots' policies are remembered; when full it starts over. */
    private static final int REMEMBERED_SLOTS = 4096;

    /** How many sets of jurisdictions' books are remembered; when full it starts over. */
    private static final int REMEMBERED_PLACES = 1024;

    private final List<PolicyRule> rules;
    private final List<RuleUnit> units;
    private final TestedValues tested;
    private final Set<String> lists;
    private final ConcurrentHashMap<Slot, SlotPolicy> policies = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Set<String>, PolicyBook> places = new ConcurrentHashMap<>();

    public PolicyBook(List<PolicyRule> rules) {
        this(rules, new TestedValues(rules));
    }

    private PolicyBook(List<PolicyRule> rules, TestedValues tested) {
        this.rules = List.copyOf(rules);
        this.units = RuleUnit.of(this.rules);
        this.tested = tested;
        this.lists = this.rules.stream()
                .map(rule -> rule instanceof ConsentRule consent ? consent.list() : null)
                .filter(Objects::nonNull)
                .map(ConsentRule.ListCheck::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    public List<PolicyRule> rules() {
        return rules;
    }

    /** The do-not-call lists that rows ask. */
    public Set<String> lists() {
        return lists;
    }

    /** The names of the channels that rows name, in their scopes or their selectors. */
    public Set<String> channels() {
        return tested.channels();
    }

    /**
     * A slot without the subject, campaign, offer and amounts that no row tests, so that messages which policy cannot tell
     * apart share a slot and are judged once. The other dimensions always stay: consents and DRL may ask for them.
     */
    public Slot project(Slot slot) {
        return tested.project(slot);
    }

    /**
     * The rows that bind a subscriber who may be there; the same book for the same place. What does not bind costs nothing
     * then, however many packs are loaded.
     */
    public PolicyBook in(Whereabouts where) {
        PolicyBook known = places.get(where.jurisdictions());
        if (known != null) {
            return known;
        }
        List<PolicyRule> bound =
                rules.stream().filter(rule -> rule.info().binds(where)).toList();
        PolicyBook made = bound.size() == rules.size() ? this : new PolicyBook(bound, tested);
        if (places.size() >= REMEMBERED_PLACES) {
            places.clear();
        }
        PolicyBook first = places.putIfAbsent(where.jurisdictions(), made);
        return first == null ? made : first;
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
