package io.tact.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a policy table on one attribute. An attribute that is not set satisfies no condition but
 * {@code is-set no}.
 *
 * @param attribute the attribute's ordinal in the dictionary
 * @param operator how to compare
 * @param operands what with: one, or any number for {@code in} and {@code not-in}
 */
public record Condition(int attribute, Operator operator, List<Operand> operands) {
    public Condition {
        operands = List.copyOf(operands);
    }

    /** Whether the condition holds at {@code now} on the clock of {@code zone}. */
    public boolean holds(AttributeSource source, Instant now, ZoneId zone) {
        AttributeValue value = source.value(attribute);
        if (operator == Operator.IS_SET) {
            AttributeValue wanted = operands.get(0).resolve(now, zone, AttributeType.BOOLEAN);
            return ((AttributeValue.Flag) wanted).value() == (value != null);
        }
        if (value == null) {
            return false;
        }
        return switch (operator) {
            case EQ, IN -> anyEqual(value, now, zone);
            case NE, NOT_IN -> !anyEqual(value, now, zone);
            case LT -> compare(value, now, zone) < 0;
            case LE -> compare(value, now, zone) <= 0;
            case GT -> compare(value, now, zone) > 0;
            case GE -> compare(value, now, zone) >= 0;
            case IS_SET -> throw new IllegalStateException("handled above");
        };
    }

    private boolean anyEqual(AttributeValue value, Instant now, ZoneId zone) {
        for (Operand operand : operands) {
            if (operand.resolve(now, zone, value.type()).equals(value)) {
                return true;
            }
        }
        return false;
    }

    private int compare(AttributeValue value, Instant now, ZoneId zone) {
        return compare(value, operands.get(0).resolve(now, zone, value.type()));
    }

    /**
     * Orders two values of one type.
     *
     * @throws IllegalArgumentException if the types differ or have no order
     */
    public static int compare(AttributeValue left, @Nullable AttributeValue right) {
        if (left instanceof AttributeValue.Numeric a && right instanceof AttributeValue.Numeric b) {
            return a.value().compareTo(b.value());
        }
        if (left instanceof AttributeValue.Day a && right instanceof AttributeValue.Day b) {
            return a.value().compareTo(b.value());
        }
        if (left instanceof AttributeValue.Moment a && right instanceof AttributeValue.Moment b) {
            return a.value().compareTo(b.value());
        }
        throw new IllegalArgumentException("no order between " + left + " and " + right);
    }
}
