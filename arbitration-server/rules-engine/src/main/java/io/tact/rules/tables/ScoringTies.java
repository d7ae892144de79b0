package io.tact.rules.tables;

import io.tact.facts.Factor;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Operand;
import io.tact.model.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds rows of {@code scoring} that are equally specific, may hold together, and give the same factor. */
final class ScoringTies {

    private record Entry(TableRow source, ScoringRow row) {}

    private final List<ScoringRow> rows = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    void add(TableRow source, ScoringRow row) {
        rows.add(row);
        entries.add(new Entry(source, row));
    }

    /** All rows; each tie has become a problem at the later of its two rows. */
    List<ScoringRow> resolved() {
        for (Factor factor : Factor.values()) {
            Map<List<Object>, List<Entry>> groups = new HashMap<>();
            for (Entry entry : entries) {
                if (entry.row.factors().containsKey(factor)) {
                    groups.computeIfAbsent(specificity(entry.row), s -> new ArrayList<>())
                            .add(entry);
                }
            }
            groups.values().forEach(group -> compare(group, factor, new HashSet<>()));
        }
        return rows;
    }

    private static List<Object> specificity(ScoringRow row) {
        return List.of(
                row.campaign() == null ? "" : row.campaign(),
                row.offer() == null ? "" : row.offer(),
                row.channel() == null ? "" : row.channel().name(),
                row.conditions().size());
    }

    /** Splits a group by an attribute that each of its rows wants one value of; compares what cannot be split. */
    private void compare(List<Entry> group, Factor factor, Set<Integer> done) {
        if (group.size() < 2) {
            return;
        }
        for (Condition condition : group.get(0).row.conditions()) {
            int attribute = condition.attribute();
            if (!done.contains(attribute) && group.stream().allMatch(e -> wanted(e.row, attribute) != null)) {
                Set<Integer> next = new HashSet<>(done);
                next.add(attribute);
                Map<AttributeValue, List<Entry>> split = new HashMap<>();
                group.forEach(e -> split.computeIfAbsent(
                                java.util.Objects.requireNonNull(wanted(e.row, attribute)), v -> new ArrayList<>())
                        .add(e));
                split.values().forEach(part -> compare(part, factor, next));
                return;
            }
        }
        for (int i = 1; i < group.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (mayHoldTogether(group.get(i).row, group.get(j).row)) {
                    report(group.get(i), group.get(j), factor);
                    break;
                }
            }
        }
    }

    private static void report(Entry later, Entry earlier, Factor factor) {
        String name = factor.name().toLowerCase(Locale.ROOT);
        later.source.error(
                name,
                "row " + later.row.id() + " gives the same " + name + " as row " + earlier.row.id() + " (row "
                        + earlier.source.number() + "), is as specific, and both may hold",
                "Add a condition to the one that should win, or make their conditions exclude each other");
    }

    private static @Nullable AttributeValue wanted(ScoringRow row, int attribute) {
        for (Condition condition : row.conditions()) {
            if (condition.attribute() == attribute
                    && condition.operator() == Operator.EQ
                    && condition.operands().get(0) instanceof Operand.Constant constant) {
                return constant.value();
            }
        }
        return null;
    }

    static boolean mayHoldTogether(ScoringRow a, ScoringRow b) {
        if (a.effectiveTo() != null
                && b.effectiveFrom() != null
                && a.effectiveTo().isBefore(b.effectiveFrom())) {
            return false;
        }
        if (b.effectiveTo() != null
                && a.effectiveFrom() != null
                && b.effectiveTo().isBefore(a.effectiveFrom())) {
            return false;
        }
        Map<Integer, List<Condition>> byAttribute = new TreeMap<>();
        for (Condition condition : a.conditions()) {
            byAttribute
                    .computeIfAbsent(condition.attribute(), i -> new ArrayList<>())
                    .add(condition);
        }
        for (Condition condition : b.conditions()) {
            byAttribute
                    .computeIfAbsent(condition.attribute(), i -> new ArrayList<>())
                    .add(condition);
        }
        return byAttribute.values().stream().allMatch(Satisfiable::maybe);
    }
}
