package io.tact.policy;

import io.tact.model.Selector;
import io.tact.model.Slot;

/** Which messages exclusions are about, and who judges them. */
final class Exclusions {
    private Exclusions() {}

    /** Whether a row may withhold a message of that slot. */
    static boolean covers(ExclusionRule rule, Slot slot) {
        if (!rule.directions().isEmpty() && !rule.directions().contains(slot.direction())) {
            return false;
        }
        if (rule instanceof ExclusionRule.NeverTogether pair) {
            return pair.a().covers(slot, null) || pair.b().covers(slot, null);
        }
        if (rule instanceof ExclusionRule.OnePer one) {
            String value = Selector.valueOf(one.dimension(), slot, null);
            return value != null && (one.only() == null || one.only().equals(value));
        }
        if (rule instanceof ExclusionRule.NotAfter order) {
            return order.a().covers(slot, null);
        }
        if (rule instanceof ExclusionRule.OnlyAfter order) {
            return order.a().covers(slot, null);
        }
        return ((ExclusionRule.Withholds) rule).what().covers(slot, null);
    }

    static Judge judge(ExclusionRule rule, Present present) {
        if (rule instanceof ExclusionRule.NeverTogether pair) {
            return new TogetherJudge(pair, pair.within(), present);
        }
        if (rule instanceof ExclusionRule.OnePer one) {
            return new TogetherJudge(one, one.within(), present);
        }
        if (rule instanceof ExclusionRule.NotAfter order) {
            return new TogetherJudge(order, order.within(), present);
        }
        if (rule instanceof ExclusionRule.OnlyAfter order) {
            return new OnlyAfterJudge(order, present);
        }
        return new WithholdsJudge((ExclusionRule.Withholds) rule, present);
    }
}
