package io.tact.arbitration;

import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.policy.CapAllowance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may still be said to a subscriber in one way.
 *
 * @param slot the way: its channel, purpose and sender
 * @param reasons every rule that says no; empty if it is allowed
 * @param nextAllowedAt the instant at which every rule would agree; null if there is none, or it is allowed now
 * @param caps what is left of every cap that binds there, by name
 */
public record Allowance(Slot slot, List<Reason> reasons, @Nullable Instant nextAllowedAt, List<CapAllowance> caps) {
    public Allowance {
        reasons = List.copyOf(reasons);
        caps = List.copyOf(caps);
    }

    public boolean isAllowed() {
        return reasons.isEmpty();
    }

    /** Whether a row whose figures were not confirmed has a part in it. */
    public boolean isUnverified() {
        return reasons.stream().anyMatch(Reason::isUnverified)
                || caps.stream().anyMatch(cap -> Boolean.FALSE.equals(cap.verified()));
    }
}
