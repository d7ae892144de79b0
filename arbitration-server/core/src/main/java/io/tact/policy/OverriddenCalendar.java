package io.tact.policy;

import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * The holidays that a source knows of, with changes by hand. Asks the source for each year once. Rows that are to speak of
 * the same calendar share the instance: two calendars of one name need not have the same holidays.
 */
public final class OverriddenCalendar implements HolidayCalendar {
    /** How many years are remembered; when full it starts over. */
    private static final int REMEMBERED_YEARS = 64;

    private final String name;
    private final IntFunction<Set<LocalDate>> seed;
    private final Map<LocalDate, Kind> overrides;
    private final ConcurrentHashMap<Integer, Day[]> years = new ConcurrentHashMap<>();

    /** How a day is changed. */
    public enum Kind {
        /** It is a holiday. */
        CLOSED,
        /** It is none. */
        OPEN,
        /** It is half a day, unless it is a holiday anyway. */
        HALF
    }

    /**
     * @param name as tables name it
     * @param seed the holidays of a year; dates of other years are passed over; safe for any thread
     * @param overrides the days that are changed
     */
    public OverriddenCalendar(String name, IntFunction<Set<LocalDate>> seed, Map<LocalDate, Kind> overrides) {
        this.name = name;
        this.seed = seed;
        this.overrides = Map.copyOf(overrides);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Day day(LocalDate date) {
        return year(date.getYear())[date.getDayOfYear() - 1];
    }

    private Day[] year(int year) {
        Day[] known = years.get(year);
        if (known != null) {
            return known;
        }
        Day[] made = made(year);
        if (years.size() >= REMEMBERED_YEARS) {
            years.clear();
        }
        years.put(year, made);
        return made;
    }

    private Day[] made(int year) {
        Set<LocalDate> holidays = seed.apply(year);
        Day[] days = new Day[Year.of(year).length()];
        for (int i = 0; i < days.length; i++) {
            LocalDate date = LocalDate.ofYearDay(year, i + 1);
            Day seeded = holidays.contains(date) ? Day.HOLIDAY : Day.ORDINARY;
            Kind kind = overrides.get(date);
            days[i] = kind == null ? seeded : changed(seeded, kind);
        }
        return days;
    }

    private static Day changed(Day seeded, Kind kind) {
        return switch (kind) {
            case CLOSED -> Day.HOLIDAY;
            case OPEN -> Day.ORDINARY;
            case HALF -> seeded == Day.HOLIDAY ? Day.HOLIDAY : Day.HALF;
        };
    }

    @Override
    public String toString() {
        return "calendar " + name;
    }
}
