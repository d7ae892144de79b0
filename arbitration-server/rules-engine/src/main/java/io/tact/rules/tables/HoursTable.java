package io.tact.rules.tables;

import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.ZoneBasis;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the table {@code hours}. */
final class HoursTable {
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private HoursTable() {}

    static void read(Table table, PolicyRows policy, List<PolicyRule> rules) {
        for (TableRow row : table.rows()) {
            RuleInfo info = policy.info(row);
            Scope scope = policy.scope(row);
            HoursRule.Kind kind = row.get("kind", CellTypes.oneOf(HoursRule.Kind.class), HoursRule.Kind.ALLOW);
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            row.list("days", HoursTable::days).forEach(days::addAll);
            List<HoursRule.Interval> intervals = new ArrayList<>();
            addInterval(row, "open", "close", intervals);
            addInterval(row, "open2", "close2", intervals);
            ZoneBasis basis = PolicyRows.zoneBasis(row);
            row.refuse("lifted_by");
            if (info != null && !row.isBad()) {
                HoursRule rule = new HoursRule(info, scope, kind, days, intervals, basis);
                rules.add(rule);
                policy.stands(rule, row);
            }
        }
    }

    private static void addInterval(TableRow row, String from, String to, List<HoursRule.Interval> intervals) {
        Integer open = row.get(from, HoursTable::open);
        Integer close = row.get(to, CellTypes::time);
        if (row.has(from) != row.has(to)) {
            String empty = row.has(from) ? to : from;
            if (!row.table().schema().required().contains(empty)) {
                row.error(empty, empty + " must not be empty where " + (row.has(from) ? from : to) + " is given", "");
            }
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
        intervals.add(new HoursRule.Interval(open, close == 0 ? 1440 : close));
    }

    private static int open(String text) {
        int minute = CellTypes.time(text);
        if (minute == 1440) {
            throw CellException.mustBe(text, "a time from 00:00 to 23:59", "Maybe 00:00 of the next day");
        }
        return minute;
    }

    /** {@code SAT}, or {@code MON-FRI}; a range may go round the end of the week. */
    private static Set<DayOfWeek> days(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.equals("HOLIDAY") || upper.equals("HOLIDAY_EVE")) {
            throw new CellException("day " + upper + " is not supported yet", "Only MON to SUN are");
        }
        String[] ends = upper.split("-", -1);
        int first = day(text, ends[0]);
        int last = ends.length == 1 ? first : day(text, ends[1]);
        if (ends.length > 2) {
            throw wrong(text, "");
        }
        Set<DayOfWeek> days = new LinkedHashSet<>();
        for (int i = first; ; i = (i + 1) % 7) {
            days.add(DayOfWeek.of(i + 1));
            if (i == last) {
                return days;
            }
        }
    }

    private static int day(String text, String name) {
        int index = DAYS.indexOf(name.strip());
        if (index < 0) {
            String close = name.length() > 3 && DAYS.contains(name.substring(0, 3)) ? name.substring(0, 3) : "";
            throw wrong(text, close.isEmpty() ? Closest.advice(name, DAYS) : "Maybe " + close);
        }
        return index;
    }

    private static CellException wrong(String text, String advice) {
        return CellException.mustBe(text, "days such as MON-FRI or SAT|SUN", advice);
    }
}
