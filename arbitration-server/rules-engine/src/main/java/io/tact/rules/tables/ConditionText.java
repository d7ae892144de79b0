package io.tact.rules.tables;

import io.tact.model.Attribute;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Dictionary;
import io.tact.model.Operand;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions and values as people write them. */
final class ConditionText {
    private ConditionText() {}

    /** {@code plan in PREPAID|HYBRID}. */
    static String of(Condition condition, Dictionary dictionary) {
        Attribute attribute = dictionary.attributes().get(condition.attribute());
        return attribute.name() + " " + condition.operator().symbol() + " "
                + condition.operands().stream().map(ConditionText::of).collect(Collectors.joining("|"));
    }

    private static String of(Operand operand) {
        if (operand instanceof Operand.FromNow fromNow) {
            return fromNow.ahead().toString();
        }
        return of(((Operand.Constant) operand).value());
    }

    /** A value as it would stand in a cell; {@code not set} for none. */
    static String of(@Nullable AttributeValue value) {
        if (value == null) {
            return "not set";
        }
        if (value instanceof AttributeValue.Text text) {
            return text.value();
        }
        if (value instanceof AttributeValue.Numeric number) {
            return number.value().toString();
        }
        if (value instanceof AttributeValue.Flag flag) {
            return flag.value() ? "yes" : "no";
        }
        if (value instanceof AttributeValue.Day day) {
            return day.value().toString();
        }
        return ((AttributeValue.Moment) value).value().toString();
    }
}
