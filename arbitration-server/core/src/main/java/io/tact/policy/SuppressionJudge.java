package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Suppression;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A suppression of the subscriber in one decision. The confirmation of an opt-out passes it. */
final class SuppressionJudge implements Judge {
    private final Suppression suppression;
    private final long now;
    private final long begins;
    private final long ends;

    SuppressionJudge(Suppression suppression, Present present) {
        this.suppression = suppression;
        this.now = present.now();
        this.begins = LocalClock.millis(suppression.at());
        Instant end = suppression.ends();
        this.ends = end == null ? NEVER : LocalClock.millis(end);
    }

    @Override
    public @Nullable Reason objection(Slot slot, @Nullable String line) {
        if (!stops(slot, now)) {
            return null;
        }
        return Reason.of(Reason.Code.SUPPRESSION, "suppression#" + suppression.id(), suppression.reason())
                .curedAt(RowJudge.instant(ends));
    }

    @Override
    public long next(Slot slot, @Nullable String line, long from) {
        return stops(slot, from) ? ends : from;
    }

    private boolean stops(Slot slot, long instant) {
        return begins <= instant && instant < ends && !slot.confirmsOptOut() && suppression.covers(slot);
    }
}
