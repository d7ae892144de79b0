package io.tact.rules.tables;

import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Operand;
import io.tact.model.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every condition on one attribute that asks whether its value is one of some constants: for each of these constants the
 * rows that agree, and the rows that agree with any other value.
 */
final class EqualityColumn {
    private final RowMask otherwise;
    private final Map<AttributeValue, RowMask> byValue = new HashMap<>();

    /** @param conditions by row, in order: conditions with {@code = != in not-in} on constants */
    EqualityColumn(int rows, Map<Integer, List<Condition>> conditions) {
        long[] others = Bits.full(rows);
        Map<AttributeValue, List<Integer>> mentioned = new HashMap<>();
        for (Map.Entry<Integer, List<Condition>> entry : conditions.entrySet()) {
            Integer row = entry.getKey();
            for (Condition condition : entry.getValue()) {
                if (wantsOne(condition)) {
                    Bits.clear(others, row);
                }
                for (Operand operand : condition.operands()) {
                    List<Integer> ofValue = mentioned.computeIfAbsent(constant(operand), v -> new ArrayList<>());
                    if (ofValue.isEmpty() || !ofValue.get(ofValue.size() - 1).equals(row)) {
                        ofValue.add(row);
                    }
                }
            }
        }
        otherwise = RowMask.of(others);
        mentioned.forEach((value, rowsOfValue) -> byValue.put(value, mask(others, value, rowsOfValue, conditions)));
    }

    private static RowMask mask(
            long[] others, AttributeValue value, List<Integer> rows, Map<Integer, List<Condition>> conditions) {
        int[] places = new int[rows.size()];
        long[] words = new long[rows.size()];
        int at = -1;
        for (Integer row : rows) {
            if (at < 0 || places[at] != row >>> 6) {
                at++;
                places[at] = row >>> 6;
                words[at] = others[places[at]];
            }
            boolean agrees = agree(conditions.getOrDefault(row, List.of()), value);
            words[at] = agrees ? words[at] | (1L << row) : words[at] & ~(1L << row);
        }
        return RowMask.differing(others, Arrays.copyOf(places, at + 1), Arrays.copyOf(words, at + 1));
    }

    private static boolean agree(List<Condition> conditions, AttributeValue value) {
        for (Condition condition : conditions) {
            if (!agrees(condition, value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean wantsOne(Condition condition) {
        return condition.operator() == Operator.EQ || condition.operator() == Operator.IN;
    }

    private static boolean agrees(Condition condition, AttributeValue value) {
        boolean found = false;
        for (Operand operand : condition.operands()) {
            found |= constant(operand).equals(value);
        }
        return found == wantsOne(condition);
    }

    private static AttributeValue constant(Operand operand) {
        return ((Operand.Constant) operand).value();
    }

    void retain(long[] rows, AttributeValue value) {
        byValue.getOrDefault(value, otherwise).retain(rows);
    }
}
