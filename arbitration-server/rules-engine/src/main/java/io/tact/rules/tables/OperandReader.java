package io.tact.rules.tables;

import io.tact.model.Attribute;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Operand;
import io.tact.model.Operator;
import io.tact.model.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what an attribute is compared with. */
final class OperandReader {
    private static final int LONGEST_AHEAD = 36_600;
    private static final Pattern WITH_OPERATOR = Pattern.compile("(" + Operators.SIGNS + ")\\s*(.+)", Pattern.DOTALL);
    private static final Pattern NOW = Pattern.compile("P0+[DWMY]|PT0+[HMS]");
    private static final Pattern OTHER_UNIT = Pattern.compile("-?[\\d.]+\\s*(\\p{L}.*|%)");

    private OperandReader() {}

    /**
     * Reads one value.
     *
     * @param operator with which it is compared
     * @throws CellException if it is none of the attribute's
     */
    static Operand read(Attribute attribute, Operator operator, String text) {
        refuseOperator(attribute, operator, text);
        return switch (attribute.type()) {
            case STRING -> new Operand.Constant(new AttributeValue.Text(allowed(attribute, text)));
            case BOOLEAN -> new Operand.Constant(new AttributeValue.Flag(CellTypes.yesNo(text)));
            case NUMBER -> new Operand.Constant(
                    new AttributeValue.Numeric(CellTypes.number(withoutUnit(attribute, text))));
            case DATE -> text.startsWith("P") || text.startsWith("-P")
                    ? new Operand.FromNow(wholeDays(text))
                    : new Operand.Constant(new AttributeValue.Day(CellTypes.date(text)));
            case INSTANT -> text.startsWith("P") || text.startsWith("-P")
                    ? new Operand.FromNow(ahead(text))
                    : new Operand.Constant(new AttributeValue.Moment(CellTypes.instant(text)));
        };
    }

    /** A value has no operator before it; but the text of a STRING may be anything, unless it is listed what it may be. */
    private static void refuseOperator(Attribute attribute, Operator of, String text) {
        if (text.isEmpty() || Character.isLetterOrDigit(text.charAt(0))) {
            return;
        }
        Matcher matcher = WITH_OPERATOR.matcher(text);
        boolean anyText =
                attribute.type() == AttributeType.STRING && attribute.allowed().isEmpty();
        if (anyText || attribute.allowed().contains(text) || !matcher.matches()) {
            return;
        }
        Operator operator = Operators.meant(matcher.group(1)).orElse(of);
        boolean same = operator == of || (operator == Operator.EQ && of == Operator.IN);
        String column = same ? "" : " in a column \"" + attribute.name() + " " + operator.symbol() + "\"";
        throw CellException.mustBe(
                text, "a value without an operator", "Maybe " + Texts.brief(matcher.group(2)) + column);
    }

    private static String allowed(Attribute attribute, String text) {
        if (!attribute.allowed().isEmpty() && !attribute.allowed().contains(text)) {
            throw CellException.mustBe(
                    text,
                    "one of " + attribute.allowed().stream().sorted().collect(Collectors.joining(", ")),
                    Closest.advice(text, attribute.allowed()));
        }
        return text;
    }

    /** A number may name its attribute's unit: {@code 500 cents}. */
    private static String withoutUnit(Attribute attribute, String text) {
        String unit = attribute.unit();
        if (unit != null && text.endsWith(unit)) {
            return text.substring(0, text.length() - unit.length()).strip();
        }
        if (isFigure(text)) {
            return text;
        }
        Matcher other = OTHER_UNIT.matcher(text);
        if (other.matches() && !text.matches("-?[\\d.]+[eE][+-]?\\d+")) {
            throw CellException.mustBe(
                    text,
                    unit == null ? "a number without a unit" : "a number of " + unit,
                    "Maybe convert it from " + Texts.brief(other.group(1)));
        }
        return text;
    }

    private static boolean isFigure(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.-".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Span ahead(String text) {
        if (text.startsWith("-")) {
            throw CellException.mustBe(
                    text, "a length of time from now on", "Maybe compare a NUMBER attribute of days since then");
        }
        return NOW.matcher(text).matches()
                ? Span.ZERO
                : CellTypes.span(LONGEST_AHEAD).read(text);
    }

    private static Span wholeDays(String text) {
        Span span = ahead(text);
        if (!span.duration().isZero()) {
            throw CellException.mustBe(text, "whole days such as P30D for a DATE", "");
        }
        return span;
    }
}
