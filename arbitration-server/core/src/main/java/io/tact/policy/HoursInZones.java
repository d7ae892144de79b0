package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A timetable on the clocks of several zones in one decision: all of them must allow. Where the zones lie so far apart that
 * it is never day in all of them, that is seen without trying day after day.
 */
final class HoursInZones implements Judge {
    /** A week, and as far as clocks lie apart: while no clock is changed, every day is then as one before it. */
    private static final long WEEK = 9 * LocalClock.DAY_MILLIS;

    private final Timetable timetable;
    private final HoursJudge[] judges;
    private final OpenHours[] zones;
    private final long now;
    private long asked = NEVER;
    private long answered;

    /** @param judges of the same timetable, one for each zone */
    HoursInZones(Timetable timetable, HoursJudge[] judges, long now) {
        this.timetable = timetable;
        this.judges = judges;
        this.zones = new OpenHours[judges.length];
        for (int i = 0; i < judges.length; i++) {
            zones[i] = judges[i].open();
        }
        this.now = now;
    }

    @Override
    public @Nullable Reason objection(Slot slot, @Nullable String line) {
        for (HoursJudge judge : judges) {
            Reason reason = judge.objection(slot, line);
            if (reason != null) {
                return reason.curedAt(RowJudge.instant(next(slot, line, now)));
            }
        }
        return null;
    }

    @Override
    public long next(Slot slot, @Nullable String line, long from) {
        if (asked != from) {
            answered = search(from);
            asked = from;
        }
        return answered;
    }

    /** From one change of clocks or rows to the next, and in each such time no further than there is something new. */
    private long search(long from) {
        long last = from + OpenHours.TWO_YEARS;
        long at = from;
        while (at <= last) {
            long change = nextChange(at);
            long enough = timetable.calendars().isEmpty() ? at + WEEK : last;
            long next = mayMeet(at) ? meet(at, Math.min(change, enough)) : NEVER;
            if (next != NEVER || change == NEVER) {
                return next;
            }
            at = change;
        }
        return NEVER;
    }

    /** The first instant from {@code from} up to {@code end} at which all allow; {@link #NEVER} if there is none before it. */
    private long meet(long from, long end) {
        long at = from;
        while (at < end) {
            long before = at;
            for (OpenHours zone : zones) {
                at = zone.next(at);
                if (at >= end) {
                    return NEVER;
                }
            }
            if (at == before) {
                return at;
            }
        }
        return NEVER;
    }

    private long nextChange(long instant) {
        long next = NEVER;
        for (OpenHours zone : zones) {
            next = Math.min(next, zone.nextIrregularity(instant));
        }
        return next;
    }

    /** Whether there is a time at which all might allow, on days of whatever class, as the clocks stand. */
    private boolean mayMeet(long instant) {
        for (OpenHours zone : zones) {
            long time = zone.timeOfDay(instant);
            for (int boundary : timetable.boundaries()) {
                if (mayAllow(instant, Math.floorMod(boundary - time, LocalClock.DAY_MILLIS))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean mayAllow(long instant, long later) {
        for (OpenHours zone : zones) {
            if (!zone.mayAllow(instant, later)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long closes(Slot slot, long horizon) {
        long first = NEVER;
        for (HoursJudge judge : judges) {
            if (!judge.agreesNow()) {
                return NEVER;
            }
            first = Math.min(first, judge.closes(slot, horizon));
        }
        return first;
    }
}
