package io.tact.rules.drools;

import io.tact.model.Attribute;
import io.tact.model.AttributeType;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Span;
import io.tact.rules.drools.source.RuleSource;
import io.tact.rules.drools.source.Token;
import io.tact.rules.tables.Closest;
import io.tact.ruleset.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks the constants of one rule: what attributes are compared with, days, lengths of time, purposes, relations
 * and outcomes. */
final class LiteralCheck {
    static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=", "in", "not", "matches", "contains");

    private static final List<String> PURPOSES = names(Purpose.values());
    private static final List<String> RELATIONS = names(Relation.Kind.values());
    private static final List<String> OUTCOMES = names(OutcomeType.values());

    private final RuleSource rule;
    private final List<Token> tokens;
    private final List<Problem> problems;

    LiteralCheck(RuleSource rule, List<Problem> problems) {
        this.rule = rule;
        this.tokens = rule.tokens();
        this.problems = problems;
    }

    /** Looks at the call that may begin at a token. */
    void look(int i) {
        if (tokens.get(i).kind() != Token.Kind.WORD
                || i + 1 >= tokens.size()
                || !tokens.get(i + 1).isSign("(")) {
            return;
        }
        switch (tokens.get(i).text()) {
            case "day" -> argument(i, LocalDate::parse, "a day such as 2026-11-23", List.of());
            case "moment" -> argument(
                    i, OffsetDateTime::parse, "an instant such as 2026-11-23T10:00:00+01:00", List.of());
            case "dayIn", "momentIn", "contacts", "outcomes" -> argument(
                    i, Span::parse, "a length such as P7D or PT24H", List.of());
            case "purpose" -> argument(i, Purpose::valueOf, oneOf(PURPOSES), PURPOSES);
            case "hasRelation" -> argument(i, Relation.Kind::valueOf, oneOf(RELATIONS), RELATIONS);
            default -> {}
        }
        if (tokens.get(i).isWord("outcomes")
                && i + 3 < tokens.size()
                && tokens.get(i + 3).isSign(",")) {
            constant(tokens.get(i + 2), OutcomeType::valueOf, oneOf(OUTCOMES), OUTCOMES);
        }
    }

    private static List<String> names(Enum<?>[] words) {
        return Arrays.stream(words).map(Enum::name).toList();
    }

    private static String oneOf(List<String> words) {
        return "one of " + words;
    }

    /** How a constant is read; fails if it is none. */
    private interface Reader {
        Object read(String text);
    }

    /** The last argument of a call, if it is a constant. */
    private void argument(int call, Reader reader, String wanted, List<String> words) {
        int depth = 0;
        int close = call + 1;
        for (; close < tokens.size(); close++) {
            depth += tokens.get(close).isSign("(") ? 1 : tokens.get(close).isSign(")") ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        boolean whole = close < tokens.size()
                && (tokens.get(close - 2).isSign("(") || tokens.get(close - 2).isSign(","));
        if (whole) {
            constant(tokens.get(close - 1), reader, wanted, words);
        }
    }

    private void constant(Token token, Reader reader, String wanted, List<String> words) {
        if (token.kind() != Token.Kind.TEXT) {
            return;
        }
        try {
            reader.read(token.text());
        } catch (DateTimeException | IllegalArgumentException e) {
            report(token, "\"" + token.text() + "\" is not " + wanted, Closest.advice(token.text(), words));
        }
    }

    /** Looks at what an attribute, read by the call that begins at a token, is compared with. */
    void lookAtComparison(int reader, Attribute attribute) {
        int i = reader + 4;
        if (i + 1 >= tokens.size()) {
            return;
        }
        Token sign = tokens.get(i);
        if (COMPARISONS.contains(sign.text()) && sign.kind() == Token.Kind.SIGN) {
            boolean order = sign.text().startsWith("<") || sign.text().startsWith(">");
            if (order && (attribute.type() == AttributeType.STRING || attribute.type() == AttributeType.BOOLEAN)) {
                report(
                        sign,
                        attribute.name() + " is a " + attribute.type() + " and has no order",
                        "Compare it with == or !=");
            } else {
                constant(attribute, tokens.get(i + 1));
            }
            return;
        }
        int list = sign.isWord("not") ? i + 1 : i;
        if (list + 1 < tokens.size()
                && tokens.get(list).isWord("in")
                && tokens.get(list + 1).isSign("(")) {
            for (int j = list + 2; j < tokens.size() && !tokens.get(j).isSign(")"); j++) {
                constant(attribute, tokens.get(j));
            }
        }
    }

    private void constant(Attribute attribute, Token token) {
        @Nullable AttributeType given = typeOf(token);
        if (given == null) {
            return;
        }
        String name = attribute.name() + " is a " + attribute.type();
        boolean time = attribute.type() == AttributeType.DATE || attribute.type() == AttributeType.INSTANT;
        if (time) {
            report(
                    token,
                    name + " and cannot be compared with " + shown(token),
                    attribute.type() == AttributeType.DATE
                            ? "Write day(\"2026-11-23\")"
                            : "Write moment(\"2026-11-23T10:00:00+01:00\")");
        } else if (given != attribute.type()) {
            report(token, name + " and cannot be compared with " + shown(token), advice(attribute.type()));
        } else if (!attribute.allowed().isEmpty() && !attribute.allowed().contains(token.text())) {
            report(
                    token,
                    attribute.name() + " is never " + shown(token),
                    "It is one of " + String.join(", ", new TreeSet<>(attribute.allowed())));
        }
    }

    private static @Nullable AttributeType typeOf(Token token) {
        return switch (token.kind()) {
            case TEXT -> AttributeType.STRING;
            case NUMBER -> AttributeType.NUMBER;
            case WORD -> token.isWord("true") || token.isWord("false") ? AttributeType.BOOLEAN : null;
            case SIGN -> token.isSign("-") ? AttributeType.NUMBER : null;
        };
    }

    private static String shown(Token token) {
        return token.kind() == Token.Kind.TEXT ? "the text \"" + token.text() + "\"" : token.text();
    }

    private static String advice(AttributeType type) {
        return switch (type) {
            case STRING -> "Write a text in double quotes";
            case NUMBER -> "Write a number without quotes";
            case BOOLEAN -> "Write true or false without quotes";
            case DATE, INSTANT -> "";
        };
    }

    private void report(Token token, String what, String advice) {
        problems.add(rule.file().problem(token, what, advice));
    }
}
