package io.tact.rules.tables;

import io.tact.model.Attribute;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Dictionary;
import io.tact.model.Operand;
import io.tact.model.Operator;
import io.tact.model.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads conditions on attributes: from a column's title and its cells, or from one text. */
final class ConditionReader {
    private static final Pattern TITLE = Pattern.compile("(\\S+)\\s+(\\S+)");
    private static final Pattern TEXT = Pattern.compile(
            "([\\p{L}\\p{N}_.-]+?)\\s*(!=|<=|>=|=|<|>|\\s(?:in|not-in|is-set)\\s)\\s*(.*)", Pattern.DOTALL);
    private static final String OPERATORS =
            Arrays.stream(Operator.values()).map(Operator::symbol).collect(Collectors.joining(" "));
    private static final int LONGEST_AHEAD = 36_600;

    private final Dictionary dictionary;
    private final Map<String, Integer> ordinals = new TreeMap<>();
    private final Set<String> declared;

    /**
     * A column of conditions.
     *
     * @param index the column, counted from 0
     * @param title its title
     * @param attribute the attribute's ordinal
     */
    record Column(int index, String title, int attribute, Operator operator) {}

    /** @param declared the names of all attributes, also of those that could not be read; in lower case */
    ConditionReader(Dictionary dictionary, Set<String> declared) {
        this.dictionary = dictionary;
        this.declared = declared;
        for (int i = 0; i < dictionary.size(); i++) {
            ordinals.put(dictionary.attributes().get(i).name().toLowerCase(Locale.ROOT), i);
        }
    }

    Dictionary dictionary() {
        return dictionary;
    }

    /** The columns of a table that are conditions; errors become problems at their titles. */
    List<Column> columns(Table table) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.titles().size(); i++) {
            String title = table.titles().get(i);
            if (title.isEmpty() || table.schema().columns().contains(title.toLowerCase(Locale.ROOT))) {
                continue;
            }
            try {
                Column column = column(i, title, table.schema());
                if (column != null) {
                    columns.add(column);
                }
            } catch (CellException e) {
                table.problems().add(io.tact.ruleset.Problem.atCell(table.file(), 1, i + 1, e.what(), e.advice()));
            }
        }
        return columns;
    }

    private @Nullable Column column(int index, String title, TableSchema schema) {
        Matcher matcher = TITLE.matcher(title);
        if (!matcher.matches()) {
            List<String> close = Closest.names(title, schema.columns());
            boolean attribute = declared.contains(title.toLowerCase(Locale.ROOT));
            throw new CellException(
                    "the table " + schema.name() + " has no column \"" + Texts.brief(title)
                            + "\", and it is no condition such as \"plan in\"",
                    attribute || close.isEmpty()
                            ? "A condition is an attribute, a blank, and one of " + OPERATORS
                            : "Maybe " + String.join(" or ", close));
        }
        Operator operator = operator(matcher.group(2));
        Integer ordinal = ordinal(matcher.group(1));
        return ordinal == null ? null : new Column(index, title, ordinal, checked(operator, ordinal));
    }

    /** The condition that a cell of a column states. */
    Condition condition(Column column, String text) {
        return condition(column.attribute, column.operator, text);
    }

    /** Whether a text looks like a condition, and not like a selector. */
    static boolean looksLike(String text) {
        return TEXT.matcher(text).matches();
    }

    /** Conditions joined by {@code &}, such as {@code open_complaint = true & balance < 500}. */
    List<Condition> conditions(String text) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : text.split("&", -1)) {
            Matcher matcher = TEXT.matcher(part.strip());
            if (!matcher.matches() || matcher.group(3).isBlank()) {
                throw CellException.mustBe(
                        part.strip(),
                        "a condition such as open_complaint = true",
                        "Several are joined by &; the operators are " + OPERATORS);
            }
            Operator operator = operator(matcher.group(2).strip());
            Integer ordinal = ordinal(matcher.group(1));
            if (ordinal != null) {
                conditions.add(condition(
                        ordinal, checked(operator, ordinal), matcher.group(3).strip()));
            }
        }
        return conditions;
    }

    /** The ordinal of an attribute; null if it is declared, but wrongly, which has been told already. */
    private @Nullable Integer ordinal(String name) {
        Integer ordinal = ordinals.get(name.toLowerCase(Locale.ROOT));
        if (ordinal == null && !declared.contains(name.toLowerCase(Locale.ROOT))) {
            throw new CellException(
                    "there is no attribute \"" + Texts.brief(name) + "\"",
                    declared.isEmpty()
                            ? "Declare it in attributes.csv"
                            : Closest.names(name, declared).isEmpty()
                                    ? "Maybe add it to attributes.csv"
                                    : Closest.advice(
                                            name,
                                            dictionary.attributes().stream()
                                                    .map(Attribute::name)
                                                    .toList()));
        }
        return ordinal;
    }

    /** The ordinal of a NUMBER attribute, as a score may take a factor from. */
    int numberAttribute(String name) {
        Integer ordinal = ordinal(name);
        if (ordinal == null) {
            return -1;
        }
        Attribute attribute = dictionary.attributes().get(ordinal);
        if (attribute.type() != AttributeType.NUMBER) {
            throw new CellException(
                    "(\"@" + name + "\") must be a figure, or an attribute of type NUMBER",
                    attribute.name() + " is of type " + attribute.type());
        }
        return ordinal;
    }

    private static Operator operator(String symbol) {
        for (Operator operator : Operator.values()) {
            if (operator.symbol().equals(symbol.toLowerCase(Locale.ROOT))) {
                return operator;
            }
        }
        throw new CellException("\"" + Texts.brief(symbol) + "\" is no operator", "The operators are " + OPERATORS);
    }

    private Operator checked(Operator operator, int ordinal) {
        Attribute attribute = dictionary.attributes().get(ordinal);
        if (operator.isOrder()
                && (attribute.type() == AttributeType.STRING || attribute.type() == AttributeType.BOOLEAN)) {
            throw new CellException(
                    attribute.name() + " is of type " + attribute.type() + " and has no order for " + operator.symbol(),
                    "Maybe use = or in");
        }
        return operator;
    }

    private Condition condition(int ordinal, Operator operator, String text) {
        Attribute attribute = dictionary.attributes().get(ordinal);
        if (operator == Operator.IS_SET) {
            AttributeValue wanted = new AttributeValue.Flag(CellTypes.yesNo(text));
            return new Condition(ordinal, operator, List.of(new Operand.Constant(wanted)));
        }
        if (operator == Operator.IN || operator == Operator.NOT_IN) {
            CellType<Operand> type = part -> operand(attribute, part);
            return new Condition(
                    ordinal, operator, List.copyOf(CellTypes.list(type).read(text)));
        }
        if (text.indexOf('|') >= 0) {
            throw CellException.mustBe(text, "one value", "Maybe the column should be \"" + attribute.name() + " in\"");
        }
        return new Condition(ordinal, operator, List.of(operand(attribute, text)));
    }

    private static Operand operand(Attribute attribute, String text) {
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
        Matcher other = Pattern.compile("-?[\\d.]+\\s*(\\p{L}.*|%)").matcher(text);
        if (other.matches() && !text.matches("-?[\\d.]+[eE][+-]?\\d+")) {
            throw CellException.mustBe(
                    text,
                    unit == null ? "a number without a unit" : "a number of " + unit,
                    "Maybe convert it from " + Texts.brief(other.group(1)));
        }
        return text;
    }

    private static Span ahead(String text) {
        if (text.startsWith("-")) {
            throw CellException.mustBe(
                    text, "a length of time from now on", "Maybe compare a NUMBER attribute of days since then");
        }
        return text.matches("P0+[DWMY]|PT0+[HMS]")
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
