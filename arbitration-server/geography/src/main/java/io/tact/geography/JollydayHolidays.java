package io.tact.geography;

import static java.util.stream.Collectors.toUnmodifiableSet;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.tact.port.HolidaySource;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holidays from Jollyday's calendars, remembered by calendar and year. Every kind counts, days that are only observed in
 * custom included: whether one of them is a holiday to the law is for a pack to say. Islamic dates are reckoned, not
 * sighted.
 */
public final class JollydayHolidays implements HolidaySource {
    /** The first and last year that every calendar can reckon. */
    static final int FIRST_YEAR = 1900;

    static final int LAST_YEAR = 2150;

    private static final Pattern ISO = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})*");

    private record CalendarYear(String calendar, int year) {}

    /** A country's manager and the path down to a subdivision, as Jollyday spells it. */
    private record Calendar(HolidayManager manager, String[] path) {
        Stream<Holiday> holidays(int year) {
            return manager.getHolidays(Year.of(year), path).stream();
        }
    }

    private final Set<String> countries = Set.copyOf(HolidayManager.getSupportedCalendarCodes());
    private final Map<String, Optional<Calendar>> calendars = new ConcurrentHashMap<>();
    private final Map<CalendarYear, Set<LocalDate>> years = new ConcurrentHashMap<>();

    @Override
    public boolean knows(String calendar) {
        return calendar(calendar).isPresent();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException for a year before 1900 or after 2150
     */
    @Override
    public Set<LocalDate> holidays(String calendar, int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException("holidays of " + calendar + " in year " + year + " cannot be reckoned: "
                    + "only those of " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        Optional<Calendar> known = calendar(calendar);
        return known.isEmpty()
                ? Set.of()
                : years.computeIfAbsent(new CalendarYear(calendar, year), wanted -> dates(known.get(), year));
    }

    /** New Year's Day of the year after may be observed on the last day of this one. */
    private static Set<LocalDate> dates(Calendar calendar, int year) {
        return IntStream.rangeClosed(year - 1, year + 1)
                .boxed()
                .flatMap(calendar::holidays)
                .flatMap(holiday ->
                        Stream.concat(Stream.of(holiday.getActualDate()), holiday.getObservedDate().stream()))
                .filter(date -> date.getYear() == year)
                .collect(toUnmodifiableSet());
    }

    private Optional<Calendar> calendar(String code) {
        Optional<Calendar> known = calendars.get(code);
        if (known != null) {
            return known;
        }
        String[] parts = code.split("-", -1);
        if (!ISO.matcher(code).matches() || !countries.contains(parts[0])) {
            return Optional.empty();
        }
        Optional<Calendar> found = open(parts);
        found.ifPresent(calendar -> calendars.put(code, found));
        return found;
    }

    private static Optional<Calendar> open(String[] parts) {
        HolidayManager manager =
                HolidayManager.getInstance(ManagerParameters.create(parts[0].toLowerCase(Locale.ROOT)));
        List<String> path = new ArrayList<>();
        CalendarHierarchy place = manager.getCalendarHierarchy();
        for (String part : List.of(parts).subList(1, parts.length)) {
            Optional<Map.Entry<String, CalendarHierarchy>> child = place.getChildren().entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(part))
                    .findFirst();
            if (child.isEmpty()) {
                return Optional.empty();
            }
            path.add(child.get().getKey());
            place = child.get().getValue();
        }
        return Optional.of(new Calendar(manager, path.toArray(String[]::new)));
    }
}
