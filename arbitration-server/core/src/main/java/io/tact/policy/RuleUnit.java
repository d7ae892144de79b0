package io.tact.policy;

import io.tact.model.Selector;
import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What says yes or no as one: a row, or the rows of one timetable. Immutable. */
final class RuleUnit {
    private final int ordinal;
    private final List<PolicyRule> rows;
    private final List<HoursRule> hoursRows;
    private final List<WeeklyHours> hours;
    private final int[] boundaries;

    private RuleUnit(int ordinal, List<PolicyRule> rows) {
        this.ordinal = ordinal;
        this.rows =
                rows.stream().sorted(Comparator.comparing(r -> r.info().name())).toList();
        this.hoursRows = this.rows.stream()
                .filter(HoursRule.class::isInstance)
                .map(HoursRule.class::cast)
                .toList();
        this.hours = hoursRows.stream().map(WeeklyHours::new).toList();
        this.boundaries = WeeklyHours.boundaries(hours);
    }

    /** The units of some rows: rows of allowed hours with the same pack, jurisdiction, scope and clock are one. */
    static List<RuleUnit> of(List<PolicyRule> rules) {
        Map<Object, List<PolicyRule>> groups = new LinkedHashMap<>();
        for (PolicyRule rule : rules) {
            Object key = rule instanceof HoursRule row && row.kind() == HoursRule.Kind.ALLOW
                    ? new Timetable(row.info().pack(), row.info().jurisdiction(), row.scope(), row.zoneBasis())
                    : new Object();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(rule);
        }
        List<RuleUnit> units = new ArrayList<>(groups.size());
        for (List<PolicyRule> rows : groups.values()) {
            units.add(new RuleUnit(units.size(), rows));
        }
        return List.copyOf(units);
    }

    /** What rows of one timetable have in common. */
    private record Timetable(String pack, @Nullable String jurisdiction, Scope scope, ZoneBasis zoneBasis) {}

    /** Its place among the units made together. */
    int ordinal() {
        return ordinal;
    }

    List<PolicyRule> rows() {
        return rows;
    }

    /** Whether it may say no to a message of that slot. */
    boolean covers(Slot slot) {
        PolicyRule row = rows.get(0);
        if (row instanceof CapRule cap) {
            return cap.scope().covers(slot);
        }
        if (row instanceof HoursRule rowOfHours) {
            return rowOfHours.scope().covers(slot);
        }
        if (row instanceof ConsentRule consent) {
            return consent.scope().covers(slot);
        }
        return covers((ExclusionRule) row, slot);
    }

    private static boolean covers(ExclusionRule rule, Slot slot) {
        if (!rule.directions().isEmpty() && !rule.directions().contains(slot.direction())) {
            return false;
        }
        if (rule instanceof ExclusionRule.NeverTogether pair) {
            return pair.a().covers(slot, null) || pair.b().covers(slot, null);
        }
        if (rule instanceof ExclusionRule.OnePer one) {
            String value = Selector.valueOf(one.dimension(), slot, null);
            return value != null && (one.only() == null || one.only().equals(value));
        }
        return ((ExclusionRule.Withholds) rule).what().covers(slot, null);
    }

    /** The unit in one decision; silent where it does not bind the subscriber. */
    Judge judge(Present present) {
        PolicyRule row = rows.get(0);
        if (!row.info().binds(present.subscriber().jurisdiction())) {
            return Judge.SILENT;
        }
        if (row instanceof CapRule cap) {
            return new CapJudge(cap, present);
        }
        if (row instanceof HoursRule) {
            return new HoursJudge(hoursRows, hours, boundaries, present);
        }
        if (row instanceof ConsentRule consent) {
            return new ConsentJudge(consent, present);
        }
        if (row instanceof ExclusionRule.NeverTogether pair) {
            return new TogetherJudge(pair, pair.within(), present);
        }
        if (row instanceof ExclusionRule.OnePer one) {
            return new TogetherJudge(one, one.within(), present);
        }
        return new WithholdsJudge((ExclusionRule.Withholds) row, present);
    }
}
