package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A timetable of allowed hours, or one row of quiet hours, in one decision. It says the same to every message, so it is
 * asked once.
 *
 * <p>What it says changes only when its clock shows one of its times or midnight, when the clock is put forward or back,
 * or when a row comes into force or lapses.
 */
final class HoursJudge implements Judge {
    /** After so long the week has come round twice, clock changes and all: nothing but another row can help. */
    private static final long LONG_ENOUGH = 15 * LocalClock.DAY_MILLIS;

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE HH:mm", java.util.Locale.ROOT);

    private final List<HoursRule> rows;
    private final List<WeeklyHours> hours;
    private final int[] boundaries;
    private final boolean quiet;
    private final Present present;
    private final LocalClock clock;
    private final boolean dated;
    private final boolean agreesNow;
    private @Nullable Reason known;
    private long asked = NEVER;
    private long answered;

    HoursJudge(Timetable timetable, Present present) {
        this.rows = timetable.rows();
        this.hours = timetable.hours();
        this.boundaries = timetable.boundaries();
        this.present = present;
        HoursRule first = rows.get(0);
        this.quiet = first.kind() == HoursRule.Kind.QUIET;
        this.clock = present.clock(first.zoneBasis().zone(present.clock().zone()));
        this.dated = rows.stream()
                .anyMatch(r -> r.info().effectiveFrom() != null || r.info().effectiveTo() != null);
        this.agreesNow = agrees(present.now());
    }

    @Override
    public @Nullable Reason objection(Slot slot, @Nullable String line) {
        if (agreesNow) {
            return null;
        }
        if (known == null) {
            known = objection();
        }
        return known;
    }

    private Reason objection() {
        long now = present.now();
        String shown = DAY_AND_TIME.format(Instant.ofEpochMilli(now).atZone(clock.zone()));
        RuleInfo row = governing(now).info();
        long next = next(now);
        return row.reason(
                Reason.Code.HOURS,
                (quiet ? "within the quiet hours: " : "outside the allowed hours: ") + shown + " in " + clock.zone(),
                null,
                null,
                null,
                RowJudge.instant(next));
    }

    /** The row to name: the first in force that speaks of the day, else the first in force. */
    private HoursRule governing(long instant) {
        HoursRule first = null;
        for (int i = 0; i < rows.size(); i++) {
            HoursRule row = rows.get(i);
            if (present.inForce(row.info(), instant)) {
                if (hours.get(i).openOnDay(clock.shows(instant))) {
                    return row;
                }
                first = first == null ? row : first;
            }
        }
        return first == null ? rows.get(0) : first;
    }

    @Override
    public long next(Slot slot, @Nullable String line, long from) {
        return from == present.now() && agreesNow ? from : next(from);
    }

    private long next(long from) {
        if (asked != from) {
            answered = search(from);
            asked = from;
        }
        return answered;
    }

    private long search(long from) {
        long at = from;
        long patience = from + LONG_ENOUGH;
        long change = nextForceChange(from);
        while (!agrees(at)) {
            at = nextChange(at);
            if (at > patience) {
                at = change;
            }
            if (at == NEVER) {
                return NEVER;
            }
            if (at >= change) {
                patience = at + LONG_ENOUGH;
                change = nextForceChange(at);
            }
        }
        return at;
    }

    @Override
    public long closes(Slot slot, long horizon) {
        if (!agreesNow) {
            return NEVER;
        }
        long at = present.now();
        do {
            at = nextChange(at);
            if (at > horizon) {
                return NEVER;
            }
        } while (agrees(at));
        return at;
    }

    private boolean agrees(long instant) {
        long shown = clock.shows(instant);
        boolean any = false;
        for (int i = 0; i < rows.size(); i++) {
            if (present.inForce(rows.get(i).info(), instant)) {
                any = true;
                if (hours.get(i).contain(shown)) {
                    return !quiet;
                }
            }
        }
        return quiet || !any;
    }

    /** The next instant at which the answer may change. */
    private long nextChange(long instant) {
        long offset = clock.offset(instant);
        long shown = instant + offset;
        long time = Math.floorMod(shown, LocalClock.DAY_MILLIS);
        long midnight = shown - time;
        long nextShown = midnight + LocalClock.DAY_MILLIS;
        for (int boundary : boundaries) {
            if (boundary > time) {
                nextShown = midnight + boundary;
                break;
            }
        }
        long next = Math.min(nextShown - offset, clock.nextTransition(instant));
        return dated ? Math.min(next, nextForceChange(instant)) : next;
    }

    /** The next instant at which a row comes into force or lapses, on the subscriber's calendar. */
    private long nextForceChange(long instant) {
        long next = NEVER;
        for (HoursRule row : rows) {
            LocalDate from = row.info().effectiveFrom();
            LocalDate to = row.info().effectiveTo();
            next = Math.min(next, from == null ? NEVER : startAfter(instant, from));
            next = Math.min(next, to == null ? NEVER : startAfter(instant, to.plusDays(1)));
        }
        return next;
    }

    private long startAfter(long instant, LocalDate day) {
        long start = present.clock().startOf(day);
        return start > instant ? start : NEVER;
    }
}
