package io.tact.rules.drools;

import io.tact.model.Span;
import io.tact.policy.HoursRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What printed rules write of a row, read back. */
final class Written {
    /** Every day of the week. */
    static final String WEEK = days(HoursRule.Days.WEEK);

    private static final String HOLIDAY = "HOLIDAY";
    private static final String HOLIDAY_EVE = "HOLIDAY_EVE";

    private Written() {}

    static RuleInfo info(String name) {
        return info(name, null, null);
    }

    static RuleInfo info(String name, @Nullable String from, @Nullable String to) {
        int mark = name.indexOf('#');
        return new RuleInfo(name.substring(0, mark), name.substring(mark + 1), "", null, date(from), date(to), null);
    }

    private static @Nullable LocalDate date(@Nullable String iso) {
        return iso == null ? null : LocalDate.parse(iso);
    }

    static @Nullable Span span(@Nullable String iso) {
        return iso == null ? null : Span.parse(iso);
    }

    static ZoneBasis basis(@Nullable String zone) {
        return zone == null ? ZoneBasis.SUBSCRIBER : new ZoneBasis(ZoneId.of(zone));
    }

    static Window window(String written) {
        String[] parts = written.split(" ", 2);
        return switch (parts[0].toUpperCase(Locale.ROOT)) {
            case "ROLLING" -> new Window.Rolling(Span.parse(parts[1]));
            case "CALENDAR" -> new Window.Calendar(Window.Unit.valueOf(parts[1]));
            case "GAP" -> new Window.Gap(Span.parse(parts[1]));
            default -> throw new IllegalArgumentException("window \"" + written + "\" is none");
        };
    }

    static Stream<String> words(String written) {
        return Arrays.stream(written.split(" ")).filter(w -> !w.isEmpty());
    }

    static HoursRule.Days days(String written) {
        Set<String> words = words(written).collect(Collectors.toSet());
        boolean holidays = words.remove(HOLIDAY);
        boolean eves = words.remove(HOLIDAY_EVE);
        return new HoursRule.Days(words.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()), holidays, eves);
    }

    static String days(HoursRule.Days days) {
        Stream<String> weekdays = days.weekdays().stream().sorted().map(Enum::name);
        Stream<String> others = Stream.of(days.holidays() ? HOLIDAY : "", days.eves() ? HOLIDAY_EVE : "");
        return Stream.concat(weekdays, others).filter(day -> !day.isEmpty()).collect(Collectors.joining(" "));
    }
}
