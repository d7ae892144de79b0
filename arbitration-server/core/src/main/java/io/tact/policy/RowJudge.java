package io.tact.policy;

import io.tact.model.Fixed;
import io.tact.model.Reason;
import io.tact.model.Slot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A judge of one row: silent outside the days on which the row is in force. */
abstract class RowJudge implements Judge {
    final Present present;
    private final RuleInfo info;
    private final boolean inForceNow;
    private final long lapses;

    RowJudge(RuleInfo info, Present present) {
        this.info = info;
        this.present = present;
        this.inForceNow = present.inForce(info, present.now());
        this.lapses = info.effectiveTo() == null
                ? NEVER
                : present.clock().startOf(info.effectiveTo().plusDays(1));
    }

    @Override
    public final boolean agreesToAll() {
        return !inForceNow || agreesToAllInForce();
    }

    /** As {@link #agreesToAll}, the row being in force. */
    boolean agreesToAllInForce() {
        return false;
    }

    @Override
    public final @Nullable Reason objection(Slot slot, @Nullable String line) {
        return inForceNow ? objectionInForce(slot, line) : null;
    }

    @Override
    public final long next(Slot slot, @Nullable String line, long from) {
        if (!present.inForce(info, from)) {
            return from;
        }
        return Math.min(lapses, curedAt(slot, line, from));
    }

    /** As {@link #objection}, the row being in force. */
    abstract @Nullable Reason objectionInForce(Slot slot, @Nullable String line);

    /** As {@link #next}, the row being in force at {@code from} and ever after. */
    abstract long curedAt(Slot slot, @Nullable String line, long from);

    /** An objection of this row, with the instant at which it alone would agree. */
    final Reason because(
            Reason.Code code,
            @Nullable String text,
            @Nullable Long used,
            @Nullable Long max,
            @Nullable String window,
            long next) {
        return info.reason(code, text, used, max, window, instant(Math.min(lapses, next)));
    }

    /** Whether the row is in force now. */
    final boolean isInForce() {
        return inForceNow;
    }

    /** What is left of this row, a cap, with the instant at which more of it is, unless the row lapses before. */
    final CapAllowance allowance(Fixed used, Fixed max, String window, long frees) {
        return info.allowance(used, max, window, instant(Math.min(lapses, frees)));
    }

    /** Null for {@link #NEVER}. */
    static @Nullable Instant instant(long millis) {
        return millis == NEVER ? null : Instant.ofEpochMilli(millis);
    }
}
