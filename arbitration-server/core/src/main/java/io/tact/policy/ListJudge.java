package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/** The do-not-call list of a row of consent in one decision. */
final class ListJudge extends RowJudge {
    ListJudge(ConsentRule rule, Present present) {
        super(rule.info(), present);
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        throw new UnsupportedOperationException("lists");
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        throw new UnsupportedOperationException("lists");
    }
}
