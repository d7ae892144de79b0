package io.tact.arbitration;

import io.tact.model.Slot;
import io.tact.policy.PolicyBook;
import io.tact.policy.SlotPolicy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The policies of a ruleset's slots for subscribers of one place, each worked out when first asked for. Safe for any thread. */
final class LocalPolicies {
    private final PolicyBook book;
    private final List<Slot> slots;
    private final AtomicReferenceArray<SlotPolicy> policies;

    LocalPolicies(PolicyBook book, List<Slot> slots) {
        this.book = book;
        this.slots = slots;
        this.policies = new AtomicReferenceArray<>(slots.size());
    }

    /** The policy of a slot, by its ordinal. */
    SlotPolicy of(int slot) {
        SlotPolicy known = policies.get(slot);
        if (known == null) {
            known = book.policyFor(slots.get(slot));
            policies.set(slot, known);
        }
        return known;
    }
}
