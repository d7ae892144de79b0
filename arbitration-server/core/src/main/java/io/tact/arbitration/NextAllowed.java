package io.tact.arbitration;

import io.tact.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From which instant on it is worth asking policy again. */
final class NextAllowed {
    private NextAllowed() {}

    /**
     * The latest instant that a DRL rule, a suspension or a budget named, or {@code now}: policy rules find their own way from
     * there. Empty if time alone cures not all of the reasons.
     */
    static Optional<Instant> earliest(List<Reason> reasons, Instant now) {
        Instant from = now;
        for (Reason reason : reasons) {
            Instant next = reason.nextAllowedAt();
            if (next == null) {
                return Optional.empty();
            }
            boolean dated = reason.code() == Reason.Code.RULE
                    || reason.code() == Reason.Code.SUSPENSION
                    || reason.code() == Reason.Code.BUDGET;
            if (dated && next.isAfter(from)) {
                from = next;
            }
        }
        return Optional.of(from);
    }
}
