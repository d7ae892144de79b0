package io.tact.rules.packs;

import io.tact.policy.HoursRule;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Days and times of day, in words or shortened. */
final class DayWords {
    private DayWords() {}

    /** {@code Monday to Friday}, {@code Saturday and Sunday}, {@code every day}. */
    static String weekdays(Set<DayOfWeek> days) {
        return days.size() == DayOfWeek.values().length
                ? "every day"
                : Words.and(runs(days, TextStyle.FULL, " to ", " and "));
    }

    /** {@code Mon–Fri}, {@code daily}. */
    static String brief(Set<DayOfWeek> days) {
        return days.size() == DayOfWeek.values().length
                ? "daily"
                : String.join(", ", runs(days, TextStyle.SHORT, "–", ", "));
    }

    private static List<String> runs(Set<DayOfWeek> days, TextStyle style, String to, String and) {
        List<String> runs = new ArrayList<>();
        DayOfWeek[] week = DayOfWeek.values();
        for (int i = 0; i < week.length; i++) {
            int end = i;
            while (end < week.length && days.contains(week[end])) {
                end++;
            }
            if (end > i) {
                String first = name(week[i], style);
                String between = end - i > 2 ? to : and;
                runs.add(end - i == 1 ? first : first + between + name(week[end - 1], style));
                i = end;
            }
        }
        return runs;
    }

    private static String name(DayOfWeek day, TextStyle style) {
        return day.getDisplayName(style, Locale.ENGLISH);
    }

    /** {@code 10:00–13:00 and 14:00–20:00}, {@code all day}. */
    static String times(List<HoursRule.Interval> intervals, String and) {
        return String.join(and, intervals.stream().map(DayWords::times).toList());
    }

    private static String times(HoursRule.Interval interval) {
        if (interval.open() == 0 && interval.close() == 24 * 60) {
            return "all day";
        }
        return time(interval.open()) + "–" + time(interval.close())
                + (interval.crossesMidnight() ? " (the next day)" : "");
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }
}
