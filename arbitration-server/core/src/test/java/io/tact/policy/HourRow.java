package io.tact.policy;

import io.tact.model.SpecialConsent;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of hours, told as authors write it. */
record HourRow(
        String id,
        HoursRule.Kind kind,
        String days,
        String times,
        @Nullable HolidayCalendar calendar,
        @Nullable SpecialConsent liftedBy,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    private static final List<String> WEEK = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    /** @param times such as {@code 10:00-13:00 14:00-20:00}; empty for closed */
    static HourRow allow(String id, String days, String times) {
        return new HourRow(id, HoursRule.Kind.ALLOW, days, times, null, null, null, null);
    }

    static HourRow quiet(String id, String days, String times) {
        return new HourRow(id, HoursRule.Kind.QUIET, days, times, null, null, null, null);
    }

    HourRow by(HolidayCalendar named) {
        return new HourRow(id, kind, days, times, named, liftedBy, from, to);
    }

    HourRow liftedBy(SpecialConsent consent) {
        return new HourRow(id, kind, days, times, calendar, consent, from, to);
    }

    HourRow from(String day) {
        return new HourRow(id, kind, days, times, calendar, liftedBy, LocalDate.parse(day), to);
    }

    HourRow to(String day) {
        return new HourRow(id, kind, days, times, calendar, liftedBy, from, LocalDate.parse(day));
    }

    HoursRule rule() {
        return rule(ZoneBasis.SUBSCRIBER);
    }

    HoursRule ruleIn(String zone) {
        return rule(new ZoneBasis(ZoneId.of(zone)));
    }

    private HoursRule rule(ZoneBasis basis) {
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        List<String> classes = List.of(days.split("\\|"));
        for (String day : classes) {
            if (!day.startsWith("HOLIDAY")) {
                String[] ends = day.split("-");
                for (int i = WEEK.indexOf(ends[0]); i <= WEEK.indexOf(ends[ends.length - 1]); i++) {
                    weekdays.add(DayOfWeek.of(i + 1));
                }
            }
        }
        return new HoursRule(
                new RuleInfo("hours", id, "own", null, from, to, null),
                Scope.OUTBOUND,
                kind,
                new HoursRule.Days(weekdays, classes.contains("HOLIDAY"), classes.contains("HOLIDAY_EVE")),
                intervals(),
                basis,
                calendar,
                liftedBy);
    }

    private List<HoursRule.Interval> intervals() {
        List<HoursRule.Interval> all = new ArrayList<>();
        for (String interval : times.isEmpty() ? new String[0] : times.split(" ")) {
            String[] ends = interval.split("-");
            all.add(new HoursRule.Interval(minute(ends[0]), minute(ends[1])));
        }
        return all;
    }

    private static int minute(String time) {
        return time.equals("24:00") ? 1440 : LocalTime.parse(time).toSecondOfDay() / 60;
    }

    /** A calendar of these days; a day such as {@code 2026-12-24:HALF} is changed by hand. */
    static OverriddenCalendar calendar(String name, String... days) {
        Set<LocalDate> seed = new java.util.HashSet<>();
        Map<LocalDate, OverriddenCalendar.Kind> changes = new LinkedHashMap<>();
        for (String day : days) {
            String[] parts = day.split(":");
            if (parts.length == 1) {
                seed.add(LocalDate.parse(day));
            } else {
                changes.put(LocalDate.parse(parts[0]), OverriddenCalendar.Kind.valueOf(parts[1]));
            }
        }
        return new OverriddenCalendar(name, year -> seed, changes);
    }
}
