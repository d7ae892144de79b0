package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/** A row in one decision that withholds while its conditions hold. Time is not expected to change the attributes. */
final class WithholdsJudge extends RowJudge {
    private final ExclusionRule.Withholds rule;
    private final boolean holdsNow;

    WithholdsJudge(ExclusionRule.Withholds rule, Present present) {
        super(rule.info(), present);
        this.rule = rule;
        this.holdsNow = present.allHold(rule.when(), present.now());
    }

    @Override
    boolean agreesToAllInForce() {
        return !holdsNow;
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        return holdsNow
                ? because(Reason.Code.EXCLUSION, "the conditions hold that withhold it", null, null, null, NEVER)
                : null;
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        return present.allHold(rule.when(), from) ? NEVER : from;
    }
}
