package io.tact.rules.tables;

import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Operand;
import io.tact.model.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every condition on one attribute that asks whether its value is one of some constants: for each of these constants the
 * rows that agree, and the rows that agree with any other value.
 */
final class EqualityColumn {
    private final RowMask otherwise;
    private final Map<AttributeValue, RowMask> byValue = new HashMap<>();

    /** @param conditions by row: conditions with {@code = != in not-in} on constants */
    EqualityColumn(int rows, TreeMap<Integer, List<Condition>> conditions) {
        long[] others = Bits.full(rows);
        Map<AttributeValue, List<Integer>> mentioned = new HashMap<>();
        conditions.forEach((row, all) -> {
            if (all.stream().anyMatch(EqualityColumn::wantsOne)) {
                Bits.clear(others, row);
            }
            all.stream()
                    .flatMap(c -> c.operands().stream())
                    .map(EqualityColumn::constant)
                    .distinct()
                    .forEach(value -> mentioned
                            .computeIfAbsent(value, v -> new ArrayList<>())
                            .add(row));
        });
        otherwise = RowMask.of(others);
        mentioned.forEach((value, rowsOfValue) -> byValue.put(value, mask(others, value, rowsOfValue, conditions)));
    }

    private static RowMask mask(
            long[] others, AttributeValue value, List<Integer> rows, Map<Integer, List<Condition>> conditions) {
        int[] places = rows.stream().mapToInt(row -> row >>> 6).distinct().toArray();
        long[] words = new long[places.length];
        int at = -1;
        for (int row : rows) {
            if (at < 0 || places[at] != row >>> 6) {
                at++;
                words[at] = others[places[at]];
            }
            boolean agrees = conditions.getOrDefault(row, List.of()).stream().allMatch(c -> agrees(c, value));
            words[at] = agrees ? words[at] | (1L << row) : words[at] & ~(1L << row);
        }
        return RowMask.differing(others, places, words);
    }

    private static boolean wantsOne(Condition condition) {
        return condition.operator() == Operator.EQ || condition.operator() == Operator.IN;
    }

    private static boolean agrees(Condition condition, AttributeValue value) {
        boolean found = condition.operands().stream().anyMatch(o -> constant(o).equals(value));
        return found == wantsOne(condition);
    }

    private static AttributeValue constant(Operand operand) {
        return ((Operand.Constant) operand).value();
    }

    void retain(long[] rows, AttributeValue value) {
        byValue.getOrDefault(value, otherwise).retain(rows);
    }
}
