package io.tact.rules.drools;

import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Dictionary;
import io.tact.model.Fixed;
import io.tact.model.Operand;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions of table rows as constraints on the facts Request and Profile. */
final class ConditionPrinter {
    private final Dictionary dictionary;

    ConditionPrinter(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The patterns, one to a line, of conditions that must all hold between two local days; null for no end. */
    List<String> patterns(List<Condition> conditions, @Nullable LocalDate from, @Nullable LocalDate to) {
        List<String> request = inForce(from, to);
        request.addAll(constraints(conditions, AttributeScope.CONTEXT, ""));
        List<String> profile = constraints(conditions, AttributeScope.PROFILE, "$request.");
        boolean needsRequest = profile.stream().anyMatch(c -> c.contains("$request."));
        List<String> patterns = new ArrayList<>();
        if (needsRequest || !request.isEmpty()) {
            patterns.add((needsRequest ? "$request : " : "") + pattern("Request", request));
        }
        if (!profile.isEmpty()) {
            patterns.add(pattern("Profile", profile));
        }
        return patterns;
    }

    /**
     * The patterns, one to a line, of conditions that must all hold on the clock of another fact than the request.
     *
     * @param clock how the methods of that fact are reached
     */
    List<String> patterns(List<Condition> conditions, String clock) {
        List<String> patterns = new ArrayList<>();
        List<String> request = constraints(conditions, AttributeScope.CONTEXT, clock);
        if (!request.isEmpty()) {
            patterns.add(pattern("Request", request));
        }
        List<String> profile = constraints(conditions, AttributeScope.PROFILE, clock);
        if (!profile.isEmpty()) {
            patterns.add(pattern("Profile", profile));
        }
        return patterns;
    }

    private List<String> constraints(List<Condition> conditions, AttributeScope scope, String clock) {
        List<String> constraints = new ArrayList<>();
        for (Condition condition : conditions) {
            Attribute attribute = dictionary.attributes().get(condition.attribute());
            if (attribute.scope() == scope) {
                constraints.addAll(constraints(attribute, condition, clock));
            }
        }
        return constraints;
    }

    static String pattern(String fact, List<String> constraints) {
        return constraints.isEmpty() ? fact + "()" : fact + "( " + String.join(", ", constraints) + " )";
    }

    /** That today lies between two days; null for no end. */
    static List<String> inForce(@Nullable LocalDate from, @Nullable LocalDate to) {
        List<String> constraints = new ArrayList<>();
        if (from != null) {
            constraints.add("today >= day(\"" + from + "\")");
        }
        if (to != null) {
            constraints.add("today <= day(\"" + to + "\")");
        }
        return constraints;
    }

    /** @param clock how the methods of the fact whose clock counts are reached */
    private static List<String> constraints(Attribute attribute, Condition condition, String clock) {
        String name = DrlText.quoted(attribute.name());
        String read = AttributeCheck.reader(attribute.type()) + "(" + name + ")";
        List<String> values = condition.operands().stream()
                .map(o -> operand(o, attribute.type(), clock))
                .toList();
        String isSet = "isSet(" + name + ")";
        return switch (condition.operator()) {
            case IS_SET -> List.of(values.get(0).equals("true") ? isSet : "!" + isSet);
            case EQ, IN -> List.of(anyOf(read, attribute.type(), values));
            case NE, NOT_IN -> List.of(isSet, noneOf(read, attribute.type(), values));
            case LT, LE, GT, GE -> List.of(read + " " + condition.operator().symbol() + " " + values.get(0));
        };
    }

    private static String anyOf(String read, AttributeType type, List<String> values) {
        if (values.size() > 1 && type == AttributeType.STRING) {
            return read + " in (" + String.join(", ", values) + ")";
        }
        return values.stream().map(v -> read + " == " + v).collect(Collectors.joining(" || "));
    }

    private static String noneOf(String read, AttributeType type, List<String> values) {
        if (values.size() > 1 && type == AttributeType.STRING) {
            return read + " not in (" + String.join(", ", values) + ")";
        }
        return values.stream().map(v -> read + " != " + v).collect(Collectors.joining(" && "));
    }

    private static String operand(Operand operand, AttributeType type, String clock) {
        if (operand instanceof Operand.FromNow fromNow) {
            return clock + (type == AttributeType.DATE ? "dayIn(\"" : "momentIn(\"") + fromNow.ahead() + "\")";
        }
        return constant(((Operand.Constant) operand).value());
    }

    private static String constant(AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            return DrlText.quoted(text.value());
        } else if (value instanceof AttributeValue.Numeric number) {
            return number(number.value());
        } else if (value instanceof AttributeValue.Day day) {
            return "day(\"" + day.value() + "\")";
        } else if (value instanceof AttributeValue.Moment moment) {
            return "moment(\"" + moment.value() + "\")";
        }
        return Boolean.toString(((AttributeValue.Flag) value).value());
    }

    /** A number literal; one too large for an int is written with a decimal point. */
    static String number(Fixed value) {
        String plain = value.toString();
        boolean fits = Math.abs(value.micros() / 1_000_000) < Integer.MAX_VALUE;
        return fits || plain.contains(".") ? plain : plain + ".0";
    }
}
