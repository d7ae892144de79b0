package io.tact.rules.tables;

import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.Scope;
import io.tact.policy.ZoneBasis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rows of allowed hours are one timetable: those of one part, jurisdiction, scope and clock. */
final class Timetables {
    private final Map<Key, List<HoursRule>> tables = new HashMap<>();
    private final Map<Key, HoursRule> kept = new HashMap<>();
    private final Map<String, Set<String>> together = new HashMap<>();

    private record Key(String pack, @Nullable String jurisdiction, Scope scope, ZoneBasis zoneBasis) {}

    /** Adds a row, and refuses it if the timetable is kept by another calendar. Returns whether it was added. */
    boolean add(HoursRule rule, TableRow row) {
        if (rule.kind() != HoursRule.Kind.ALLOW) {
            return true;
        }
        Key key = new Key(rule.info().pack(), rule.info().jurisdiction(), rule.scope(), rule.zoneBasis());
        List<HoursRule> rows = tables.computeIfAbsent(key, k -> new ArrayList<>());
        HoursRule other = kept.get(key);
        HolidayCalendar calendar = rule.calendar();
        if (calendar != null && other != null && calendar != other.calendar()) {
            row.error(
                    row.has("calendar") ? "calendar" : "days",
                    "the row is kept by the calendar " + calendar.name() + ", and "
                            + other.info().name() + ", which is part of the same timetable, by "
                            + Objects.requireNonNull(other.calendar()).name(),
                    "Rows of one timetable need the same calendar");
            return false;
        }
        if (calendar != null) {
            kept.putIfAbsent(key, rule);
        }
        rows.add(rule);
        Set<String> names = together.getOrDefault(rows.get(0).info().name(), new LinkedHashSet<>());
        names.add(rule.info().name());
        together.put(rule.info().name(), names);
        return true;
    }

    /** The names of the rows that say yes or no together with one of hours; that one alone if it stands for itself. */
    Set<String> with(String name) {
        return together.getOrDefault(name, Set.of(name));
    }
}
