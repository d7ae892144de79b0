package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A timetable of allowed hours, or one row of quiet hours, in one decision. Asked once for all that it cannot tell apart. */
final class HoursJudge implements Judge {
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

    private final Timetable timetable;
    private final long now;
    private final OpenHours open;
    private final boolean agreesNow;
    private @Nullable Reason known;
    private long asked = NEVER;
    private long answered;

    private HoursJudge(Timetable timetable, Present present, @Nullable SpecialConsents lifting) {
        this.timetable = timetable;
        this.now = present.now();
        this.open = new OpenHours(timetable, present, lifting);
        this.agreesNow = open.allow(now);
    }

    /** A timetable in every zone in which the subscriber may be: one judge for all messages, unless special consents lift it. */
    static Judge of(Timetable timetable, Present present) {
        return SpecialConsents.anyGiven(timetable.liftedBy(), present)
                ? new BySlot(timetable, present)
                : of(timetable, present, null);
    }

    private static Judge of(Timetable timetable, Present present, @Nullable Slot lifted) {
        if (present.where().zones().size() == 1 || timetable.isSameInEveryZone()) {
            return inZone(timetable, present, lifted);
        }
        HoursJudge[] zones = present.inEveryZone().stream()
                .map(zone -> inZone(timetable, zone, lifted))
                .toArray(HoursJudge[]::new);
        return new HoursInZones(timetable, zones, present.now());
    }

    private static HoursJudge inZone(Timetable timetable, Present zone, @Nullable Slot lifted) {
        return new HoursJudge(timetable, zone, lifted == null ? null : new SpecialConsents(lifted, zone));
    }

    boolean agreesNow() {
        return agreesNow;
    }

    OpenHours open() {
        return open;
    }

    @Override
    public boolean agreesToAll() {
        return agreesNow;
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
        String shown = DAY_AND_TIME.format(
                Instant.ofEpochMilli(now).atZone(open.clock().zone()));
        return open.governing(now)
                .info()
                .reason(
                        Reason.Code.HOURS,
                        timetable.complaint() + ": " + shown + " in "
                                + open.clock().zone() + open.sortOfDay(now),
                        null,
                        null,
                        null,
                        RowJudge.instant(next(now)));
    }

    @Override
    public long next(Slot slot, @Nullable String line, long from) {
        return from == now && agreesNow ? from : next(from);
    }

    private long next(long from) {
        if (asked != from) {
            answered = open.next(from);
            asked = from;
        }
        return answered;
    }

    @Override
    public long closes(Slot slot, long horizon) {
        return agreesNow ? open.closes(now, horizon) : NEVER;
    }

    /** Hours that special consents lift for some messages, and not for others. */
    private static final class BySlot implements Judge {
        private final Timetable timetable;
        private final Present present;
        private final Map<Slot, Judge> judges = new HashMap<>();

        BySlot(Timetable timetable, Present present) {
            this.timetable = timetable;
            this.present = present;
        }

        private Judge judge(Slot slot) {
            return judges.computeIfAbsent(slot, asked -> of(timetable, present, asked));
        }

        @Override
        public @Nullable Reason objection(Slot slot, @Nullable String line) {
            return judge(slot).objection(slot, line);
        }

        @Override
        public long next(Slot slot, @Nullable String line, long from) {
            return judge(slot).next(slot, line, from);
        }

        @Override
        public long closes(Slot slot, long horizon) {
            return judge(slot).closes(slot, horizon);
        }
    }
}
