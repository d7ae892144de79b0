package io.tact.policy;

import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What says yes or no as one: a row, the rows of one timetable, or the do-not-call list of a row. Immutable. */
final class RuleUnit {
    private final int ordinal;
    private final RuleKind kind;
    private final List<PolicyRule> rows;
    private final @Nullable Timetable timetable;
    private final List<ExemptionRule> lifting;
    private final List<ExemptionRule> uncounted;

    private RuleUnit(int ordinal, RuleKind kind, List<PolicyRule> rows, List<ExemptionRule> exemptions) {
        this.ordinal = ordinal;
        this.kind = kind;
        this.rows =
                rows.stream().sorted(Comparator.comparing(r -> r.info().name())).toList();
        this.timetable = kind == RuleKind.HOURS
                ? new Timetable(this.rows.stream().map(HoursRule.class::cast).toList())
                : null;
        this.lifting = exemptions.stream()
                .filter(e -> this.rows.stream().allMatch(row -> e.lifts(kind, row.info())))
                .toList();
        this.uncounted = kind != RuleKind.CAPS
                ? List.of()
                : exemptions.stream()
                        .filter(e -> !e.countsTowardCaps())
                        .filter(e ->
                                e.info().pack().equals(this.rows.get(0).info().pack()))
                        .toList();
    }

    /** The units of some rows: rows of allowed hours with the same pack, jurisdiction, scope and clock are one. */
    static List<RuleUnit> of(List<PolicyRule> rules) {
        List<ExemptionRule> exemptions = new ArrayList<>();
        Map<Object, List<PolicyRule>> groups = new LinkedHashMap<>();
        for (PolicyRule rule : rules) {
            if (rule instanceof ExemptionRule exemption) {
                exemptions.add(exemption);
            } else {
                groups.computeIfAbsent(key(rule), k -> new ArrayList<>()).add(rule);
            }
        }
        List<RuleUnit> units = new ArrayList<>(groups.size());
        for (List<PolicyRule> rows : groups.values()) {
            for (RuleKind kind : kinds(rows.get(0))) {
                units.add(new RuleUnit(units.size(), kind, rows, exemptions));
            }
        }
        return List.copyOf(units);
    }

    private static Object key(PolicyRule rule) {
        return rule instanceof HoursRule row && row.kind() == HoursRule.Kind.ALLOW
                ? new TimetableKey(row.info().pack(), row.info().jurisdiction(), row.scope(), row.zoneBasis())
                : new Object();
    }

    /** What rows of one timetable have in common. */
    private record TimetableKey(String pack, @Nullable String jurisdiction, Scope scope, ZoneBasis zoneBasis) {}

    private static List<RuleKind> kinds(PolicyRule row) {
        if (row instanceof ConsentRule consent) {
            List<RuleKind> kinds = new ArrayList<>(2);
            if (consent.model() != ConsentRule.Model.NONE) {
                kinds.add(RuleKind.CONSENT);
            }
            if (consent.list() != null) {
                kinds.add(RuleKind.LISTS);
            }
            return kinds;
        }
        if (row instanceof CapRule) {
            return List.of(RuleKind.CAPS);
        }
        if (row instanceof HoursRule) {
            return List.of(RuleKind.HOURS);
        }
        return List.of(row instanceof CooloffRule ? RuleKind.COOLOFFS : RuleKind.EXCLUSIONS);
    }

    /** Its place among the units made together. */
    int ordinal() {
        return ordinal;
    }

    RuleKind kind() {
        return kind;
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
        if (row instanceof HoursRule hours) {
            return hours.scope().covers(slot);
        }
        if (row instanceof CooloffRule cooloff) {
            return cooloff.scope().covers(slot);
        }
        if (row instanceof ConsentRule consent) {
            return consent.scope().covers(slot);
        }
        return row instanceof ExclusionRule exclusion && Exclusions.covers(exclusion, slot);
    }

    /** Whether it may say no to a subscriber who may be there: its rows share their jurisdiction. */
    boolean binds(Present present) {
        return rows.get(0).info().binds(present.where());
    }

    /** The unit in one decision; silent where it does not bind the subscriber. */
    Judge judge(Present present) {
        if (!binds(present)) {
            return Judge.SILENT;
        }
        Judge judge = timetable == null ? EveryZone.of(present, this::judgeInZone) : HoursJudge.of(timetable, present);
        return lifting.isEmpty() ? judge : new LiftedJudge(judge, kind, rows.get(0), lifting, present);
    }

    private Judge judgeInZone(Present present) {
        PolicyRule row = rows.get(0);
        if (row instanceof CapRule cap) {
            return new CapJudge(cap, uncounted, present);
        }
        if (row instanceof CooloffRule cooloff) {
            return new CooloffJudge(cooloff, present);
        }
        if (row instanceof ConsentRule consent) {
            return kind == RuleKind.LISTS ? new ListJudge(consent, present) : new ConsentJudge(consent, present);
        }
        return Exclusions.judge((ExclusionRule) row, present);
    }
}
