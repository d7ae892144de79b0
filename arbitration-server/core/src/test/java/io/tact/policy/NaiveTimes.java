package io.tact.policy;

import io.tact.model.Direction;
import io.tact.model.PreferredHours;
import io.tact.model.Purpose;
import io.tact.policy.HolidayCalendar.Day;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hours, by the letter. */
final class NaiveTimes {
    private NaiveTimes() {}

    /** The row that says no, of one row of quiet hours or the rows of a timetable by name; null if they agree. */
    static @Nullable HoursRule sayingNo(List<HoursRule> rows, NaiveMoment m) {
        List<HoursRule> speaking = rows.stream()
                .filter(r -> m.isInForce(r.info()))
                .filter(r -> r.liftedBy() == null || !NaiveConsents.isGranted(r.liftedBy(), m))
                .toList();
        if (speaking.isEmpty()) {
            return null;
        }
        boolean eves = speaking.stream().anyMatch(r -> r.days().eves());
        for (@Nullable NaiveDays calendar : calendars(speaking, m)) {
            LocalDateTime shown = m.shown(rows.get(0).zoneBasis());
            boolean quiet = rows.get(0).kind() == HoursRule.Kind.QUIET;
            boolean within = speaking.stream().anyMatch(r -> isWithin(r, shown, calendar, eves));
            if (within == quiet) {
                return speaking.stream()
                        .filter(r -> isOn(r.days(), shown.toLocalDate(), calendar, eves))
                        .findFirst()
                        .orElse(speaking.get(0));
            }
        }
        return null;
    }

    /** The calendars by each of which hours must allow; none is one by which no day is a holiday. */
    private static List<@Nullable NaiveDays> calendars(List<HoursRule> rows, NaiveMoment m) {
        for (HoursRule row : rows) {
            List<NaiveDays> days =
                    row.calendar() == null ? null : m.given().calendars.get(row.calendar());
            if (days != null) {
                return Collections.unmodifiableList(days);
            }
        }
        return Collections.<@Nullable NaiveDays>singletonList(null);
    }

    private static boolean isOn(HoursRule.Days days, LocalDate day, @Nullable NaiveDays calendar, boolean eves) {
        if (calendar != null && calendar.day(day) == Day.HOLIDAY) {
            return days.holidays();
        }
        if (calendar != null && eves && calendar.day(day.plusDays(1)) == Day.HOLIDAY) {
            return days.eves();
        }
        return days.weekdays().contains(day.getDayOfWeek());
    }

    private static boolean isWithin(HoursRule row, LocalDateTime shown, @Nullable NaiveDays calendar, boolean eves) {
        LocalDate today = shown.toLocalDate();
        if (row.kind() == HoursRule.Kind.QUIET) {
            int minute = shown.getHour() * 60 + shown.getMinute();
            return isOn(row.days(), today, calendar, eves)
                    && row.intervals().stream()
                            .anyMatch(i -> i.close() > i.open()
                                    ? minute >= i.open() && minute < i.close()
                                    : minute >= i.open() || minute < i.close());
        }
        for (LocalDate day : List.of(today, today.minusDays(1))) {
            if (isOn(row.days(), day, calendar, eves)
                    && row.intervals().stream().anyMatch(i -> isOpen(i, day, shown, calendar))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an interval that opens on a day holds a time; half days end at noon. */
    private static boolean isOpen(
            HoursRule.Interval interval, LocalDate day, LocalDateTime shown, @Nullable NaiveDays calendar) {
        LocalDateTime open = day.atStartOfDay().plusMinutes(interval.open());
        LocalDateTime close = day.atStartOfDay().plusMinutes(interval.close());
        close = close.isAfter(open) ? close : close.plusDays(1);
        for (LocalDate half : List.of(day, day.plusDays(1))) {
            LocalDateTime noon = half.atTime(12, 0);
            if (calendar != null && calendar.day(half) == Day.HALF && noon.isBefore(close)) {
                close = noon;
            }
        }
        return !shown.isBefore(open) && shown.isBefore(close);
    }

    /** Whether the subscriber would rather not hear of it at such a time. */
    static boolean isUnwanted(NaiveMoment m) {
        List<PreferredHours> preferred = m.subscriber().circumstances().preferredHours();
        boolean about = m.slot().direction() == Direction.OUTBOUND
                && (m.slot().purpose() == Purpose.MARKETING || m.slot().purpose() == Purpose.RESEARCH);
        LocalDateTime shown = m.shown(ZoneBasis.SUBSCRIBER);
        return about && !preferred.isEmpty() && preferred.stream().noneMatch(p -> isWithin(p, shown));
    }

    private static boolean isWithin(PreferredHours preferred, LocalDateTime shown) {
        LocalDate today = shown.toLocalDate();
        HoursRule.Interval interval = new HoursRule.Interval(preferred.open(), preferred.close());
        return List.of(today, today.minusDays(1)).stream()
                .filter(day -> preferred.days().isEmpty() || preferred.days().contains(day.getDayOfWeek()))
                .anyMatch(day -> isOpen(interval, day, shown, null));
    }
}
