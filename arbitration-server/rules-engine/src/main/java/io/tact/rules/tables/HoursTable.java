package io.tact.rules.tables;

import io.tact.model.SpecialConsent;
import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.ZoneBasis;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code hours}. */
final class HoursTable {
    private static final String HOLIDAY = "HOLIDAY";
    private static final String HOLIDAY_EVE = "HOLIDAY_EVE";
    private static final int DAY = 1440;

    private final PolicyRows policy;
    private final Calendars calendars;
    private final Timetables timetables;

    HoursTable(PolicyRows policy, Calendars calendars, Timetables timetables) {
        this.policy = policy;
        this.calendars = calendars;
        this.timetables = timetables;
    }

    void read(Table table) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Scope scope = policy.scope(row);
            HoursRule.Kind kind = row.get("kind", CellTypes.oneOf(HoursRule.Kind.class), HoursRule.Kind.ALLOW);
            HoursRule.Days days = days(row);
            List<HoursRule.Interval> intervals = intervals(row, kind);
            ZoneBasis basis = PolicyRows.zoneBasis(row);
            HolidayCalendar calendar = info == null ? null : calendar(row, days, info);
            SpecialConsent liftedBy = row.get("lifted_by", CellTypes.oneOf(SpecialConsent.class));
            if (info != null && !row.isBad()) {
                HoursRule rule = new HoursRule(info, scope, kind, days, intervals, basis, calendar, liftedBy);
                if (timetables.add(rule, row)) {
                    policy.add(rule, row);
                }
            }
        }
    }

    private @Nullable HolidayCalendar calendar(TableRow row, HoursRule.Days days, RuleInfo info) {
        if (row.has("calendar")) {
            return row.get("calendar", text -> calendars.of(policy.part(), CellTypes.jurisdiction(text)));
        }
        if (!days.holidays() && !days.eves()) {
            return null;
        }
        if (info.jurisdiction() == null) {
            row.error(
                    "days",
                    "days name holidays, and neither calendar nor jurisdiction says whose",
                    "Fill calendar, with a country such as FR or a part of one such as US-LA");
            return null;
        }
        try {
            return calendars.of(policy.part(), info.jurisdiction());
        } catch (CellException e) {
            row.error("days", "days name holidays: " + e.whatOf("calendar"), e.advice());
            return null;
        }
    }

    private static List<HoursRule.Interval> intervals(TableRow row, HoursRule.Kind kind) {
        List<HoursRule.Interval> intervals = new ArrayList<>();
        addInterval(row, "open", "close", intervals);
        addInterval(row, "open2", "close2", intervals);
        if (intervals.size() == 2 && overlap(intervals.get(0), intervals.get(1))) {
            row.error(
                    "open2",
                    "open2 to close2 overlaps open to close",
                    "Maybe they are one: from the first to the last");
        }
        boolean closed = !row.has("open") && !row.has("close");
        if (closed && (row.has("open2") || row.has("close2"))) {
            row.error("open", "open must not be empty where open2 is given", "");
        } else if (closed && kind == HoursRule.Kind.QUIET) {
            row.error("open", "open must not be empty for QUIET", "Maybe 00:00, and 24:00 for close");
        } else if (closed && !row.has("days")) {
            row.error("open", "the row says neither days nor times", "An ALLOW row with days and no times closes them");
        }
        return intervals;
    }

    private static boolean overlap(HoursRule.Interval a, HoursRule.Interval b) {
        return a.open() < end(b) && b.open() < end(a);
    }

    private static int end(HoursRule.Interval interval) {
        return interval.crossesMidnight() ? interval.close() + DAY : interval.close();
    }

    private static void addInterval(TableRow row, String from, String to, List<HoursRule.Interval> intervals) {
        Integer open = row.get(from, HoursTable::open);
        Integer close = row.get(to, CellTypes::time);
        if (row.has(from) != row.has(to)) {
            String empty = row.has(from) ? to : from;
            row.error(empty, empty + " must not be empty where " + (row.has(from) ? from : to) + " is given", "");
        }
        if (open == null || close == null) {
            return;
        }
        if (open.equals(close)) {
            row.error(
                    to,
                    to + " (" + row.text(to) + ") is the same as " + from,
                    "Maybe 00:00 to 24:00 for the whole day");
            return;
        }
        intervals.add(new HoursRule.Interval(open, close == 0 ? DAY : close));
    }

    private static int open(String text) {
        int minute = CellTypes.time(text);
        if (minute == DAY) {
            throw CellException.mustBe(text, "a time from 00:00 to 23:59", "Maybe 00:00 of the next day");
        }
        return minute;
    }

    private static HoursRule.Days days(TableRow row) {
        Set<DayOfWeek> weekdays = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        row.list("days", text -> {
            String upper = text.toUpperCase(Locale.ROOT);
            if (upper.equals(HOLIDAY) || upper.equals(HOLIDAY_EVE)) {
                others.add(upper);
            } else {
                weekdays.addAll(weekdays(text));
            }
            return text;
        });
        return others.isEmpty()
                ? HoursRule.Days.of(weekdays)
                : new HoursRule.Days(weekdays, others.contains(HOLIDAY), others.contains(HOLIDAY_EVE));
    }

    private static Set<DayOfWeek> weekdays(String text) {
        Set<DayOfWeek> days = Weekdays.parse(text);
        if (days.isEmpty()) {
            throw CellException.mustBe(text, "days such as MON-FRI, SAT|SUN or HOLIDAY", advice(text));
        }
        return days;
    }

    /** Advice for the first end of a range that is no day. */
    private static String advice(String text) {
        for (String name : text.toUpperCase(Locale.ROOT).split("-", 2)) {
            String start = name.length() > 3 ? name.substring(0, 3) : "";
            if (Weekdays.NAMES.contains(start)) {
                return "Maybe " + start;
            }
            if (!Weekdays.NAMES.contains(name)) {
                List<String> all = new ArrayList<>(Weekdays.NAMES);
                all.addAll(List.of(HOLIDAY, HOLIDAY_EVE));
                return Closest.advice(name, all);
            }
        }
        return "";
    }
}
