package io.tact.rules.packs;

import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.ZoneBasis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rows of a pack's hours say yes or no together: those of one timetable, and each row of quiet hours alone. */
final class Together {
    private final Map<Object, List<HoursRule>> timetables = new LinkedHashMap<>();

    private record Key(@Nullable String jurisdiction, Scope scope, ZoneBasis zoneBasis) {}

    Together(List<PolicyRule> rules) {
        for (PolicyRule rule : rules) {
            if (rule instanceof HoursRule row) {
                timetables.computeIfAbsent(key(row), k -> new ArrayList<>()).add(row);
            }
        }
    }

    private static Object key(HoursRule row) {
        return row.kind() == HoursRule.Kind.QUIET
                ? row.info()
                : new Key(row.info().jurisdiction(), row.scope(), row.zoneBasis());
    }

    List<List<HoursRule>> all() {
        return List.copyOf(timetables.values());
    }

    /** The other rows of its timetable that are in force on some of the days that it is. */
    List<HoursRule> others(HoursRule row) {
        return timetables.getOrDefault(key(row), List.of()).stream()
                .filter(other -> !other.equals(row) && overlap(row.info(), other.info()))
                .toList();
    }

    private static boolean overlap(RuleInfo a, RuleInfo b) {
        return startsBy(a, b.effectiveTo()) && startsBy(b, a.effectiveTo());
    }

    private static boolean startsBy(RuleInfo row, @Nullable LocalDate day) {
        return day == null
                || row.effectiveFrom() == null
                || !row.effectiveFrom().isAfter(day);
    }
}
