package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Slot;
import io.tact.policy.HolidayCalendar.Day;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One timetable by the letter of its definition, asked anew for each instant; shares no code with the engine beyond the
 * records. The consents must be grants.
 */
record NaiveHours(List<HoursRule> rows, List<ZoneId> zones, List<Consent> consents, Slot slot) {

    boolean allow(Instant t) {
        return zones.stream().allMatch(zone -> allowIn(zone, t));
    }

    private boolean allowIn(ZoneId zone, Instant t) {
        LocalDate theirs = LocalDate.ofInstant(t, zone);
        List<HoursRule> speaking = rows.stream()
                .filter(row -> row.info().inForceOn(theirs))
                .filter(row -> !isLifted(row, t))
                .toList();
        if (speaking.isEmpty()) {
            return true;
        }
        ZoneId fixed = rows.get(0).zoneBasis().fixed();
        LocalDateTime shown = LocalDateTime.ofInstant(t, fixed == null ? zone : fixed);
        List<HolidayCalendar> calendars = new ArrayList<>();
        speaking.stream()
                .map(HoursRule::calendar)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(calendar -> {
                    calendars.add(calendar);
                    if (calendar.original() != null) {
                        calendars.add(calendar.original());
                    }
                });
        return calendars.isEmpty()
                ? allowBy(null, speaking, shown)
                : calendars.stream().allMatch(calendar -> allowBy(calendar, speaking, shown));
    }

    private boolean isLifted(HoursRule row, Instant t) {
        return row.liftedBy() != null
                && consents.stream()
                        .filter(c -> c.special() == row.liftedBy() && c.covers(slot))
                        .anyMatch(c -> !t.isBefore(c.at()) && (c.expiresAt() == null || t.isBefore(c.expiresAt())));
    }

    private static boolean allowBy(@Nullable HolidayCalendar calendar, List<HoursRule> speaking, LocalDateTime shown) {
        LocalDate today = shown.toLocalDate();
        boolean eves = speaking.stream().anyMatch(row -> row.days().eves());
        boolean quiet = speaking.get(0).kind() == HoursRule.Kind.QUIET;
        if (!quiet && isHalf(calendar, today) && shown.getHour() >= 12) {
            return false;
        }
        for (HoursRule row : speaking) {
            for (HoursRule.Interval interval : row.intervals()) {
                for (LocalDate day : List.of(today, today.minusDays(1))) {
                    if (quiet
                            ? day.equals(today) && isAbout(row, day, calendar, eves) && contains(interval, shown)
                            : isAbout(row, day, calendar, eves) && contains(interval, day, shown, calendar)) {
                        return !quiet;
                    }
                }
            }
        }
        return quiet;
    }

    private static boolean isAbout(HoursRule row, LocalDate day, @Nullable HolidayCalendar calendar, boolean eves) {
        if (calendar != null && calendar.day(day) == Day.HOLIDAY) {
            return row.days().holidays();
        }
        if (calendar != null && eves && calendar.day(day.plusDays(1)) == Day.HOLIDAY) {
            return row.days().eves();
        }
        return row.days().weekdays().contains(day.getDayOfWeek());
    }

    private static boolean isHalf(@Nullable HolidayCalendar calendar, LocalDate day) {
        return calendar != null && calendar.day(day) == Day.HALF;
    }

    /** Quiet hours: whichever side of midnight. */
    private static boolean contains(HoursRule.Interval interval, LocalDateTime shown) {
        int minute = shown.getHour() * 60 + shown.getMinute();
        return interval.crossesMidnight()
                ? minute >= interval.open() || minute < interval.close()
                : minute >= interval.open() && minute < interval.close();
    }

    /** Allowed hours that open on a day. */
    private static boolean contains(
            HoursRule.Interval interval, LocalDate day, LocalDateTime shown, @Nullable HolidayCalendar calendar) {
        LocalDateTime open = day.atStartOfDay().plusMinutes(interval.open());
        LocalDateTime close =
                day.plusDays(interval.crossesMidnight() ? 1 : 0).atStartOfDay().plusMinutes(interval.close());
        LocalDateTime noon = day.atTime(LocalTime.NOON);
        LocalDateTime end = isHalf(calendar, day) && close.isAfter(noon) ? noon : close;
        return !shown.isBefore(open) && shown.isBefore(end);
    }
}
