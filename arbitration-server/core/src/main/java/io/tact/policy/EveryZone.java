package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One rule on the clock of every zone in which the subscriber may be: all of them must agree. */
final class EveryZone implements Judge {
    /** More rounds than clocks can disagree in turn before the fixed point or the end of the search. */
    private static final int MOST_ROUNDS = 2_000;

    private final Judge[] judges;
    private final long now;

    private EveryZone(Judge[] judges, long now) {
        this.judges = judges;
        this.now = now;
    }

    static Judge of(Present present, Function<Present, Judge> rule) {
        List<Present> zones = present.inEveryZone();
        return zones.size() == 1
                ? rule.apply(zones.get(0))
                : new EveryZone(zones.stream().map(rule).toArray(Judge[]::new), present.now());
    }

    @Override
    public boolean agreesToAll() {
        for (Judge judge : judges) {
            if (!judge.agreesToAll()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Reason objection(Slot slot, @Nullable String line) {
        for (Judge judge : judges) {
            Reason reason = judge.objection(slot, line);
            if (reason != null) {
                return reason.curedAt(RowJudge.instant(next(slot, line, now)));
            }
        }
        return null;
    }

    @Override
    public @Nullable CapAllowance allowance(Slot slot, @Nullable String line) {
        return Arrays.stream(judges)
                .map(judge -> judge.allowance(slot, line))
                .filter(Objects::nonNull)
                .min(CapAllowance.STRICTEST)
                .orElse(null);
    }

    @Override
    public long next(Slot slot, @Nullable String line, long from) {
        long at = from;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            long before = at;
            for (Judge judge : judges) {
                at = judge.next(slot, line, at);
                if (at == NEVER) {
                    return NEVER;
                }
            }
            if (at == before) {
                return at;
            }
        }
        return NEVER;
    }

    @Override
    public long closes(Slot slot, long horizon) {
        long first = NEVER;
        for (Judge judge : judges) {
            first = Math.min(first, judge.closes(slot, horizon));
        }
        return first;
    }

    @Override
    public void contactsChanged() {
        for (Judge judge : judges) {
            judge.contactsChanged();
        }
    }
}
