package io.tact.rules.checks;

import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Operand;
import io.tact.model.Operator;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether one thing certainly holds wherever another does. Stateless. */
final class Implication {
    private Implication() {}

    /** Whether a row with the conditions {@code general} holds wherever one with {@code special} does. */
    static boolean holds(List<Condition> special, List<Condition> general) {
        return general.stream().allMatch(wanted -> special.stream().anyMatch(given -> implies(given, wanted)));
    }

    private static boolean implies(Condition given, Condition wanted) {
        if (given.attribute() != wanted.attribute()) {
            return false;
        }
        if (given.equals(wanted)) {
            return true;
        }
        if (wanted.operator() == Operator.IS_SET) {
            return isYes(wanted) && given.operator() != Operator.IS_SET;
        }
        if (given.operator() == Operator.IS_SET || !isConstant(given) || !isConstant(wanted)) {
            return false;
        }
        Set<AttributeValue> values = values(given);
        return switch (given.operator()) {
            case EQ, IN -> values.stream().allMatch(value -> satisfies(value, wanted));
            case NE, NOT_IN -> isNot(wanted) && values.containsAll(values(wanted));
            default -> bounds(given, wanted);
        };
    }

    private static boolean isYes(Condition condition) {
        return condition.operands().get(0) instanceof Operand.Constant constant
                && constant.value() instanceof AttributeValue.Flag flag
                && flag.value();
    }

    private static boolean isNot(Condition condition) {
        return condition.operator() == Operator.NE || condition.operator() == Operator.NOT_IN;
    }

    private static boolean satisfies(AttributeValue value, Condition wanted) {
        return switch (wanted.operator()) {
            case EQ, IN -> values(wanted).contains(value);
            case NE, NOT_IN -> !values(wanted).contains(value);
            case LT -> Condition.compare(value, first(wanted)) < 0;
            case LE -> Condition.compare(value, first(wanted)) <= 0;
            case GT -> Condition.compare(value, first(wanted)) > 0;
            case GE -> Condition.compare(value, first(wanted)) >= 0;
            case IS_SET -> true;
        };
    }

    /** Whether a bound lies within another on the same side. */
    private static boolean bounds(Condition given, Condition wanted) {
        boolean below = given.operator() == Operator.LT || given.operator() == Operator.LE;
        boolean wantedBelow = wanted.operator() == Operator.LT || wanted.operator() == Operator.LE;
        if (!wanted.operator().isOrder() || below != wantedBelow) {
            return false;
        }
        int order = Condition.compare(first(given), first(wanted)) * (below ? 1 : -1);
        boolean givenIsOpen = given.operator() == Operator.LT || given.operator() == Operator.GT;
        boolean wantedIsOpen = wanted.operator() == Operator.LT || wanted.operator() == Operator.GT;
        return order < 0 || (order == 0 && (givenIsOpen || !wantedIsOpen));
    }

    private static boolean isConstant(Condition condition) {
        return condition.operands().stream().allMatch(Operand.Constant.class::isInstance);
    }

    private static AttributeValue first(Condition condition) {
        return ((Operand.Constant) condition.operands().get(0)).value();
    }

    private static Set<AttributeValue> values(Condition condition) {
        Set<AttributeValue> values = new HashSet<>();
        condition.operands().forEach(operand -> values.add(((Operand.Constant) operand).value()));
        return values;
    }

    /** Whether days from one to another contain all those of others; null is no limit. */
    static boolean contains(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable LocalDate otherFrom,
            @Nullable LocalDate otherTo) {
        boolean begins = from == null || (otherFrom != null && !from.isAfter(otherFrom));
        boolean ends = to == null || (otherTo != null && !to.isBefore(otherTo));
        return begins && ends;
    }
}
