package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/** A cool-off in one decision. */
final class CooloffJudge extends RowJudge {
    CooloffJudge(CooloffRule rule, Present present) {
        super(rule.info(), present);
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        throw new UnsupportedOperationException("cool-offs");
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        throw new UnsupportedOperationException("cool-offs");
    }
}
