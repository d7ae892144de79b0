package io.tact.policy;

import io.tact.model.SpecialConsent;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Rows of allowed hours that belong together, or one row of quiet hours, with what can be worked out once. Immutable. */
final class Timetable {
    /** When half days end, in milliseconds of the day. */
    static final int NOON = 43_200_000;

    private static final int SOMETHING = 1;
    private static final int OF_HOLIDAYS = 2;
    private static final int OF_EVES = 4;

    private final List<HoursRule> rows;
    private final List<DailyHours> hours;
    private final List<HolidayCalendar> calendars;
    private final Set<SpecialConsent> liftedBy = EnumSet.noneOf(SpecialConsent.class);
    private final int spoken;
    private final boolean quiet;
    private final boolean dated;
    private final boolean reachesOverMidnight;
    private final int[] boundaries;
    private final String complaint;

    Timetable(List<HoursRule> rows) {
        this(rows, rows.get(0).kind() == HoursRule.Kind.QUIET ? "within the quiet hours" : "outside the allowed hours");
    }

    /**
     * @param rows at least one; of one kind, clock and calendar
     * @param complaint what is wrong when they say no
     */
    Timetable(List<HoursRule> rows, String complaint) {
        this.rows = rows;
        this.complaint = complaint;
        this.hours = rows.stream().map(DailyHours::new).toList();
        this.calendars = calendars(rows);
        rows.stream().map(HoursRule::liftedBy).filter(Objects::nonNull).forEach(liftedBy::add);
        this.spoken = rows.stream().mapToInt(Timetable::spoken).reduce(0, (a, b) -> a | b);
        this.quiet = rows.get(0).kind() == HoursRule.Kind.QUIET;
        this.dated = rows.stream()
                .anyMatch(r -> r.info().effectiveFrom() != null || r.info().effectiveTo() != null);
        this.reachesOverMidnight = hours.stream().anyMatch(DailyHours::reachOverMidnight);
        IntStream days = calendars.isEmpty() || quiet ? IntStream.of(0) : IntStream.of(0, NOON);
        this.boundaries = IntStream.concat(days, hours.stream().flatMapToInt(DailyHours::boundaries))
                .filter(time -> time < LocalClock.DAY_MILLIS)
                .sorted()
                .distinct()
                .toArray();
    }

    private static List<HolidayCalendar> calendars(List<HoursRule> rows) {
        List<HolidayCalendar> all = rows.stream()
                .map(HoursRule::calendar)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (all.size() > 1) {
            throw new IllegalArgumentException("rows of one timetable must name one calendar, not " + all + ": "
                    + rows.stream().map(r -> r.info().name()).toList());
        }
        List<HolidayCalendar> agreeing = new ArrayList<>();
        HolidayCalendar calendar = all.isEmpty() ? null : all.get(0);
        while (calendar != null) {
            agreeing.add(calendar);
            calendar = calendar.original();
        }
        return List.copyOf(agreeing);
    }

    List<HoursRule> rows() {
        return rows;
    }

    /** The hours of the rows, in the same order. */
    List<DailyHours> hours() {
        return hours;
    }

    /** The calendars by all of which the hours must allow a message; empty if holidays make no difference. */
    List<HolidayCalendar> calendars() {
        return calendars;
    }

    /** What is spoken of while all the rows speak. */
    int spoken() {
        return spoken;
    }

    /** What a row speaks of; for several rows joined by bitwise or. */
    static int spoken(HoursRule row) {
        return SOMETHING
                | (row.calendar() == null ? 0 : OF_HOLIDAYS)
                | (row.days().eves() ? OF_EVES : 0);
    }

    static boolean isSpoken(int spoken) {
        return spoken != 0;
    }

    static boolean knowsHolidays(int spoken) {
        return (spoken & OF_HOLIDAYS) != 0;
    }

    static boolean knowsEves(int spoken) {
        return (spoken & OF_EVES) != 0;
    }

    /** The special consents that lift some of the rows. */
    Set<SpecialConsent> liftedBy() {
        return liftedBy;
    }

    boolean isQuiet() {
        return quiet;
    }

    /** Whether some of the rows come into force or lapse. */
    boolean isDated() {
        return dated;
    }

    /** Whether some of the allowed hours belong to the day before. */
    boolean reachesOverMidnight() {
        return reachesOverMidnight;
    }

    /** Whether a time of day is allowed on days of some class, whatever the day before is. */
    boolean mayAllow(int time) {
        for (int i = 0; i < hours.size(); i++) {
            boolean within = hours.get(i).contain(time, DayClass.ANY, DayClass.ANY);
            if (quiet ? !within || !isEveryDay(rows.get(i)) : within) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEveryDay(HoursRule row) {
        return row.days().weekdays().size() == DayOfWeek.values().length
                && (row.calendar() == null || row.days().holidays());
    }

    /** The times of day, in milliseconds, at which the answer may change, midnight among them; not to be changed. */
    int[] boundaries() {
        return boundaries;
    }

    /** What is wrong when the hours say no, for people. */
    String complaint() {
        return complaint;
    }

    /** Whether it reads the same clock, and says the same, whichever the zone of the subscriber. */
    boolean isSameInEveryZone() {
        return rows.get(0).zoneBasis().fixed() != null && !dated;
    }

    /** Whose clock it reads, for a subscriber in some zone. */
    LocalClock clock(Present present) {
        return present.clock(rows.get(0).zoneBasis().zone(present.clock().zone()));
    }
}
