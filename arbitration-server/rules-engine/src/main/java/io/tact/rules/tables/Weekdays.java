package io.tact.rules.tables;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Days of the week as authors write them. */
public final class Weekdays {
    static final List<String> NAMES = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private Weekdays() {}

    /** {@code SAT}, or {@code MON-FRI}; a range may go round the end of the week. Empty if the text is neither. */
    public static Set<DayOfWeek> parse(String text) {
        String[] ends = text.toUpperCase(Locale.ROOT).split("-", -1);
        int first = NAMES.indexOf(ends[0].strip());
        int last = ends.length == 1 ? first : NAMES.indexOf(ends[1].strip());
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (first < 0 || last < 0 || ends.length > 2) {
            return days;
        }
        for (int i = first; ; i = (i + 1) % 7) {
            days.add(DayOfWeek.of(i + 1));
            if (i == last) {
                return days;
            }
        }
    }
}
