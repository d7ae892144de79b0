package io.tact.rules.drools;

import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The holiday calendars that the rows of a ruleset ask, by names of their own: each part of a ruleset may have changed the
 * same country's calendar in its own way, and then they are {@code FR}, {@code FR 2} and so on. Immutable.
 */
final class CalendarNames {
    private final Map<HolidayCalendar, String> names = new LinkedHashMap<>();
    private final SortedMap<String, HolidayCalendar> calendars = new TreeMap<>();

    /** @param rows in the order in which the ruleset has them */
    CalendarNames(List<PolicyRule> rows) {
        for (PolicyRule row : rows) {
            HolidayCalendar calendar = row instanceof HoursRule hours ? hours.calendar() : null;
            if (calendar != null && !names.containsKey(calendar)) {
                String name = calendar.name();
                for (int i = 2; calendars.containsKey(name); i++) {
                    name = calendar.name() + " " + i;
                }
                calendars.put(name, calendar);
                names.put(calendar, name);
            }
        }
    }

    String of(HolidayCalendar calendar) {
        String name = names.get(calendar);
        if (name == null) {
            throw new IllegalArgumentException(calendar + " is none of " + calendars.keySet());
        }
        return name;
    }

    HolidayCalendar find(String name) {
        HolidayCalendar calendar = calendars.get(name);
        if (calendar == null) {
            throw new IllegalArgumentException("calendar \"" + name + "\" is none of " + calendars.keySet());
        }
        return calendar;
    }
}
