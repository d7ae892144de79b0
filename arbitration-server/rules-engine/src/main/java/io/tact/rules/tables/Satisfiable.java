package io.tact.rules.tables;

import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Operand;
import io.tact.model.Operator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether conditions on one attribute may hold together. */
public final class Satisfiable {
    private static final Map<Operator, Set<Operator>> OPPOSITES = Map.of(
            Operator.LT, Set.of(Operator.GE, Operator.GT, Operator.EQ),
            Operator.LE, Set.of(Operator.GT),
            Operator.GT, Set.of(Operator.EQ),
            Operator.EQ, Set.of(Operator.NE));

    private Satisfiable() {}

    /** False only if it is certain that no value (nor its absence) satisfies all of them. */
    public static boolean maybe(List<Condition> conditions) {
        boolean unset = conditions.stream().anyMatch(Satisfiable::wantsNone);
        if (unset) {
            return conditions.stream().allMatch(Satisfiable::wantsNone);
        }
        if (contradict(conditions)) {
            return false;
        }
        List<Condition> constant = conditions.stream()
                .filter(c -> c.operator() != Operator.IS_SET)
                .filter(c -> c.operands().stream().allMatch(Operand.Constant.class::isInstance))
                .toList();
        RangeColumn.Range range = RangeColumn.Range.of(
                constant.stream().filter(c -> c.operator().isOrder()).toList());
        if (range.isEmpty()) {
            return false;
        }
        Set<AttributeValue> wanted = wanted(constant);
        return wanted == null
                || wanted.stream()
                        .anyMatch(value ->
                                range.equals(RangeColumn.Range.ALL) || range.contains(RangeColumn.number(value)));
    }

    /** Whether two of them ask for opposite sides of the same operand, which may move with time. */
    private static boolean contradict(List<Condition> conditions) {
        return conditions.stream().anyMatch(a -> conditions.stream()
                .anyMatch(b -> a.operands().equals(b.operands())
                        && OPPOSITES.getOrDefault(a.operator(), Set.of()).contains(b.operator())));
    }

    private static boolean wantsNone(Condition condition) {
        return condition.operator() == Operator.IS_SET
                && condition.operands().get(0) instanceof Operand.Constant constant
                && constant.value() instanceof AttributeValue.Flag flag
                && !flag.value();
    }

    /** The values that {@code = in != not-in} leave; null if that is any but some, or any. */
    private static @Nullable Set<AttributeValue> wanted(List<Condition> conditions) {
        Set<AttributeValue> left = null;
        Set<AttributeValue> refused = new HashSet<>();
        for (Condition condition : conditions) {
            if (condition.operator() == Operator.EQ || condition.operator() == Operator.IN) {
                left = left == null ? new HashSet<>(values(condition)) : left;
                left.retainAll(values(condition));
            } else if (condition.operator() == Operator.NE || condition.operator() == Operator.NOT_IN) {
                refused.addAll(values(condition));
            }
        }
        if (left != null) {
            left.removeAll(refused);
        } else if (refused.size() == 2 && refused.stream().allMatch(AttributeValue.Flag.class::isInstance)) {
            return Set.of();
        }
        return left;
    }

    private static Set<AttributeValue> values(Condition condition) {
        Set<AttributeValue> values = new HashSet<>();
        condition.operands().forEach(operand -> values.add(((Operand.Constant) operand).value()));
        return values;
    }
}
