package io.tact.arbitration;

import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Suspension;
import io.tact.model.Whereabouts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What kill switches say to a message. */
final class Suspensions {
    private Suspensions() {}

    /** Every suspension that stops the message at an instant; empty if none does. */
    static List<Reason> reasons(List<Suspension> suspensions, Slot slot, Whereabouts where, Instant now) {
        if (suspensions.isEmpty()) {
            return List.of();
        }
        List<Reason> reasons = new ArrayList<>();
        for (Suspension s : suspensions) {
            boolean runs = !now.isBefore(s.at()) && (s.endsAt() == null || now.isBefore(s.endsAt()));
            if (runs && s.covers(slot, where)) {
                reasons.add(Reason.of(Reason.Code.SUSPENSION, "suspension#" + s.id(), s.reason())
                        .curedAt(s.endsAt()));
            }
        }
        return reasons;
    }
}
