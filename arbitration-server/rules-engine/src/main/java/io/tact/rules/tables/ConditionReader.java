package io.tact.rules.tables;

import io.tact.model.Attribute;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Dictionary;
import io.tact.model.Operand;
import io.tact.model.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads conditions on attributes: from a column's title and its cells, or from one text. */
final class ConditionReader {
    private static final Pattern TITLE = Pattern.compile("(\\S+)\\s+(\\S+)");
    private static final Pattern TEXT = Pattern.compile(
            "([\\p{L}\\p{N}_.-]+?)\\s*(" + Operators.SIGNS + "|\\s(?:" + Operators.WORDS + ")\\s)\\s*(.*)",
            Pattern.DOTALL);
    private static final Pattern LIKE_TITLE = Pattern.compile(
            "([\\p{L}\\p{N}_.-]+?)\\s*(" + Operators.SIGNS + "|\\s(?:" + Operators.WORDS + ")(?:\\s|$))\\s*(.*)");

    private final Dictionary dictionary;
    private final Map<String, Integer> ordinals = new TreeMap<>();
    private final Set<String> declared;
    private final boolean allDeclared;

    /**
     * A column of conditions.
     *
     * @param index the column, counted from 0
     * @param title its title
     * @param attribute the attribute's ordinal; −1 if the title is wrong, which was told already
     */
    record Column(int index, String title, int attribute, Operator operator) {
        static Column unreadable(int index, String title) {
            return new Column(index, title, -1, Operator.EQ);
        }

        boolean isReadable() {
            return attribute >= 0;
        }
    }

    /**
     * @param declared the names of all attributes, also of those that could not be read; in lower case
     * @param allDeclared whether there are no others; else it was told why they are not known
     */
    ConditionReader(Dictionary dictionary, Set<String> declared, boolean allDeclared) {
        this.dictionary = dictionary;
        this.declared = declared;
        this.allDeclared = allDeclared;
        for (int i = 0; i < dictionary.size(); i++) {
            ordinals.put(dictionary.attributes().get(i).name().toLowerCase(Locale.ROOT), i);
        }
    }

    Dictionary dictionary() {
        return dictionary;
    }

    /** The columns of a table that are conditions, or should be; errors become problems at their titles. */
    List<Column> columns(Table table) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.titles().size(); i++) {
            String title = table.titles().get(i);
            if (title.isEmpty() || table.schema().columns().contains(title.toLowerCase(Locale.ROOT))) {
                continue;
            }
            try {
                columns.add(column(i, title, table.schema()));
            } catch (CellException e) {
                columns.add(Column.unreadable(i, title));
                table.problems().add(io.tact.ruleset.Problem.atCell(table.file(), 1, i + 1, e.what(), e.advice()));
            }
        }
        return columns;
    }

    private Column column(int index, String title, TableSchema schema) {
        Matcher matcher = TITLE.matcher(title);
        if (!matcher.matches()) {
            throw new CellException(
                    "the table " + schema.name() + " has no column \"" + Texts.brief(title)
                            + "\", and it is no condition such as \"plan in\"",
                    meant(title, schema));
        }
        Operator operator = Operators.read(matcher.group(2));
        Integer ordinal = ordinal(matcher.group(1));
        return ordinal == null
                ? Column.unreadable(index, title)
                : new Column(index, title, ordinal, checked(operator, ordinal));
    }

    private String meant(String title, TableSchema schema) {
        Matcher like = LIKE_TITLE.matcher(title);
        if (like.matches() && declared.contains(like.group(1).toLowerCase(Locale.ROOT))) {
            Operator operator = Operators.meant(like.group(2).strip()).orElse(null);
            if (operator != null) {
                String value = like.group(3).isEmpty() ? "" : ", with " + like.group(3) + " in its cells";
                return "Maybe \"" + like.group(1) + " " + operator.symbol() + "\"" + value;
            }
        }
        List<String> close = Closest.names(title, schema.columns());
        return close.isEmpty() || declared.contains(title.toLowerCase(Locale.ROOT))
                ? "A condition is an attribute, a blank, and one of " + Operators.ALL
                : "Maybe " + String.join(" or ", close);
    }

    /** The condition that a cell of a readable column states. */
    Condition condition(Column column, String text) {
        return condition(column.attribute, column.operator, text);
    }

    /** Whether a readable column compares text. */
    boolean isText(Column column) {
        return column.operator() != Operator.IS_SET
                && dictionary.attributes().get(column.attribute()).type() == AttributeType.STRING;
    }

    /** Whether a text looks like a condition, and not like a selector. */
    static boolean looksLike(String text) {
        return TEXT.matcher(text).matches();
    }

    /** Conditions joined by {@code &}, such as {@code open_complaint = true & balance < 500}. */
    List<Condition> conditions(String text) {
        if (text.contains("&&")) {
            throw CellException.mustBe(text, "conditions joined by &", "Maybe " + text.replace("&&", "&"));
        }
        List<Condition> conditions = new ArrayList<>();
        for (String part : text.split("&", -1)) {
            Matcher matcher = TEXT.matcher(part.strip());
            if (!matcher.matches() || matcher.group(3).isBlank()) {
                throw CellException.mustBe(
                        part.strip(),
                        "a condition such as open_complaint = true",
                        "Several are joined by &; the operators are " + Operators.ALL);
            }
            Operator operator = Operators.read(matcher.group(2).strip());
            Integer ordinal = ordinal(matcher.group(1));
            if (ordinal != null) {
                conditions.add(condition(
                        ordinal, checked(operator, ordinal), matcher.group(3).strip()));
            }
        }
        return conditions;
    }

    /** The ordinal of an attribute; null if it is declared wrongly, or where none can be read, which was told already. */
    private @Nullable Integer ordinal(String name) {
        Integer ordinal = ordinals.get(name.toLowerCase(Locale.ROOT));
        if (ordinal == null && allDeclared && !declared.contains(name.toLowerCase(Locale.ROOT))) {
            throw new CellException(
                    "there is no attribute \"" + Texts.brief(name) + "\"",
                    declared.isEmpty()
                            ? "Declare it in the table attributes"
                            : Closest.names(name, declared).isEmpty()
                                    ? "Maybe add it to the table attributes"
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
            CellType<Operand> type = part -> OperandReader.read(attribute, operator, part);
            return new Condition(
                    ordinal, operator, List.copyOf(CellTypes.list(type).read(text)));
        }
        if (text.indexOf('|') >= 0) {
            throw CellException.mustBe(text, "one value", "Maybe the column should be \"" + attribute.name() + " in\"");
        }
        return new Condition(ordinal, operator, List.of(OperandReader.read(attribute, operator, text)));
    }
}
