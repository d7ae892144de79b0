package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A row in one decision that withholds while its conditions hold, whatever the message. Time changes no attribute, but may end
 * a condition on a date.
 */
final class WithholdsJudge extends RowJudge {
    private final ExclusionRule.Withholds rule;
    private final boolean holdsNow;
    private @Nullable Reason known;

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
        if (!holdsNow) {
            return null;
        }
        if (known == null) {
            known = because(
                    Reason.Code.EXCLUSION,
                    "the conditions hold that withhold it",
                    null,
                    null,
                    null,
                    curedAt(slot, line, present.now()));
        }
        return known;
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        return present.cease(rule.when(), from);
    }
}
