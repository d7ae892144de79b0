package io.tact.rules.tables;

import io.tact.facts.Facts;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Operand;
import io.tact.model.Operator;
import io.tact.model.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every condition of a table on one attribute. */
final class AttributeColumn {
    private final int attribute;
    private final AttributeType type;
    private final RowExclusion onlyIfSet;
    private final RowExclusion onlyIfUnset;
    private final @Nullable EqualityColumn equality;
    private final @Nullable RangeColumn range;
    private final @Nullable RangeColumn fromNow;
    private final List<Moving> moving;

    /** A condition whose operand moves with time in uneven steps, such as months, and the rows that have it. */
    private record Moving(Condition condition, RowExclusion rows) {}

    /** @param conditions by row, in order: the conditions on this attribute */
    AttributeColumn(int rows, int attribute, AttributeType type, Map<Integer, List<Condition>> conditions) {
        this.attribute = attribute;
        this.type = type;
        List<Integer> set = new ArrayList<>();
        List<Integer> unset = new ArrayList<>();
        Map<Integer, List<Condition>> equal = new LinkedHashMap<>();
        Map<Integer, List<Condition>> ordered = new LinkedHashMap<>();
        Map<Integer, List<Condition>> distant = new LinkedHashMap<>();
        Map<Condition, List<Integer>> movingRows = new LinkedHashMap<>();
        for (Map.Entry<Integer, List<Condition>> entry : conditions.entrySet()) {
            Integer row = entry.getKey();
            for (Condition condition : entry.getValue()) {
                addTo(needsValue(condition) ? set : unset, row);
                Condition distance = asDistance(condition);
                if (distance != null) {
                    put(distant, row, distance);
                } else if (isFromNow(condition)) {
                    addTo(movingRows.computeIfAbsent(condition, c -> new ArrayList<>()), row);
                } else if (condition.operator() != Operator.IS_SET) {
                    put(condition.operator().isOrder() ? ordered : equal, row, condition);
                }
            }
        }
        onlyIfSet = new RowExclusion(set);
        onlyIfUnset = new RowExclusion(unset);
        equality = equal.isEmpty() ? null : new EqualityColumn(rows, equal);
        range = ordered.isEmpty() ? null : new RangeColumn(rows, ordered);
        fromNow = distant.isEmpty() ? null : new RangeColumn(rows, distant);
        moving = movingRows.entrySet().stream()
                .map(e -> new Moving(e.getKey(), new RowExclusion(e.getValue())))
                .toList();
    }

    /**
     * A condition such as {@code <= P30D} as one on the distance from today, in days, or from now, in milliseconds; null if
     * it is none, or its distance is not always the same, as that of a month.
     */
    private @Nullable Condition asDistance(Condition condition) {
        if (!condition.operator().isOrder() || !(condition.operands().get(0) instanceof Operand.FromNow operand)) {
            return null;
        }
        Span ahead = operand.ahead();
        AttributeValue distance = null;
        if (type == AttributeType.DATE && ahead.period().toTotalMonths() == 0) {
            distance =
                    new AttributeValue.Day(LocalDate.ofEpochDay(ahead.period().getDays()));
        } else if (type == AttributeType.INSTANT && ahead.period().isZero()) {
            distance = new AttributeValue.Moment(
                    Instant.ofEpochMilli(ahead.duration().toMillis()));
        }
        return distance == null
                ? null
                : new Condition(attribute, condition.operator(), List.of(new Operand.Constant(distance)));
    }

    /** How far a DATE or INSTANT lies from today or now. */
    private static long distance(AttributeValue value, Facts facts) {
        return value instanceof AttributeValue.Day day
                ? day.value().toEpochDay() - facts.today().toEpochDay()
                : RangeColumn.number(value) - facts.now().toEpochMilli();
    }

    private static void put(Map<Integer, List<Condition>> conditions, Integer row, Condition condition) {
        conditions.computeIfAbsent(row, r -> new ArrayList<>(1)).add(condition);
    }

    private static boolean isFromNow(Condition condition) {
        for (Operand operand : condition.operands()) {
            if (operand instanceof Operand.FromNow) {
                return true;
            }
        }
        return false;
    }

    private static void addTo(List<Integer> rows, int row) {
        if (rows.isEmpty() || rows.get(rows.size() - 1) != row) {
            rows.add(row);
        }
    }

    private static boolean needsValue(Condition condition) {
        return condition.operator() != Operator.IS_SET
                || (condition.operands().get(0) instanceof Operand.Constant constant
                        && constant.value() instanceof AttributeValue.Flag flag
                        && flag.value());
    }

    /** Leaves in {@code rows} only those whose conditions on this attribute hold. */
    void retain(long[] rows, Facts facts) {
        AttributeValue value = facts.value(attribute);
        if (value == null || value.type() != type) {
            onlyIfSet.remove(rows);
            return;
        }
        onlyIfUnset.remove(rows);
        if (equality != null) {
            equality.retain(rows, value);
        }
        if (range != null) {
            range.retain(rows, RangeColumn.number(value));
        }
        if (fromNow != null) {
            fromNow.retain(rows, distance(value, facts));
        }
        for (Moving one : moving) {
            if (!one.condition.holds(facts, facts.now(), facts.zone())) {
                one.rows.remove(rows);
            }
        }
    }
}
